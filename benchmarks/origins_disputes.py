"""Disputes inside a report and across reports: how many are found, and how many of those found are right.

    python -m benchmarks.origins_disputes --readings READINGS.jsonl --paths PATHS.txt [--half dev] [--wrong]

READINGS are readings of the reports of ``news-events``, one a line (``sayso read … -f jsonl``), PATHS their
paths line by line. Recall is over the marks of ``gold/disputes.json``, by kind: of all, and of those
whose statements the reading has. Precision is over the reports of ``gold/disputes-whole.json``, in which
every dispute was looked for: what is found there and neither marked nor open is wrong. The pairs that
look at odds and are not say how many of the lures are taken. Across reports a pair is judged by itself
(`disputed`).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from benchmarks.gold_marks import GOLD, Place
from benchmarks.tables import Cell, save, table

from benchmarks import gold_marks
from sayso.link.claims import Mention, mentions
from sayso.link.disputes import disputed, within
from sayso.models.embedding import packaged
from sayso.types import Dispute, Floats, Reading, Span, Statement

LEAST = 0.5
"""How much of a mark a statement must have, or a mark of it, to be the one that is meant."""


class Mark(msgspec.Struct, frozen=True):
    """A pair of ``disputes.json``."""

    id: str
    half: str
    kind: str
    one: Place
    other: Place | None
    denied: Place | None = None
    looks_like: str | None = None

    @property
    def across(self) -> bool:
        return self.other is not None and self.other.report != self.one.report


class Open(msgspec.Struct, frozen=True):
    one: tuple[Span, ...]
    other: tuple[Span, ...] | None


class Whole(msgspec.Struct, frozen=True):
    """A report of ``disputes-whole.json``; ``disputes`` is how many are marked in it."""

    report: str
    half: str
    disputes: int
    open: tuple[Open, ...]


class Found(NamedTuple):
    """A dispute that was found, with its kind and the spans of the contents of its sides."""

    kind: str
    one: tuple[Span, ...]
    other: tuple[Span, ...] | None
    told: str


def marks(half: str | None = None) -> tuple[Mark, ...]:
    """The pairs of one half, or of both."""
    every = msgspec.json.decode((GOLD / "disputes.json").read_bytes(), type=tuple[Mark, ...])
    return tuple(mark for mark in every if half is None or mark.half == half)


def whole(half: str | None = None) -> tuple[Whole, ...]:
    """The reports that were read whole, of one half, or of both."""
    every = msgspec.json.decode((GOLD / "disputes-whole.json").read_bytes(), type=tuple[Whole, ...])
    return tuple(one for one in every if half is None or one.half == half)


def means(spans: Sequence[Span], place: Sequence[Span]) -> bool:
    """Whether a statement's content is the one meant by a place: one of them has most of the other."""
    one, other = gold_marks._characters(spans), gold_marks._characters(place)
    both = len(one & other)
    return both >= LEAST * len(other) or both >= LEAST * len(one) > 0


def fits(found: Found, one: Sequence[Span], other: Sequence[Span] | None, *, any_other: bool = False) -> bool:
    """Whether what was found is the pair that is meant, either way round. Where ``other`` is None the pair
    has one side only, or, with ``any_other``, any other side will do."""
    if other is None:
        if any_other:
            return means(found.one, one) or (found.other is not None and means(found.other, one))
        return found.other is None and means(found.one, one)
    if found.other is None:
        return False
    return (means(found.one, one) and means(found.other, other)) or (
        means(found.one, other) and means(found.other, one)
    )


def inner(reading: Reading, vectors: Floats) -> list[Found]:
    """What is found inside one report."""
    by_id = {statement.id: statement for statement in reading.statements}
    return [_found(dispute, by_id) for dispute in within(reading, mentions(reading, vectors))]


def _found(dispute: Dispute, by_id: Mapping[str, Statement]) -> Found:
    one, other = by_id[dispute.statement], by_id.get(dispute.against or "")
    told = f"{one.content.text[:140]!r} <> {other.content.text[:140] if other else None!r}: {dispute.why}"
    return Found(dispute.kind.value, one.content.spans, other.content.spans if other else None, told)


def statement_of(place: Place, known: Mapping[str, Reading]) -> int | None:
    """The number of the statement that covers most of ``place``, the shortest of equals."""
    reading = gold_marks.reading_of(place, known)
    wanted = gold_marks._characters(place.spans)
    scored = [
        (len(wanted & gold_marks._characters(s.content.spans)) / len(wanted), -len(s.content.text), -number)
        for number, s in enumerate(reading.statements)
    ]
    best = max(scored, default=None)
    return -best[2] if best and best[0] >= LEAST else None


class Row(NamedTuple):
    """``kind``; all ``marks``; those ``there`` whose statements the reading has; those ``found``; those found
    with that ``kind``."""

    kind: str
    marks: int
    there: int
    found: int
    same_kind: int


def recalled(
    gold: Iterable[Mark],
    known: Mapping[str, Reading],
    inside: Mapping[str, list[Found]],
    compared: Mapping[str, Sequence[Mention]],
) -> Iterator[tuple[Mark, bool, str | None]]:
    """Each mark, whether the reading has its statements, and the kind of dispute that is found, if any."""
    for mark in gold:
        sides = [statement_of(place, known) for place in (mark.one, mark.other) if place is not None]
        there = None not in sides
        found: str | None = None
        if mark.across and there:
            assert mark.other is not None
            pair = compared[mark.one.report][sides[0] or 0], compared[mark.other.report][sides[1] or 0]
            dispute = disputed(*pair)
            found = dispute.kind.value if dispute else None
        elif not mark.across:
            other = mark.other.spans if mark.other else None
            found = next((f.kind for f in inside[mark.one.report] if fits(f, mark.one.spans, other)), None)
        yield mark, there, found


def precise(
    reports: Iterable[Whole], gold: Sequence[Mark], inside: Mapping[str, list[Found]]
) -> Iterator[tuple[str, Found, str]]:
    """Each dispute found in a report that was read whole, and what it is: right, open, wrong."""
    for report in reports:
        here = [mark for mark in gold if mark.one.report == report.report and not mark.across]
        for found in inside[report.report]:
            if any(
                mark.kind != "none" and fits(found, mark.one.spans, mark.other.spans if mark.other else None)
                for mark in here
            ):
                yield report.report, found, "right"
            elif any(fits(found, pair.one, pair.other, any_other=True) for pair in report.open):
                yield report.report, found, "open"
            else:
                yield report.report, found, "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--wrong", action="store_true", help="show what is wrong or missing")
    options = parser.parse_args()
    known = gold_marks.readings(options.readings.open(encoding="utf-8"), options.paths.open(encoding="utf-8"))
    embed = packaged().embed
    vectors = {name: embed([s.content.text for s in r.statements]) for name, r in known.items()}
    start = time.process_time()
    inside = {name: inner(reading, vectors[name]) for name, reading in known.items()}
    spent = (time.process_time() - start) / len(known)
    compared = {name: mentions(reading, vectors[name]) for name, reading in known.items()}
    rows: list[list[Cell]] = []
    heads: list[str] = []
    for half in [options.half] if options.half else ["dev", "held"]:
        gold = marks(half)
        told = list(recalled(gold, known, inside, compared))
        rows += _rows(half, told)
        judged = list(precise(whole(half), gold, inside))
        counts = Counter(verdict for _, _, verdict in judged)
        right, wrong = counts["right"], counts["wrong"]
        heads.append(
            f"{half}: found in reports read whole: {len(judged)}: right {right}, open {counts['open']}, "
            f"wrong {wrong}: precision {100 * right / max(right + wrong, 1):.1f}%"
        )
        if options.wrong:
            for name, found, verdict in judged:
                print(f"  {verdict}: {name[:30]}: {found.kind}: {found.told}")
            for mark, there, kind in told:
                if there and ((kind is None) == (mark.kind != "none")):
                    print(f"  {'missing' if kind is None else 'taken'}: {mark.id} {mark.kind} {kind}")
    every = sum(map(len, inside.values()))
    heads.append(f"found inside all {len(known)} reports: {every}; {1000 * spent:.1f} ms a report")
    print("\n".join(heads))
    columns = ("half", "kind", "marks", "statements there", "found", "with that kind")
    print(table(columns, rows))
    if not options.half:
        shown = "\n\n".join([*heads, table(columns, rows)])
        content = {"columns": columns, "rows": rows, "precision": heads}
        save("origins_disputes", "Disputes", shown, content)


def _rows(half: str, told: Sequence[tuple[Mark, bool, str | None]]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    kinds = sorted({mark.kind for mark, _, _ in told})
    for kind in [*kinds, "all disputes", "inside", "across"]:
        chosen = [
            each
            for each in told
            if each[0].kind == kind
            or (kind == "all disputes" and each[0].kind != "none")
            or (kind == "inside" and each[0].kind != "none" and not each[0].across)
            or (kind == "across" and each[0].kind != "none" and each[0].across)
        ]
        rows.append(
            [
                half,
                kind,
                len(chosen),
                sum(there for _, there, _ in chosen),
                sum(found is not None for _, _, found in chosen),
                sum(found == mark.kind for mark, _, found in chosen),
            ]
        )
    return rows


if __name__ == "__main__":
    main()
