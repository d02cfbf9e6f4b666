"""Claim: in which words it is told, where it comes from, and what is at odds with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.ask.claims import ClaimShown
from sayso.errors import NotKept
from sayso.export import answers, linked, listing
from sayso.ledger.base import Row
from sayso.link.outlets import key, publisher
from sayso.serve.aligning import Beside, compared
from sayso.serve.odds import Bench, disputers
from sayso.serve.page import Answer, Asked, Table
from sayso.serve.tree import KINDS, STEPS, named, numbered, tree
from sayso.types import Copy, Origin, OriginKind, Provenance

COPIES = 12
"""Copied passages that are shown, the longest first."""
DISPUTES = 24
_ID = re.compile(r"[0-9a-f]{16}:[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage that two reports share, and its words side by side; the reports as their first statements in
    the claim show them."""

    copy: Copy
    earlier: Row
    later: Row
    words: Beside


@dataclass(frozen=True, slots=True)
class Way:
    """A step in words: from whom, to whom, how, what tells it, and the ids of the statements that show it."""

    giver: str
    taker: str
    how: str
    why: str
    statements: tuple[str, ...]


def claim(asked: Asked) -> Answer:
    """The page of a claim, by its id or that of a statement in it. Raises `NotKept`."""
    identifier = asked.path["claim"]
    if not _ID.fullmatch(identifier):
        raise NotKept("no claim")
    shown = asked.desk.claim(identifier)
    numbers = {row.id: number for number, row in enumerate(shown.statements, 1)}
    reports = {row.report for row in shown.statements}
    slugs = {report: publisher(asked.desk.reading(report))[0] for report in reports}
    copies = list(_copied(shown))
    provenance = shown.provenance
    return Answer(
        "claim.html",
        {
            "claim": shown.claim,
            "provenance": provenance,
            "statements": shown.statements,
            "numbers": numbers,
            "roles": asked.desk.roles(shown.statements),
            "tree": tree(provenance, _anchors(shown, slugs), _notes(shown, slugs)),
            "ways": list(_ways(provenance)),
            "counted": numbered(provenance),
            "told_in": lambda statements: _in_order(statements, numbers),
            "names": {origin.id: _called(origin) for origin in provenance.origins},
            "odds": Bench(asked.desk).laid(shown.disputes[:DISPUTES], shown.claim.id),
            "more_odds": max(0, len(shown.disputes) - DISPUTES),
            "disputers": disputers(asked.desk, shown.claim.id, shown.disputes[:DISPUTES]),
            "copies": copies[:COPIES],
            "more_copies": len(copies[COPIES:]),
        },
        Table("claim", answers.statements(), shown.statements, linked.claim(shown)),
    )


def _in_order(statements: Sequence[str], numbers: dict[str, int]) -> list[int]:
    """The numbers of some statements of the page."""
    return sorted(numbers[one] for one in statements if one in numbers)


def _called(origin: Origin) -> str:
    """An origin in a sentence."""
    kind = "" if origin.kind is OriginKind.NAMED else f", {KINDS[origin.kind]}"
    return f"{named(origin)}{kind}" if origin.kind is not OriginKind.UNSOURCED else "no source"


def _anchors(shown: ClaimShown, slugs: dict[str, str]) -> dict[str, str]:
    """Where on the page the origins stand, by id, and the first words of each outlet, by its key."""
    anchors = {origin.id: f"#{origin.id.replace(':', '-')}" for origin in shown.provenance.origins}
    for number, row in enumerate(shown.statements, 1):
        anchors.setdefault(slugs[row.report], f"#w{number}")
    return anchors


def _notes(shown: ClaimShown, slugs: dict[str, str]) -> dict[str, str]:
    """When each outlet first had it, by its key: "14 Oct 2031, 06:30"."""
    found: dict[str, str] = {}
    for row in shown.statements:
        if row.published:
            clock = row.published[11:16] if row.published[10:11] in ("T", " ") else ""
            when = ", ".join(filter(None, (listing.day(row.published), clock)))
            found.setdefault(slugs[row.report], when)
    return found


def _ways(provenance: Provenance) -> Iterator[Way]:
    names = {origin.id: _called(origin) for origin in provenance.origins}
    outlets = {key(name): name for name in provenance.outlets}
    for step in provenance.steps:
        giver, taker = (names.get(node) or _outlet(node, outlets) for node in (step.giver, step.taker))
        yield Way(giver, taker, STEPS.get(step.how, step.how), step.why, step.statements)


def _outlet(node: str, outlets: dict[str, str]) -> str:
    slug = node.partition(":")[2]
    return outlets.get(slug, slug.replace("-", " ").title())


def _copied(shown: ClaimShown) -> Iterator[Copied]:
    """The passages that the claim's reports share: those with words of the claim, then the longest first."""
    first: dict[str, Row] = {}
    for row in shown.statements:
        first.setdefault(row.report, row)
    for copy in sorted(shown.copies, key=lambda copy: (not _holds(copy, shown), -copy.words)):
        earlier, later = first.get(copy.earlier.report), first.get(copy.later.report)
        if earlier and later:
            yield Copied(copy, earlier, later, compared(copy.earlier.text, copy.later.text))


def _holds(copy: Copy, shown: ClaimShown) -> bool:
    """Whether a statement of the claim begins in a passage."""
    return any(
        row.report == passage.report and span.start <= row.start < span.end
        for passage in (copy.earlier, copy.later)
        for span in passage.spans
        for row in shown.statements
    )
