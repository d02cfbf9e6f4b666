"""What a rule makes of the words it matched, and what that comes to from a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sayso.types import TimeKind


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that a relative expression is counted from.

    ``direction`` is -1 where the clause looks back, 1 where it looks ahead, 0 where it does not say;
    ``before`` is the value of the last date named before the expression, ``quarter`` that of the last quarter
    of a year; None where there is none.
    """

    day: date
    direction: int = 0
    before: str | None = None
    quarter: str | None = None


Counting = Callable[[Anchor], str | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A time expression's meaning: its ``value`` where the words give it, else how to count it from a day.

    ``interval`` gives first and last day where they are not those of the value. ``spoken`` is whether the
    words count from when they were spoken, whoever passes them on ("overnight", "today"); ``follows`` whether
    they count from the date named before ("the next day"), ``quarterly`` whether from the quarter named
    before. ``fiscal`` years have no days that could be known. ``weak`` expressions are only times where the
    parse too has a date there.
    """

    kind: TimeKind
    value: str | None = None
    counting: Counting | None = None
    modifier: str | None = None
    interval: Callable[[Anchor], tuple[date | None, date | None]] | None = None
    spoken: bool = False
    follows: bool = False
    quarterly: bool = False
    fiscal: bool = False
    weak: bool = False


EDGES = {
    "early": "START",
    "earlier": "START",
    "start": "START",
    "beginning": "START",
    "late": "END",
    "later": "END",
    "end": "END",
    "mid": "MID",
    "middle": "MID",
}
ROUGH_LENGTHS = {
    **dict.fromkeys(("about", "around", "approximately", "roughly", "an estimated", "some"), "APPROX"),
    **dict.fromkeys(("more than", "over", "just over", "well over"), "MORE_THAN"),
    **dict.fromkeys(("less than", "fewer than", "under", "just under"), "LESS_THAN"),
    **dict.fromkeys(
        ("nearly", "almost", "up to", "as many as", "as long as", "no more than"), "EQUAL_OR_LESS"
    ),
    "at least": "EQUAL_OR_MORE",
}
ROUGH_POINTS = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_LESS": "APPROX",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
}
"""What the modifiers of a length become for a point that lies this length back: more than a year ago is
before."""


def edge(word: str | None) -> str | None:
    """TimeML's modifier for "early", "the end of" …"""
    return EDGES[word.removeprefix("the ").removesuffix(" of")] if word else None
