"""Rules for dates of the calendar: days, weekdays, months, seasons, quarters, years, decades, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.situate.times import calendar
from sayso.situate.times.meaning import Anchor, Counting, Meaning, edge
from sayso.situate.times.rules import month, named, rule, weekday
from sayso.situate.times.words import (
    DECADES,
    EASTER,
    HOLIDAYS,
    MOVING,
    NAMED,
    ORDINALS,
    PARTS_OF_DAY,
    PLAIN_WORDS,
    SEASONS,
)
from sayso.types import TimeKind

DATE = TimeKind.DATE
WRONG_SIDE = 5
_LAST = ("last", "past", "previous", "preceding", "this past", "this last")
_NEXT = ("next", "coming", "following", "this coming", "upcoming")
_WHICH = (
    r"(?:(?:the )?(?P<which>last|past|previous|preceding|this past|next|coming|this coming"
    r"|following|upcoming|this|that) )?"
)


def _named(pattern: str, value: str) -> None:
    rule(pattern)(lambda found: Meaning(DATE, value))


for _pattern, _value in NAMED.items():
    _named(_pattern, _value)


def nearest(at: Anchor, candidates: list[date]) -> date:
    """The day that the clause means: the one that is least far away, where days on the wrong side of the
    anchor count as `WRONG_SIDE` times as far. A date without a year is mostly of the same year (so the news
    agencies' style books), even if the verb is in another tense ("has set Nov. 10 as its deadline")."""

    def cost(day: date) -> int:
        away = (day - at.day).days
        return abs(away) * (WRONG_SIDE if away * at.direction < 0 else 1)

    return min(candidates, key=lambda day: (cost(day), day))


def yearly(at: Anchor, month_: int, day: int, which: str | None = None) -> date:
    """The day of that month and day that is meant."""
    years = [at.day.year + shift for shift in (-1, 0, 1)]
    days = []
    for year in years:
        try:
            days.append(date(year, month_, day))
        except ValueError:
            continue
    if which in _LAST:
        return max(d for d in days if d < at.day)
    if which in _NEXT:
        return min(d for d in days if d > at.day)
    return nearest(at, days)


def _of_month(found: re.Match[str], year: int) -> Meaning | None:
    try:
        return Meaning(DATE, date(year, month(found), int(str(named(found, "day")))).isoformat())
    except ValueError:
        return None


@rule(
    r"(?:DAYNAME,? (?:the )?)?MONTH (?:the )?DAYNUM,? YEAR",
    r"(?:DAYNAME,? )?(?:the )?DAYNUM (?:of )?MONTH,? YEAR",
)
def full_date(found: re.Match[str]) -> Meaning | None:
    return _of_month(found, int(str(named(found, "year"))))


@rule(r"(?P<year>1\d{3}|20\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])")
def iso_date(found: re.Match[str]) -> Meaning | None:
    try:
        return Meaning(DATE, date.fromisoformat(found[0]).isoformat())
    except ValueError:
        return None


@rule(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>1\d{3}|20\d\d)")
def slashed_date(found: re.Match[str]) -> Meaning | None:
    """Month and day come in the order that is possible; where both are, nothing says which is which."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    orders = {(first, second), (second, first)}
    possible = [(m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31]
    if len(possible) == 1:
        try:
            return Meaning(DATE, date(year, *possible[0]).isoformat())
        except ValueError:
            return None
    return Meaning(DATE, None) if possible else None


@rule(
    r"(?:DAYNAME,? (?:the )?)?(?:(?P<which>this coming|last|next|this) )?MONTH (?:the )?DAYNUM",
    r"(?:DAYNAME,? )?(?:the )?DAYNUM (?:of )?MONTH",
    r"(?:DAYNAME,? )?MONTH (?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)",
)
def day_of_month(found: re.Match[str]) -> Meaning | None:
    nth = named(found, "nth")
    number = ORDINALS[nth] if nth else int(str(named(found, "day")))
    if number > calendar.months(2024, month(found), 1)[1].day:
        return None
    return Meaning(
        DATE, counting=lambda at: yearly(at, month(found), number, named(found, "which")).isoformat()
    )


@rule(r"EDGE(?:the month of )?MONTH(?: of|,)? YEAR")
def month_of_year(found: re.Match[str]) -> Meaning:
    return Meaning(
        DATE,
        f"{int(str(named(found, 'year'))):04}-{month(found):02}",
        modifier=edge(named(found, "edge")),
    )


def _month(found: re.Match[str]) -> Counting:
    def counted(at: Anchor) -> str:
        which, number = named(found, "which"), month(found)
        if which == "this":
            return f"{at.day.year:04}-{number:02}"
        first = at.day.replace(day=1)
        if which in _LAST or which in _NEXT:
            at = Anchor(first - timedelta(1) if which in _LAST else first + timedelta(32))
            back = Anchor(at.day, -1 if which in _LAST else 1)
            return calendar.value(yearly(back, number, 1), "M")
        return calendar.value(yearly(Anchor(first, at.direction), number, 1), "M")

    return counted


@rule(rf"EDGE{_WHICH}(?:the month of )?MONTH(?:'s)?")
def month_alone(found: re.Match[str]) -> Meaning:
    plain = found["month"] in ("march", "may", "mar", "august", "sun", "jan", "april", "june")
    strong = named(found, "which") or named(found, "edge")
    return Meaning(
        DATE, counting=_month(found), modifier=edge(named(found, "edge")), weak=plain and not strong
    )


def _weekday(found: re.Match[str]) -> Counting:
    def counted(at: Anchor) -> str | None:
        which, part = named(found, "which"), named(found, "part")
        shift = weekday(found) - at.day.isoweekday()
        if which in ("previous", "preceding", "following", "that") and at.before:
            return _beside(at.before, weekday(found), which)
        if which in _LAST:
            shift -= 7 * (shift >= 0)
        elif which in _NEXT:
            shift += 7 * (shift <= 0)
        elif at.direction > 0:
            shift %= 7
        else:
            shift = -(-shift % 7)
        value = (at.day + timedelta(shift)).isoformat()
        return f"{value}T{PARTS_OF_DAY[part]}" if part else value

    return counted


def _beside(before: str, number: int, which: str) -> str | None:
    """The weekday before, in or after what was named before."""
    covered = calendar.days(before)
    if covered is None:
        return None
    if which == "following":
        return (covered[1] + timedelta((number - covered[1].isoweekday() - 1) % 7 + 1)).isoformat()
    if which == "that":
        return (covered[0] + timedelta((number - covered[0].isoweekday()) % 7)).isoformat()
    return (covered[0] - timedelta((covered[0].isoweekday() - number - 1) % 7 + 1)).isoformat()


@rule(
    rf"EDGE{_WHICH}DAYNAME(?:'s)?(?:(?: | in the )PART)?",
    r"(?:the )?PART of DAYNAME",
)
def day_of_week(found: re.Match[str]) -> Meaning:
    return Meaning(
        TimeKind.TIME if named(found, "part") else DATE,
        counting=_weekday(found),
        modifier=edge(named(found, "edge")),
        follows=named(found, "which") in ("previous", "preceding", "following", "that"),
        weak=found["weekday"].rstrip(".") in PLAIN_WORDS,
    )


@rule(r"(?:EDGE)(?:the )?(?:(?P<fiscal>fiscal|financial)(?: year)? |the year |calendar )?YEAR(?P<behind>'s)?")
def year(found: re.Match[str]) -> Meaning:
    strong = named(found, "edge") or named(found, "fiscal") or "year" in found[0]
    return Meaning(
        DATE,
        named(found, "year"),
        modifier=edge(named(found, "edge")),
        fiscal=bool(named(found, "fiscal")),
        weak=not strong,
    )


@rule(r"(?:the )?YEAR (?:period|quarter)")
def quarter_of_year(found: re.Match[str]) -> Meaning:
    year = found["year"]
    return Meaning(DATE, counting=lambda at: year + (at.quarter[4:] if at.quarter else ""), quarterly=True)


@rule(
    r"EDGE(?:the )?(?P<decade>1\d\d0|20\d0)'?s",
    r"EDGE(?:the )?'(?P<decade>[2-9]0)s",
    r"EDGE(?:the )(?P<decade>[2-9]0)s",
)
def decade(found: re.Match[str]) -> Meaning:
    digits = found["decade"]
    whole = digits if len(digits) == 4 else f"19{digits}"
    value = whole[:2] if whole.endswith("00") and whole < "2000" else whole[:3]
    return Meaning(DATE, value, modifier=edge(named(found, "edge")))


@rule(r"EDGEthe (?P<decade>" + "|".join(DECADES) + ")")
def decade_in_words(found: re.Match[str]) -> Meaning:
    return Meaning(DATE, f"19{DECADES[found['decade']]}", modifier=edge(named(found, "edge")))


@rule(r"EDGE(?:the )?(?:(?P<digits>\d\d?)(?:st|nd|rd|th)|(?P<nth>" + "|".join(ORDINALS) + r"))[ -]century")
def century(found: re.Match[str]) -> Meaning:
    nth = named(found, "nth")
    number = ORDINALS[nth] if nth else int(found["digits"])
    return Meaning(DATE, f"{number - 1:02}", modifier=edge(named(found, "edge")))


@rule(r"EDGE(?:the )?SEASON(?: of|,)? YEAR")
def season_of_year(found: re.Match[str]) -> Meaning:
    return Meaning(DATE, f"{found['year']}-{SEASONS[found['season']]}", modifier=edge(named(found, "edge")))


def _season(found: re.Match[str]) -> Counting:
    def counted(at: Anchor) -> str:
        which, name = named(found, "which"), SEASONS[found["season"]]
        first = calendar.SEASONS[name]
        starts = [date(at.day.year + shift, first, 1) for shift in (-1, 0, 1)]
        if which == "this":
            chosen = starts[1]
        elif which in _LAST:
            ended = [day for day in starts if calendar.plus(day, "M", 3) <= at.day]
            chosen = ended[-1] if ended else date(at.day.year - 2, first, 1)
        elif which in _NEXT:
            chosen = next(day for day in starts if day > at.day)
        else:
            chosen = nearest(at, starts)
        return f"{chosen.year}-{name}"

    return counted


@rule(
    r"EDGE(?:the )?(?P<which>last|past|previous|this past|next|coming|this coming|this) SEASON(?:'s)?",
    r"EDGE(?:the )?SEASON",
)
def season(found: re.Match[str]) -> Meaning:
    return Meaning(
        DATE,
        counting=_season(found),
        modifier=edge(named(found, "edge")),
        weak=not named(found, "which"),
    )


def _part_of_year(found: re.Match[str]) -> Counting:
    letter, number = _which_part(found)

    def counted(at: Anchor) -> str:
        which = named(found, "which")
        if which:
            year = at.day.year + (-1 if which in _LAST else which in _NEXT)
            return f"{year}-{letter}{number}"
        length = calendar.MONTHS_OF[letter]
        starts = [date(at.day.year + shift, (number - 1) * length + 1, 1) for shift in (-1, 0, 1)]
        if at.direction < 0:
            return calendar.value(max(day for day in starts if day <= at.day), letter)
        middle = timedelta(15 * length)
        return calendar.value(min(starts, key=lambda day: abs(day + middle - at.day)), letter)

    return counted


def _which_part(found: re.Match[str]) -> tuple[str, int]:
    short = named(found, "short")
    if short:
        return short[0].upper(), int(short[1])
    nth = str(named(found, "nth"))
    number = int(nth[0]) if nth[0].isdigit() else {**ORDINALS, "last": 2, "latter": 2, "final": 4}[nth]
    return ("H" if "half" in found["size"] else "Q"), number


@rule(
    r"EDGE(?:the )?NTH[ -](?P<size>quarter|half)(?:'s)?(?: of)?(?: fiscal)? (?:the )?YEAR",
    r"(?P<short>q[1-4]|h[12])(?: of)?,? YEAR",
    r"EDGE(?:the )?(?P<nth>last|latter) (?P<size>half) of YEAR",
    r"YEAR(?:'s)? (?P<short>q[1-4]|h[12])",
    r"EDGE(?:the )?YEAR(?:'s)? NTH[ -](?P<size>quarter|half)",
)
def part_of_year(found: re.Match[str]) -> Meaning | None:
    letter, number = _which_part(found)
    if letter == "H" and number > 2:
        return None
    return Meaning(DATE, f"{found['year']}-{letter}{number}", modifier=edge(named(found, "edge")))


@rule(
    r"EDGE(?:the )?NTH[ -](?P<size>quarter|half)(?: of (?:the )?(?P<which>last|this|next|coming"
    r"|current) year|(?: of the year))?",
    r"(?P<which>last|this|next) year's NTH[ -](?P<size>quarter|half)",
    r"(?P<short>q[1-4]|h[12])",
)
def part_alone(found: re.Match[str]) -> Meaning | None:
    letter, number = _which_part(found)
    if letter == "H" and number > 2:
        return None
    whole = "year" in found[0] or letter == "Q"
    return Meaning(DATE, counting=_part_of_year(found), modifier=edge(named(found, "edge")), weak=not whole)


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _holiday(name: str, year: int) -> date:
    if name in HOLIDAYS:
        return date(year, *HOLIDAYS[name])
    if name in EASTER:
        return _easter(year) + timedelta(EASTER[name])
    month_, day, nth = MOVING[name]
    first = date(year, month_, 1)
    return first + timedelta((day - first.isoweekday()) % 7 + 7 * (nth - 1))


@rule(
    rf"{_WHICH}(?P<holiday>"
    + "|".join(sorted(map(re.escape, [*HOLIDAYS, *EASTER, *MOVING]), key=len, reverse=True)).replace(
        r"\ ", " "
    )
    + r")(?:,? YEAR)?"
)
def holiday(found: re.Match[str]) -> Meaning:
    name, given = str(re.sub(r"\s+", " ", found["holiday"])), named(found, "year")
    if given:
        return Meaning(DATE, _holiday(name, int(given)).isoformat())

    def counted(at: Anchor) -> str:
        days = [_holiday(name, at.day.year + shift) for shift in (-1, 0, 1)]
        which = named(found, "which")
        if which in _LAST:
            return max(day for day in days if day < at.day).isoformat()
        if which in _NEXT:
            return min(day for day in days if day > at.day).isoformat()
        return nearest(at, days).isoformat()

    return Meaning(DATE, counting=counted)
