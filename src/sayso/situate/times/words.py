"""The vocabulary of time, and the pieces of pattern that the rules are made of.

Sources: the annotation guidelines of TimeML 1.2.1 and of TIDES 2003 for what a time expression is made of;
the words themselves are a dictionary's.
"""

from __future__ import annotations

import re
from functools import cache

MONTH_NAMES = (
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
    *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
)
WEEKDAY_NAMES = (
    *("monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri"),
    *("saturday sat", "sunday sun"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(WEEKDAY_NAMES, 1) for name in names.split()}
PLAIN_WORDS = frozenset(
    ["may", "march", "mar", "sun", "sat", "mon", "wed", "fri", "jan", "dec", "sep", "second"]
)
"""Names of months and days that are also other words: these need a capital."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "TS",
    "sec": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "night": "N",
    "week": "W",
    "fortnight": "F",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "yr": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
"""Units by their words in the singular; a "T" stands before those that are shorter than a day."""

PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "dusk": "EV",
    "midday": "MI",
    "lunchtime": "MI",
    "sunrise": "MO",
    "sunset": "EV",
}
SMALL = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    name: 10 * number
    for number, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS = {
    name: number
    for number, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"twenty-first": 21}
DECADES = {
    name: number
    for number, name in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
}
ZONES = {"gmt": "Z", "utc": "Z"}
"""Zones that are one offset and no other; the rest are kept out of the value ("EST" is two places')."""

HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "may day": (5, 1),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
}
"""Days that fall on the same date each year: month, day."""

MOVING = {"thanksgiving day": (11, 4, 4), "thanksgiving": (11, 4, 4), "labor day": (9, 1, 1)}
"""Days of the United States that are a weekday's n-th in a month: month, ISO weekday, n."""

EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "ash wednesday": -46}
"""Days of the western church by their distance from Easter."""

NAMED = {
    r"9/11": "2001-09-11",
    r"sept(?:ember|\.)? 11(?:th)?(?=(?:, 2001,?)?(?: \w+)? (?:attack|hijack|terror))": "2001-09-11",
    r"oct(?:ober|\.)? 7(?:th)?(?=(?: \w+)? (?:attack|massacre|assault)s?)": "2023-10-07",
    r"jan(?:uary|\.)? 6(?:th)?(?=(?: \w+)? (?:riot|insurrection|attack))": "2021-01-06",
    r"7/7(?= (?:attack|bombing))": "2005-07-07",
    r"d-day": "1944-06-06",
}
"""Days that an event has given its name; each as a pattern."""


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_ONES = _any([word for word, number in SMALL.items() if 0 < number < 10])
_WORD_NUMBER = (
    rf"(?:(?:an?|{_any(SMALL)}) )?(?:hundred|thousand|dozen)|(?:{_any(TENS)})(?:[ -](?:{_ONES}))?"
    rf"|{_any(SMALL)}"
    r"|half an?|an?"
)
_VAGUE = (
    r"several|the few|a few|few|a couple of|a couple|many|some|dozens of|scores of|hundreds of"
    r"|thousands of|a number of"
    r"|numerous"
)
MACROS = {
    "MONTH": rf"(?P<month>{_any(MONTHS)})\b\.?",
    "DAYNAME": rf"(?P<weekday>{_any([name for name in WEEKDAYS if name.endswith('day')])}|"
    rf"(?:{_any([name for name in WEEKDAYS if not name.endswith('day')])})\b\.?)",
    "DAYNUM": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:/]\d)",
    "YEAR": r"(?P<year>1\d{3}|20\d\d|21\d\d)",
    "SEASON": rf"(?P<season>{_any(SEASONS)})",
    "UNIT": r"(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|weekends?"
    r"|months?|quarters?|years?|yrs?|decades?|century|centuries)",
    "PART": rf"(?P<part>{_any(PARTS_OF_DAY)})",
    "NUMBER": r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -](?:1/2|½))?|½|"
    rf"(?:{_WORD_NUMBER})(?: and a half)?|{_VAGUE})",
    "NTH": r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)",
    "ROUGH": r"(?:(?P<rough>about|around|approximately|roughly|nearly|almost|just over|just under"
    r"|more than|over"
    r"|less than|fewer than|under|at least|up to|as many as|as long as|no more than|an estimated|some"
    r"|well over) )?",
    "EDGE": r"(?:(?P<edge>early|earlier|late|later|mid|the start of|the beginning of|the middle of|the end of"
    r"|start of|beginning of|middle of|end of)(?:[ -]on)?[ -](?:in )?)?",
    "ZONE": r"(?:,? \(?(?P<zone>gmt|utc|bst|ces?t|ees?t|msk|es?t|edt|cs?t|cdt|ms?t|mdt|ps?t|pdt|ist|jst"
    r"|local time"
    r"|(?:moscow|kyiv|kiev|london|eastern|pacific|central) time)\)?(?!\w))?",
}
"""Pieces of pattern by the name in capitals that stands for them in a rule."""


@cache
def units(word: str) -> str:
    """A unit's code by its word."""
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def number(words: str) -> float | None:
    """The number that words or digits give; None for "several" and its like."""
    half = 0.0
    for ending in (" and a half", " 1/2", "-1/2", " ½"):
        if words.endswith(ending):
            words, half = words.removesuffix(ending), 0.5
    if words.startswith("half a") or words == "½":
        return 0.5
    if words[0].isdigit():
        return float(words.replace(",", "")) + half
    total = 0
    for word in re.split(r"[ -]", words):
        if word in SCALES:
            total = (total or 1) * SCALES[word]
        elif word in ("a", "an"):
            total = 1
        elif word in SMALL or word in TENS:
            total += SMALL.get(word, TENS.get(word, 0))
        else:
            return None
    return total + half
