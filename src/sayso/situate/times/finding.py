"""Text → its time expressions, unresolved: where they stand and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sayso.situate.times import clock, dates, lengths, relative  # noqa: F401 - their rules
from sayso.situate.times.meaning import Anchor, Meaning
from sayso.situate.times.needs import needed
from sayso.situate.times.rules import RULES, compiled, expanded, written
from sayso.situate.times.words import (
    DECADES,
    EASTER,
    HOLIDAYS,
    MONTHS,
    MOVING,
    PARTS_OF_DAY,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from sayso.types import TimeKind

_REACH = 60
"""How many characters beside a word of time its expression may go on; the longest rules stay within."""
_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–—", "-"), **dict.fromkeys("‘’ʼ", "'"), "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression between two characters."""

    start: int
    end: int
    meaning: Meaning


@cache
def _trigger() -> re.Pattern[str]:
    """A word that every time expression has one of."""
    words = [*MONTHS, *WEEKDAYS, *SEASONS, *PARTS_OF_DAY, *UNITS, *DECADES, *HOLIDAYS, *EASTER, *MOVING]
    words += [
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "overnight",
        "noon",
        "midnight",
        "now",
        "current",
        "recent",
        "currently",
        "present",
        "presently",
        "nowadays",
        "moment",
    ]
    words += [
        "recently",
        "lately",
        "past",
        "ago",
        "soon",
        "future",
        "term",
        "someday",
        "later",
        "century",
        "centuries",
        "9/11",
        "7/7",
        "d-day",
    ]
    words += [
        "hourly",
        "daily",
        "nightly",
        "weekly",
        "biweekly",
        "fortnightly",
        "monthly",
        "quarterly",
        "annually",
        "yearly",
        "annual",
        "pre-dawn",
        "predawn",
    ]
    joined = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{joined})|\b[1-9]\d{{3}}|\d[:/]\d|\d0s\b|\b[qh][1-4]\b|\d ?[ap]\.?m\b|o'clock|times a"
    )


def lowered(text: str) -> str:
    """The text in small letters with plain marks, character for character."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one := each.lower()) == 1 else each for each in text)
    return small.translate(_PLAIN)


def windows(small: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches around words of time, disjoint, cut between words."""
    first = last = -1
    for found in _trigger().finditer(small, start, end):
        low, high = max(start, found.start() - _REACH), min(end, found.end() + _REACH)
        if first >= 0 and low > last:
            yield first, last
            first = low
        elif first < 0:
            first = low
        last = max(last, high)
    if first >= 0:
        yield first, last


def found(text: str, small: str, start: int, end: int) -> list[Expression]:
    """The time expressions of a stretch of text, in order, disjoint: of those that overlap the one that
    begins first, of those the longest, of those the first in the list of rules."""
    candidates = []
    for low, high in windows(small, start, end):
        for number, pattern in _likely(small, low, high):
            for match in pattern.finditer(small, low, high):
                if match.end() > match.start() and written(match, text):
                    first, last = _trimmed(small, *match.span())
                    candidates.append((first, -last, number, match))
    out: list[Expression] = []
    for begin, negative, number, match in sorted(candidates, key=lambda each: each[:3]):
        if out and begin < out[-1].end:
            continue
        meaning = None if _is_age(small, begin, -negative) else RULES[number].meaning(match)
        if meaning is not None:
            out.append(Expression(begin, -negative, meaning))
            out += _more(small, out[-1], end)
    return out


def _likely(small: str, low: int, high: int) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The rules that have a word that they need in a stretch of text, by their number in the list."""
    for words, patterns in _by_need():
        if words is None or words.search(small, low, high):
            yield from patterns


@cache
def _by_need() -> list[tuple[re.Pattern[str] | None, list[tuple[int, re.Pattern[str]]]]]:
    """The rules that need the same words, together."""
    out: dict[re.Pattern[str] | None, list[tuple[int, re.Pattern[str]]]] = {}
    for number, rule in enumerate(RULES):
        out.setdefault(needed(expanded(rule.pattern)), []).append((number, compiled(rule.pattern)))
    return list(out.items())


_OLD = re.compile(r"[ -]?(?:old|of age)\b")
_AGED = re.compile(r"\b(?:aged|age|turned|turning) (?:\d+ )?$")


def _is_age(small: str, start: int, end: int) -> bool:
    """ "55 years old", "aged 34 years": how old somebody is, and no time."""
    return bool(_OLD.match(small, end) or _AGED.search(small, max(0, start - 12), start))


_ANOTHER_DAY = re.compile(
    r"(?:\s?-\s?|\s(?:to|and|or|through)\s|,\s)(?P<day>3[01]|[12]\d|[1-9])(?:st"
    r"|nd|rd|th)?(?![\w%]|[.,:/]\d|\s(?:percent|million|people))"
)
_ANOTHER_YEAR = re.compile(r"-(?P<year>(?:1[5-9]|20)\d\d)(?![\w%])")


def _more(small: str, first: Expression, end: int) -> Iterator[Expression]:
    """The second of two days of one month or of two years that are written together: "May 3-7"."""
    meaning, value = first.meaning, first.meaning.value
    if value and len(value) == 4 and value.isdigit():
        again = _ANOTHER_YEAR.match(small, first.end, end)
        if again and again["year"] > value:
            yield Expression(again.start("year"), again.end(), replace(meaning, value=again["year"]))
        return
    again = _ANOTHER_DAY.match(small, first.end, end)
    if again and meaning.counting and _MONTH_AND_DAY.fullmatch(small, first.start, first.end):
        counting, day = meaning.counting, int(again["day"])

        def counted(at: Anchor) -> str | None:
            value = counting(at)
            return date.fromisoformat(f"{value[:8]}{day:02}").isoformat() if value else None

        yield Expression(again.start("day"), again.end(), replace(meaning, counting=counted))


_MONTH_AND_DAY = re.compile(r"(?:[a-z]+day,?\s+)?[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?")


def _trimmed(small: str, start: int, end: int) -> tuple[int, int]:
    """Without a preposition before it or a possessive behind it that the rule took along."""
    while True:
        lead = _LEAD.match(small, start, end)
        if not lead:
            break
        start = lead.end()
    if small[start:end].endswith("'s"):
        end -= 2
    if _FULL_STOP.search(small, start, end) and not _GOES_ON.match(small, end):
        end -= 1
    return start, end


_FULL_STOP = re.compile(r"(?:march|april|may|june|july|\d|[a-z]{5,})\.\Z")
"""Words that are no abbreviations: the stop behind them is the sentence's."""
_GOES_ON = re.compile(r"\s+[a-z\d]*\d")
_LEAD = re.compile(
    r"(?:(?:in|on|for|after|within|during|of|before|by)\s+(?=\S)|at\s+(?!least)|over\s+"
    r"(?=the\b|a\b))"
)
_JOINT = re.compile(r",?\s{1,3}(?:(?:on|of|at)\s{1,3})?")


def joined(small: str, expressions: list[Expression]) -> list[Expression]:
    """A time of day and the day beside it are one expression: "9 a.m. on Friday"."""
    out: list[Expression] = []
    for each in expressions:
        if out and _JOINT.fullmatch(small, out[-1].end, each.start):
            both = _both(out[-1], each)
            if both:
                out[-1] = both
                continue
        out.append(each)
    return out


def _both(first: Expression, second: Expression) -> Expression | None:
    kinds = (first.meaning.kind, second.meaning.kind)
    if kinds == (TimeKind.TIME, TimeKind.DATE):
        time, day = first.meaning, second.meaning
    elif kinds == (TimeKind.DATE, TimeKind.TIME):
        day, time = first.meaning, second.meaning
    else:
        return None
    if time.counting is None or time.value or (day.value and day.value.endswith("_REF")):
        return None
    sample = time.counting(Anchor(date(2000, 1, 5)))
    if sample is None or not sample.startswith("2000-01-05T"):
        return None
    behind = sample[10:]
    if day.value is not None:
        if len(day.value) != 10:
            return None
        whole = replace(time, value=day.value + behind, counting=None, spoken=False)
        return Expression(first.start, second.end, whole)
    counting = day.counting
    if counting is None:
        return None
    tried = counting(Anchor(date(2000, 1, 5)))
    if tried is None or len(tried) != 10:
        return None

    def counted(at: Anchor) -> str | None:
        value = counting(at)
        return value + behind if value and len(value) == 10 else None

    modifier = time.modifier or day.modifier
    meaning = replace(day, kind=TimeKind.TIME, counting=counted, modifier=modifier, interval=None)
    return Expression(first.start, second.end, meaning)
