"""Origins: how often `sayso.link.origins` counts as many independent origins as were marked.

    python -m benchmarks.origins_trees --readings READINGS.jsonl --paths PATHS.txt [--half dev]

READINGS are readings of the reports of ``news-events``, one a line (``sayso read … -f jsonl``), PATHS their
paths line by line. Scored are the claims of ``gold/origins.json``, in two ways: *given*, where the marked
statements are the claim, so that errors of same-claim don't mix in; and *linked*, where it is the claim of
`sayso.link.claims`, after all reports were linked, that holds most of them. Copies are those that
`sayso.link.copies` finds.

A marked place of which Sayso made no statement is not there for the count. *Visible* are the claims of which
every counted origin has a statement in at least one of its reports; of the others the marked number cannot be
known from the statements. Most claims have one origin: "one to everything" is the share of those.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec
from benchmarks.gold_marks import Half, Place
from benchmarks.origins_claims import embedded
from benchmarks.tables import Cell, save, table

from benchmarks import gold_marks
from sayso.link.claims import Linker
from sayso.link.copies import copied
from sayso.link.memory import Memory
from sayso.link.origins import provenance
from sayso.types import Claim, Provenance, Reading, Span


class MarkedPlace(msgspec.Struct, frozen=True):
    report: str
    text_sha: str
    spans: tuple[Span, ...]
    statement: bool

    @property
    def place(self) -> Place:
        return Place(self.report, self.text_sha, self.spans)


class MarkedOrigin(msgspec.Struct, frozen=True):
    id: str
    kind: str
    reports: tuple[str, ...]
    name: str | None = None
    note: str | None = None


class OriginMark(msgspec.Struct, frozen=True):
    """A claim: the places that carry it, its origins, and how many of them count."""

    id: str
    half: Half
    statements: tuple[MarkedPlace, ...]
    origins: tuple[MarkedOrigin, ...]
    independent: int
    at_least: int
    note: str | None = None


class Counted(NamedTuple):
    """A mark with what Sayso makes of it; ``visible`` is whether each counted origin has a statement."""

    mark: OriginMark
    visible: bool
    given: Provenance
    linked: Provenance


def marks(half: Half | None = None) -> tuple[OriginMark, ...]:
    path = gold_marks.GOLD / "origins.json"
    every = msgspec.json.decode(path.read_bytes(), type=tuple[OriginMark, ...])
    return tuple(mark for mark in every if half is None or mark.half == half)


def counted(every: Iterable[OriginMark], known: dict[str, Reading]) -> list[Counted]:
    """The marks of which Sayso found a statement, and what it makes of them."""
    claim_of = linked(known.values())
    out = []
    for mark in every:
        statements, reports = [], set()
        for place in mark.statements:
            found = gold_marks.statement_at(place.place, known)
            if found and found.id not in statements:
                statements.append(found.id)
                reports.add(place.report)
        if not statements:
            continue
        visible = all(set(origin.reports) & reports for origin in mark.origins if origin.kind != "unsourced")
        by_id = {reading.report.id: reading for reading in known.values()}
        claims = [claim_of[statement] for statement in statements]
        best = max(claims, key=lambda claim: (claims.count(claim), claim.id))
        ordered = sorted(statements, key=lambda s: (by_id[s.rpartition(":")[0]].report.published or "~", s))
        own = Claim(ordered[0], tuple(ordered), ordered[0])
        out.append(Counted(mark, visible, traced(own, by_id), traced(best, by_id)))
    return out


def linked(readings: Iterable[Reading]) -> dict[str, Claim]:
    """The claim of each statement, once all are linked."""
    store = Memory()
    linker = Linker(store)
    for reading in readings:
        linker.add(reading, embedded(reading))
    return {statement: claim for claim in store.all_claims() for statement in claim.statements}


def traced(claim: Claim, readings: dict[str, Reading]) -> Provenance:
    reports = sorted({statement.rpartition(":")[0] for statement in claim.statements})
    copies = [
        copy for one, other in combinations(reports, 2) for copy in copied(readings[one], readings[other])
    ]
    return provenance(claim, {report: readings[report] for report in reports}, copies)


def row(name: str, chosen: Sequence[Counted]) -> tuple[Cell, ...]:
    """How often the numbers are the marked ones, in per cent."""

    def share(right: Iterable[bool]) -> float:
        return 100 * sum(right) / max(len(chosen), 1)

    return (
        name,
        len(chosen),
        share(c.given.independent == c.mark.independent for c in chosen),
        share(c.given.at_least == c.mark.at_least for c in chosen),
        share(c.linked.independent == c.mark.independent for c in chosen),
        share(c.mark.independent == 1 for c in chosen),
    )


HEAD = ["", "claims", "given: exact", "given: at least", "linked: exact", "one to everything"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--wrong", action="store_true", help="show the claims that are counted otherwise")
    options = parser.parse_args()
    known = gold_marks.readings(options.readings.open(encoding="utf-8"), options.paths.open(encoding="utf-8"))
    chosen = marks(options.half)
    found = counted(chosen, known)
    rows = []
    for half in [options.half] if options.half else ["dev", "held"]:
        half_of = [each for each in found if each.mark.half == half]
        seen = [each for each in half_of if each.visible]
        rows.append(row(half, half_of))
        rows.append(row(f"{half}, visible", seen))
        rows.append(row(f"{half}, visible, none or several", [e for e in seen if e.mark.independent != 1]))
    shown = table(HEAD, rows)
    print(shown)
    line = f"{len(chosen) - len(found)} of {len(chosen)} claims have no statement that Sayso found."
    print(line)
    if options.wrong:
        show_wrong(found)
    elif not options.half:
        content = {str(r[0]): r[1:] for r in rows}
        save("origins_trees", "Independent origins", f"{shown}\n\n{line}\n", content)


def show_wrong(found: Iterable[Counted]) -> None:
    for each in found:
        if each.linked.independent not in (each.mark.independent, each.given.independent):
            print(f"\n{each.mark.id}: linked: {each.linked.verdict}", *each.linked.origins, sep="\n    ")
        mark, given = each.mark, each.given
        if given.independent != mark.independent or given.at_least != mark.at_least:
            want, have = (mark.independent, mark.at_least), (given.independent, given.at_least)
            print(f"\n{mark.id} ({'visible' if each.visible else 'not visible'}): {want}, counted {have}")
            marked = [f"{o.kind} {o.name} ({len(o.reports)});" for o in mark.origins]
            print("  marked:", *marked, mark.note)
            for origin in given.origins:
                who = f"{origin.kind} {origin.name} {origin.words!r}"
                print(f"  {origin.id} {who} {origin.outlets} {origin.why}")


if __name__ == "__main__":
    main()
