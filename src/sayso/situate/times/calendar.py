"""Arithmetic on TimeML values: which days a value covers, and the value so many units away from a day.

A value names a stretch of the calendar: a day "2025-05-28", a week "2025-W22", a weekend "2025-W22-WE", a
month "2025-05", a quarter "2025-Q2", a half "2025-H1", a season "2025-SU", a year "2025", a decade "202", a
century "20", with a part of a day ("2025-05-28TNI") or a time of day ("2025-05-28T15:00", and its zone)
behind a day. Weeks are ISO 8601's: they begin on Monday.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS_OF = {"Q": 3, "H": 6}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season, by the meteorologists' calendar of the northern half; a winter runs into
the year after the one that it is named by."""

_SHAPES = {
    "day": re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?"),
    "week": re.compile(r"(\d{4})-W(\d\d)"),
    "weekend": re.compile(r"(\d{4})-W(\d\d)-WE"),
    "month": re.compile(r"(\d{4})-(\d\d)"),
    "quarter": re.compile(r"(\d{4})-(Q)([1-4])"),
    "half": re.compile(r"(\d{4})-(H)([12])"),
    "season": re.compile(r"(\d{4})-(SP|SU|FA|WI)"),
    "year": re.compile(r"(\d{4})"),
    "decade": re.compile(r"(\d{3})"),
    "century": re.compile(r"(\d{2})"),
}

Days = tuple[date, date]
"""A first and a last day, the last included."""


def size(value: str | None) -> str | None:
    """What stretch of the calendar a value names ("day", "week" …), None where it is no date."""
    return next((name for name, shape in _SHAPES.items() if value and shape.fullmatch(value)), None)


def days(value: str | None) -> Days | None:
    """The days that a date's value covers, a night into the next morning; None where it is no date, or none
    that the calendar has."""
    name = size(value)
    if value is None or name is None:
        return None
    found = _SHAPES[name].fullmatch(value)
    try:
        return _days(name, found.groups()) if found else None
    except (ValueError, OverflowError):
        return None


def _days(name: str, parts: tuple[str, ...]) -> Days:
    year = int(parts[0])
    if name == "day":
        day = date(year, int(parts[1]), int(parts[2]))
        return day, day + timedelta(days=parts[3] == "NI")
    if name in ("week", "weekend"):
        week = int(parts[1])
        return date.fromisocalendar(year, week, 6 if name == "weekend" else 1), date.fromisocalendar(
            year, week, 7
        )
    if name == "month":
        return months(year, int(parts[1]), 1)
    if name in ("quarter", "half"):
        length = MONTHS_OF[parts[1]]
        return months(year, (int(parts[2]) - 1) * length + 1, length)
    if name == "season":
        return months(year, SEASONS[parts[1]], 3)
    scale = {"year": 1, "decade": 10, "century": 100}[name]
    return date(year * scale, 1, 1), date(year * scale + scale - 1, 12, 31)


def months(year: int, month: int, length: int) -> Days:
    """The days of ``length`` months, the first of them ``month`` of ``year``."""
    return date(year, month, 1), plus(date(year, month, 1), "M", length) - timedelta(days=1)


def plus(day: date, unit: str, amount: int) -> date:
    """The day ``amount`` units away: "D", "W", "M", "Q", "Y"; a month's last day where the day is missing.

    Raises OverflowError or ValueError outside of the years 1 to 9999.
    """
    if unit in "DW":
        return day + timedelta(days=amount * (7 if unit == "W" else 1))
    count = day.year * 12 + day.month - 1 + amount * {"M": 1, "Q": 3, "Y": 12}[unit]
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"year {year} is outside of the calendar")


def value(day: date, unit: str) -> str:
    """The value of the stretch that a day lies in: "D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"."""
    if unit == "D":
        return day.isoformat()
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit in MONTHS_OF:
        return f"{day.year:04}-{unit}{(day.month - 1) // MONTHS_OF[unit] + 1}"
    return f"{day.year:04}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def shifted(day: date, unit: str, amount: int) -> str:
    """The value of the stretch ``amount`` stretches of that unit away from the one that a day lies in."""
    if unit == "WE":
        return value(plus(day, "W", amount), unit)
    if unit == "H":
        return value(plus(day, "M", 6 * amount), unit)
    if unit in ("DE", "CE"):
        return value(plus(day, "Y", amount * (10 if unit == "DE" else 100)), unit)
    return value(plus(day, unit, amount) if unit in "DW" else plus(day.replace(day=1), unit, amount), unit)


def moved(stretch: str, unit: str, amount: int) -> str | None:
    """A value moved by so many units, in its own size or the unit's, whichever is finer: "1989-Q3" a year
    earlier is "1988-Q3", "1989" two days later is nothing."""
    name, covered = size(stretch), days(stretch)
    if name is None or covered is None:
        return None
    own = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "half": "H", "year": "Y"}
    if name == "season" and unit == "Y":
        return f"{int(stretch[:4]) + amount:04}{stretch[4:]}"
    if name not in own or ORDER.index(own[name]) > ORDER.index(unit):
        return None
    try:
        return value(plus(covered[0], unit, amount), own[name])
    except (ValueError, OverflowError):
        return None


ORDER = ("D", "WE", "W", "M", "Q", "H", "Y")
"""Units from the finest to the coarsest."""
