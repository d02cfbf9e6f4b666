"""Pattern → the words of which each of its matches has one: `needed`.

A stretch of text without any of them cannot match, and to look for plain words is many times faster than to
try the whole pattern at every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as of  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]
"""Pieces of pattern, one of which is in every match: words as they are written, or ``\\d``."""


def needed(pattern: str) -> re.Pattern[str] | None:
    """What a text has to have for ``pattern`` to match in it; None where nothing can be told."""
    words = _best(_in_sequence(parser.parse(pattern)))
    return re.compile("|".join(sorted(words))) if words else None


def _in_sequence(parts: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """What each part of a sequence needs; letters that follow each other are one word."""
    run = ""
    for kind, what in parts:
        if kind is of.LITERAL:
            run += chr(what)
            continue
        if run:
            yield frozenset([re.escape(run)])
            run = ""
        if kind is of.SUBPATTERN:
            yield from _in_sequence(what[-1])
        elif kind is of.BRANCH:
            yield _either(what[1])
        elif kind in (of.MAX_REPEAT, of.MIN_REPEAT) and what[0] > 0:
            yield from _in_sequence(what[2])
        elif kind is of.IN and all(map(_is_digit, what)):
            yield frozenset([r"\d"])
    if run:
        yield frozenset([re.escape(run)])


def _is_digit(kept: tuple[Any, Any]) -> bool:
    """Whether a piece of a set of characters, "1-9" in "[1-9]", is of digits alone."""
    kind, what = kept
    return what is of.CATEGORY_DIGIT or (kind is of.RANGE and bytes(what).isdigit())


def _either(branches: Iterable[Iterable[tuple[Any, Any]]]) -> Words:
    """One of these: nothing is needed where one of them needs nothing."""
    each = [_best(_in_sequence(branch)) for branch in branches]
    return frozenset().union(*each) if all(each) else frozenset()


def _best(found: Iterable[Words]) -> Words:
    """Of what is needed all at once that which most texts lack: the longest words."""
    return max(filter(None, found), key=_length, default=frozenset())


def _length(words: Words) -> tuple[int, float]:
    return min(map(len, words)), sum(map(len, words)) / len(words)
