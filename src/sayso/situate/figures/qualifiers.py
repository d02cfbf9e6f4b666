"""The words before and behind a number that say how it binds."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.situate.figures.amounts import Line
from sayso.situate.figures.words import AFTER, BEFORE, CEILINGS, DOUBTFUL, listed
from sayso.types import Qualifier

APART = listed(
    """
    another further additional the those these their its some a an
    """
)
"""What may stand between a qualifier and its number ("at least another 30", "up to a further 12")."""

Tokens = tuple[int, int]


class Bound(NamedTuple):
    """How a number binds, and the tokens of number and adjoining qualifier, ``first`` up to, not including,
    ``last``. ``before`` and ``behind`` are the tokens of a qualifier that stands apart. ``ceiling`` says that
    an approximate number is not exceeded ("nearly")."""

    first: int
    last: int
    qualifier: Qualifier | None = None
    ceiling: bool = False
    before: Tokens | None = None
    behind: Tokens | None = None


@cache
def _forms(table: str) -> dict[str, list[tuple[list[str], Qualifier]]]:
    """The last word of each qualifier before a number, or the first of each behind it → its words."""
    forms: dict[str, list[tuple[list[str], Qualifier]]] = {}
    source = BEFORE if table == "before" else AFTER
    for text, qualifier in source.items():
        words = text.split(" ")
        forms.setdefault(words[-1 if table == "before" else 0], []).append((words, qualifier))
    for options in forms.values():
        options.sort(key=lambda option: -len(option[0]))
    return forms


def bound(line: Line, first: int, last: int) -> Bound:
    """How the number of tokens ``first`` up to, not including, ``last`` binds."""
    at = first
    while at > line.first and line[at - 1] in APART and at > first - 2:
        at -= 1
    at = first if line[first - 1] in ("a", "an") else at
    for begin in (first, at):
        for words, qualifier in _forms("before").get(line[begin - 1], ()):
            start = begin - len(words)
            if line.starts_with(start, words) and _belongs(line, start, words, (first, last)):
                ceiling = words[-1] in CEILINGS or " ".join(words) in CEILINGS
                return _stacked(line, Bound(start, last, qualifier, ceiling))
    return _behind(line, first, last)


def _stacked(line: Line, found: Bound) -> Bound:
    """With a second qualifier in front that binds harder ("up to about 300", "at least some 40")."""
    for words, qualifier in _forms("before").get(line[found.first - 1], ()):
        start = found.first - len(words)
        hard = qualifier not in (Qualifier.ABOUT, Qualifier.EXACT)
        if line.starts_with(start, words) and hard and (len(words) > 1 or words[0] not in DOUBTFUL):
            return found._replace(first=start, qualifier=qualifier)
    return found


def _belongs(line: Line, start: int, words: list[str], number: Tokens) -> bool:
    """Whether a qualifier is the number's, and not the sentence's."""
    if " ".join(words) not in DOUBTFUL:
        return True
    first, last = number
    token = line.tokens[start]
    if token.entity >= 0 and token.entity == line.tokens[last - 1].entity:
        return True
    if first <= token.head < last or token.pos == "ADV":
        return True
    return words[-1] in ("about", "around") and _is_round(line, first, last) and not _talks(line, start)


def _is_round(line: Line, first: int, last: int) -> bool:
    return any(
        line[i].endswith("0") or line[i] in ("hundred", "thousand", "million") for i in range(first, last)
    )


def _talks(line: Line, start: int) -> bool:
    return line.tokens[start].pos == "ADP" and line[start - 1] in _ABOUT_WHAT


_ABOUT_WHAT = listed(
    """
    talks talk talked talking know knows concern concerns concerned worried questions question
    information report reports story stories complaints asked speak speaks spoke said
    """
)


def _behind(line: Line, first: int, last: int) -> Bound:
    for words, qualifier in _forms("behind").get(line[last], ()):
        end = last + len(words)
        if not line.starts_with(last, words) or (words == ["plus"] and _adds(line, end)):
            continue
        if words in (["at", "least"], ["at", "most"]) and line.tokens[last].head >= end:
            continue
        return Bound(first, end, qualifier)
    for at in (last + 1, last + 2):  # "12 people or more"
        for words, qualifier in _forms("behind").get(line[at], ()):
            if words[0] == "or" and line.starts_with(at, words) and line.tokens[at - 1].pos == "NOUN":
                return Bound(first, last, qualifier, behind=(at, at + len(words)))
    return Bound(first, last)


def _adds(line: Line, index: int) -> bool:
    """Whether "plus" adds something on ("290 passengers plus cargo")."""
    return index < line.last and line.tokens[index].pos in ("NUM", "DET", "ADJ") and line[index - 1] == "plus"
