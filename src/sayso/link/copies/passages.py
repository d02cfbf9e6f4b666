"""`copied`: the passages that one report has from another, or both from a third."""

from __future__ import annotations

import re

from sayso.link.copies.direction import Direction, direction
from sayso.link.copies.running import Running, running
from sayso.link.copies.runs import Run, passages
from sayso.types import Copy, Passage, Reading, Span

LEAST = 12
"""Shared words of a copied passage. Shorter runs are set phrases ("on suspicion of manslaughter and is
currently in"), names, slogans, and claims that two desks tell in the same few words."""

LEAST_SENTENCE = 10
"""Shared words of a passage that is a whole sentence in both reports. Both are set on the dev half of
``benchmarks/gold/copies.json`` and on ``examples/story``."""

_BEFORE = re.compile(r"(?:^|[.!?:\n][”’\"')\]]*)\s*[“‘\"'(]*$")
_BEHIND = re.compile(r"\s*(?:[.!?][”’\"')\]]*(?:\s|$)|[”’\"']*\n|$)")

LEAST_OWN = 6
"""Shared words that stand in no quotation marks, in either report. Two reports that quote the same words both
heard or read them, and that alone shows no copying."""


def copied(one: Reading, other: Reading) -> tuple[Copy, ...]:
    """The passages that stand in both reports, in order of the earlier one's text. What both only quote, from
    a speech, a statement, a third report, is none."""
    if one.report.id == other.report.id:
        return ()
    one, other = sorted((one, other), key=lambda reading: reading.report.id)
    first, second = running(one.report), running(other.report)
    way: Direction | None = None
    found = []
    for passage in passages(first, second):
        words = sum(run.length for run in passage)
        here = _passage(one, first, passage[0].one, passage[-1].one + passage[-1].length)
        there = _passage(other, second, passage[0].other, passage[-1].other + passage[-1].length)
        sentence = _is_sentence(one, here) and _is_sentence(other, there)
        if words < (LEAST_SENTENCE if sentence else LEAST) or _own(passage, first, second) < LEAST_OWN:
            continue
        way = way or direction(one, other)
        earlier, later = (there, here) if way.giver == 1 else (here, there)
        found.append(Copy(earlier, later, words, way.giver is not None, way.why))
    return tuple(sorted(found, key=lambda copy: copy.earlier.spans))


def _own(passage: tuple[Run, ...], one: Running, other: Running) -> int:
    """The shared words that neither report has in quotation marks."""
    return sum(
        not (one.quoted[run.one + at] or other.quoted[run.other + at])
        for run in passage
        for at in range(run.length)
    )


def _is_sentence(reading: Reading, passage: Passage) -> bool:
    text, (start, end) = reading.report.text, passage.spans[0]
    return bool(_BEFORE.search(text, max(0, start - 8), start)) and bool(_BEHIND.match(text, end))


def _passage(reading: Reading, words: Running, first: int, last: int) -> Passage:
    span = Span(words.starts[first], words.ends[last - 1])
    return Passage(reading.report.id, (span,), reading.report.text[span.start : span.end])
