"""The list of rules: a pattern each, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from sayso.situate.times.meaning import Meaning
from sayso.situate.times.words import MACROS, MONTHS, PLAIN_WORDS, WEEKDAYS

Reader = Callable[[re.Match[str]], Meaning | None]


class Rule(NamedTuple):
    pattern: str
    meaning: Reader


RULES: list[Rule] = []
_MACRO = re.compile("|".join(sorted(MACROS, key=len, reverse=True)))
_BEFORE = r"(?<![\w$£€¥&])(?<!\d[.,:/])(?<!\w[-'/])"
_BEHIND = r"(?![\w%]|[.,:/]\d)"


def rule(*patterns: str) -> Callable[[Reader], Reader]:
    """Make a function the meaning of what a pattern matches. Words in capitals in a pattern stand for
    `sayso.situate.times.words.MACROS`; a space is any white space."""

    def keep(meaning: Reader) -> Reader:
        RULES.extend(Rule(pattern, meaning) for pattern in patterns)
        return meaning

    return keep


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's pattern as a regular expression over small letters with plain marks."""
    return re.compile(_BEFORE + expanded(pattern) + _BEHIND)


def expanded(pattern: str) -> str:
    """A rule's pattern with its macros and spaces written out."""
    full = _MACRO.sub(lambda found: MACROS[found[0]], pattern)
    return full.replace("[ -]", "(?: |-)").replace(" ", r"(?:\s{1,3})")


def named(match: re.Match[str], group: str) -> str | None:
    """What a group matched, None where the rule has none of that name or it took no part."""
    found = match.groupdict().get(group)
    return re.sub(r"\s+", " ", found).rstrip(".") if found is not None else None


def month(match: re.Match[str]) -> int:
    return MONTHS[str(named(match, "month"))]


def weekday(match: re.Match[str]) -> int:
    return WEEKDAYS[str(named(match, "weekday"))]


def written(match: re.Match[str], text: str) -> bool:
    """Whether names of months and days that are other words too have their capitals."""
    for group in ("month", "weekday"):
        found = match.groupdict().get(group)
        if found and found.rstrip(".") in PLAIN_WORDS and not text[match.start(group)].isupper():
            return False
    return True
