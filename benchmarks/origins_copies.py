"""Copied text: how much of the marked passages `sayso.link.copies` finds, and which way it says they went.

    python -m benchmarks.origins_copies --readings READINGS.jsonl --paths PATHS.txt [--half dev]

READINGS are readings of the reports of ``news-events``, one a line (``sayso read … -f jsonl``), PATHS their
paths line by line. Scored are the marks of ``gold/copies.json``. A marked passage is found when one found
passage covers half of the characters of both of its sides; what is found at a mark of kind "none" is wrong,
and so is what is found at a quotation. A direction is right, wrong, or not given; where the mark has none,
giving one is counted apart.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from benchmarks.gold_marks import CopyMark
from benchmarks.tables import Cell, save, table

from benchmarks import gold_marks
from sayso.link.copies import copied, fingerprints
from sayso.types import Copy, Passage, Reading, Span

COVERED = 0.5


def finding(mark: CopyMark, known: dict[str, Reading]) -> Copy | None:
    """The found passage that covers both sides of a mark best."""
    one, other = (gold_marks.reading_of(place, known) for place in (mark.one, mark.other))
    best, most = None, 0.0
    for copy in copied(one, other):
        sides = {copy.earlier.report: copy.earlier, copy.later.report: copy.later}
        share = min(
            covered(mark.one.spans, sides[one.report.id]), covered(mark.other.spans, sides[other.report.id])
        )
        if share > most:
            best, most = copy, share
    return best if most >= COVERED else None


def covered(spans: tuple[Span, ...], passage: Passage) -> float:
    """The share of the spans' characters that the passage has."""
    wanted = {at for start, end in spans for at in range(start, end)}
    have = {at for start, end in passage.spans for at in range(start, end)}
    return len(wanted & have) / max(len(wanted), 1)


def way(mark: CopyMark, copy: Copy) -> str:
    """Whether the direction is "right", "wrong", "not given", or "given" where the mark has none."""
    if mark.giver is None:
        return "given" if copy.directed else "both without"
    if not copy.directed:
        return "not given"
    giver = mark.one if mark.giver == "one" else mark.other
    return "right" if copy.earlier.report == giver.text_sha else "wrong"


def candidates(known: dict[str, Reading]) -> tuple[int, int, float]:
    """Pairs of reports that share text, how many of them share a fingerprint, and the milliseconds that
    `copied` takes for a pair, over all pairs of a story."""
    marks = {name: frozenset(fingerprints(reading.report)) for name, reading in known.items()}
    both, shared, pairs = 0, 0, 0
    began = time.perf_counter()
    for one, other in combinations(sorted(known), 2):
        if one.partition("/")[0] == other.partition("/")[0]:
            pairs += 1
            if copied(known[one], known[other]):
                both += 1
                shared += bool(marks[one] & marks[other])
    return both, shared, 1000 * (time.perf_counter() - began) / max(pairs, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--wrong", action="store_true", help="show the marks that come out otherwise")
    options = parser.parse_args()
    known = gold_marks.readings(options.readings.open(encoding="utf-8"), options.paths.open(encoding="utf-8"))
    rows: list[tuple[Cell, ...]] = []
    ways: list[tuple[Cell, ...]] = []
    for half in [options.half] if options.half else ["dev", "held"]:
        counts, directions = Counter[tuple[str, bool]](), Counter[str]()
        for mark in gold_marks.copies(half):
            copy = finding(mark, known)
            counts[mark.kind, copy is not None] += 1
            if mark.kind == "passage" and copy:
                directions[way(mark, copy)] += 1
            if options.wrong:
                show(mark, copy, known)
        right, false = counts["passage", True], counts["none", True] + counts["quotation", True]
        every = right + counts["passage", False]
        rows.append(
            (
                half,
                every,
                100 * right / max(every, 1),
                100 * right / max(right + false, 1),
                f"{counts['none', True]} of {counts['none', True] + counts['none', False]}",
                f"{counts['quotation', True]} of {counts['quotation', True] + counts['quotation', False]}",
            )
        )
        ways.append((half, *(directions[name] for name in WAYS)))
    heads = ["half", "passages", "recall", "precision", "found at none", "found at quotations"]
    shown = table(heads, rows) + "\n" + table(["direction", *WAYS], ways)
    print(shown)
    both, shared, cost = candidates(known)
    line = f"{shared} of {both} pairs that share text share a fingerprint; {cost:.1f} ms a pair"
    print(line)
    if not options.half:
        content = {str(row[0]): row[1:] for row in (*rows, *ways)}
        save("origins_copies", "Copied text", f"{shown}\n{line}\n", content)


WAYS = ("right", "wrong", "not given", "given", "both without")


def show(mark: CopyMark, copy: Copy | None, known: dict[str, Reading]) -> None:
    told = way(mark, copy) if copy and mark.kind == "passage" else ""
    if (copy is not None) != (mark.kind == "passage") or told in ("wrong", "not given", "given"):
        print(f"\n{mark.kind} {mark.giver} ({mark.note}): {told or ('found' if copy else 'not found')}")
        print(f"  {copy.why if copy else ''}", gold_marks.words_at(mark.one, known)[:150], sep="\n  ")


if __name__ == "__main__":
    main()
