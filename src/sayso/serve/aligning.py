"""Two texts side by side: paragraph beside paragraph, and within them the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.types import Report

MOST_WORDS = 400
"""Words of two paragraphs that are compared one by one; longer ones differ as wholes."""
ALIKE = 0.4
"""Paragraphs that share so much of their words stand beside each other."""

Part = tuple[str, bool]
"""Some words, and whether the other text has them not."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph of each text, one of which may be empty."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def same(self) -> bool:
        return not any(differs for _, differs in (*self.before, *self.after))


def aligned(before: Report, after: Report) -> list[Beside]:
    """All paragraphs of both, in order."""
    old, new = _paragraphs(before), _paragraphs(after)
    rows: list[Beside] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Beside(((text, False),), ((text, False),)) for text in old[i:j]]
        else:
            rows += _replaced(old[i:j], new[k:m])
    return rows


def _paragraphs(report: Report) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Beside]:
    """Paragraphs that are not the same: those that are alike beside each other, in order."""
    waiting = list(new)
    for text in old:
        likeness = [_likeness(text, other) for other in waiting]
        best = max(range(len(waiting)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < ALIKE:
            yield Beside(((text, True),), ())
            continue
        yield from (Beside((), ((other, True),)) for other in waiting[:best])
        yield compared(text, waiting[best])
        waiting = waiting[best + 1 :]
    yield from (Beside((), ((other, True),)) for other in waiting)


def _likeness(one: str, other: str) -> float:
    """The share of words that two paragraphs have in common."""
    first, second = set(one.split()), set(other.split())
    return 2 * len(first & second) / ((len(first) + len(second)) or 1)


def compared(one: str, other: str) -> Beside:
    """Two paragraphs, with the words that differ."""
    old, new = re.findall(r"\S+\s*", one), re.findall(r"\S+\s*", other)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return Beside(((one, True),), ((other, True),))
    before: list[Part] = []
    after: list[Part] = []
    before_words, after_words = (
        [word.rstrip() for word in side] for side in (old, new)
    )  # lines end elsewhere
    matcher = SequenceMatcher(None, before_words, after_words, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        before += [("".join(old[i:j]), kind != "equal")] if j > i else []
        after += [("".join(new[k:m]), kind != "equal")] if m > k else []
    return Beside(tuple(before), tuple(after))
