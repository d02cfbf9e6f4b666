"""Questions about what reports have to do with each other: claims, origins, disputes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ask.page import LIMIT, Page, checked, key_of, no_place, page
from sayso.ask.query import parse
from sayso.errors import NotKept
from sayso.ledger.base import ClaimOrder, ClaimRow, DisputeRow, Kept, Row, StoryRow, View, place_of
from sayso.ledger.query import Query
from sayso.types import Claim, Copy, Position, Provenance, Reading, VoiceRole

MOST = 500
"""Disputes of one claim that are shown at most."""

_ID = re.compile(r"[0-9a-f]{16}:[0-9]+")


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim with all that stands behind it: its statements, the earliest published first; the way it went;
    the passages that its reports share; and what is at odds with it."""

    claim: ClaimRow
    statements: tuple[Row, ...]
    provenance: Provenance
    copies: tuple[Copy, ...]
    disputes: tuple[DisputeRow, ...]


MAIN = 8
"""The voices and claims of a story that are told."""


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A story: its reports, the earliest first; the names of its main voices with how many of its statements
    they are an origin of; and the claims that most outlets carry."""

    story: StoryRow
    reports: tuple[Kept, ...]
    voices: tuple[tuple[str, str, int], ...]
    claims: tuple[ClaimRow, ...]


class Claims:
    """The questions about claims; `sayso.ask.desk.Desk` has them all."""

    view: View

    def claims(
        self,
        query: str | Query = "",
        *,
        order: ClaimOrder = ClaimOrder.REPEATED,
        limit: int = LIMIT,
        after: str | None = None,
    ) -> Page[ClaimRow]:
        """Claims with a statement that answers a query, or all, in an order."""
        found = self.view.claims(_asked(query), order, limit=checked(limit) + 1, after=_place(after))
        return page(found, limit, lambda row: ":".join(map(str, place_of(row, order))))

    def claim(self, claim: str) -> ClaimShown:
        """A claim by its id, or by the id of one of its statements; by anything else, as a query, the most
        repeated claim that answers it. Raises `sayso.errors.NotKept` where there is none."""
        row, statements = self.view.claim(self._found(claim))
        return ClaimShown(
            row,
            tuple(statements),
            self._traced(row, statements),
            tuple(self.view.links.copies({statement.report for statement in statements})),
            tuple(self.view.disputes(claim=row.id, limit=MOST)),
        )

    def origins(self, claim: str) -> Provenance:
        """On whose say-so a claim rests; ``claim`` and what is raised are as in `claim`."""
        return self._traced(*self.view.claim(self._found(claim)))

    def disputes(
        self, query: str | Query = "", *, limit: int = LIMIT, after: str | None = None
    ) -> Page[DisputeRow]:
        """What is at odds, the newest first, where a side answers the query."""
        behind: tuple[int, str] | None = None
        if after is not None:
            told = re.fullmatch(r"(-?\d{1,18}):([a-z]+ [0-9a-f]{16}:\d+ (?:denied )?[0-9a-f]{16}:\d+)", after)
            if told is None:
                raise no_place(after)
            behind = int(told[1]), told[2]
        found = self.view.disputes(_asked(query), limit=checked(limit) + 1, after=behind)
        return page(found, limit, lambda row: f"{row.newest}:{row.pair}")

    def positions(self, query: str | Query = "") -> tuple[Position, ...]:
        """Where actors stand on what a query's statements propose, demand, support, reject, deny …, by topic
        and time, with every change of side."""
        from sayso.link.positions import folded

        return folded(self.view.stands(_asked(query)))

    def stories(
        self, query: str | Query = "", *, limit: int = LIMIT, after: str | None = None
    ) -> Page[StoryRow]:
        """Stories, those with the latest report first: all, or those with a statement that answers."""
        found = self.view.stories(_asked(query), limit=checked(limit) + 1, after=key_of(after))
        return page(found, limit, lambda row: str(row.newest))

    def story(self, report: str) -> StoryShown:
        """The story that a report is in, by its id or that of a statement in it. Raises
        `sayso.errors.NotKept`."""
        row, reports = self.view.story(report.partition(":")[0])
        readings = [self.view.reading(kept.id) for kept in reports]
        return StoryShown(row, tuple(reports), _loudest(readings), self._carried(readings))

    def _carried(self, readings: Sequence[Reading]) -> tuple[ClaimRow, ...]:
        """The claims of a story's statements that most outlets carry."""
        ids = [statement.id for reading in readings for statement in reading.statements]
        claims = {claim.id for claim in self.view.links.claims(ids)}
        rows = self.view.claim_rows(sorted(claims))
        return tuple(sorted(rows, key=lambda row: (-row.outlets, -row.statements, row.id))[:MAIN])

    def _traced(self, row: ClaimRow, statements: Sequence[Row]) -> Provenance:
        from sayso.ledger.tracing import traced

        ids = tuple(statement.id for statement in statements)
        return traced(self.view, Claim(row.id, ids, row.wording))

    def _found(self, claim: str) -> str:
        if _ID.fullmatch(claim):
            return self.view.claim_of(claim)
        found = self.view.claims(parse(claim), ClaimOrder.REPEATED, limit=1)
        found = found or self.view.claims(parse(claim), ClaimOrder.NEWEST, limit=1)
        if not found:
            raise NotKept(f"{claim}: no claim has these words; see sayso claims")
        return found[0].id


def _loudest(readings: Sequence[Reading]) -> tuple[tuple[str, str, int], ...]:
    """The actors with a name that speak most: id, name, number of statements."""
    spoken = Counter(
        (voice.actor, voice.name)
        for reading in readings
        for statement in reading.statements
        for voice in statement.voices
        if voice.role is VoiceRole.ORIGIN and voice.actor and voice.name
    )
    return tuple((actor, name, number) for (actor, name), number in spoken.most_common(MAIN))


def _asked(query: str | Query) -> Query | None:
    typed = query if isinstance(query, Query) else parse(query)
    return None if typed == Query() else typed


def _place(after: str | None) -> tuple[int, int, str] | None:
    if after is None:
        return None
    found = re.fullmatch(r"(-?\d{1,18}):(-?\d{1,18}):([0-9a-f]{16}:\d+)", after)
    if found is None:
        raise no_place(after)
    return int(found[1]), int(found[2]), found[3]
