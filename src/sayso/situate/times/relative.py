"""Rules for what is counted from a day: "yesterday", "last week", "three years ago", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.situate.times import calendar
from sayso.situate.times.meaning import ROUGH_LENGTHS, ROUGH_POINTS, Anchor, Counting, Meaning, edge
from sayso.situate.times.rules import named, rule
from sayso.situate.times.words import PARTS_OF_DAY, number, units
from sayso.types import TimeKind

DATE = TimeKind.DATE
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@rule(r"EDGE(?P<word>yesterday|today|tomorrow)(?:'s)?")
def deictic(found: re.Match[str]) -> Meaning:
    shift = _DAYS[found["word"]]
    return Meaning(
        DATE,
        counting=lambda at: (at.day + timedelta(shift)).isoformat(),
        modifier=edge(named(found, "edge")),
        spoken=True,
    )


@rule(r"the day (?P<word>before yesterday|after tomorrow)")
def over_next(found: re.Match[str]) -> Meaning:
    shift = -2 if found["word"].startswith("before") else 2
    return Meaning(DATE, counting=lambda at: (at.day + timedelta(shift)).isoformat(), spoken=True)


_CODES = {"D": "D", "W": "W", "WE": "WE", "M": "M", "Q": "Q", "Y": "Y", "DE": "DE", "CE": "CE", "F": "W"}
_SIZES = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_SHIFTS = {
    **dict.fromkeys(("last", "previous", "preceding", "this past", "past", "prior"), -1),
    **dict.fromkeys(("this", "current", "same", "that", "the"), 0),
    **dict.fromkeys(("next", "following", "coming", "this coming", "upcoming"), 1),
}
_FOLLOWING = ("previous", "preceding", "following", "same", "that", "prior")


def _beside(unit: str, which: str, spoken_next: bool) -> Counting:
    def counted(at: Anchor) -> str | None:
        shift = _SHIFTS[which]
        if (which in _FOLLOWING or spoken_next) and at.before:
            covered = calendar.days(at.before)
            if covered:
                return calendar.shifted(covered[0], unit, shift)
        if unit == "WE":
            return _weekend(at, which)
        return calendar.shifted(at.day, unit, shift)

    return counted


def _weekend(at: Anchor, which: str) -> str:
    """The last weekend has begun before today; the next is whole weeks away; a bare one is by its clause."""
    back = which in ("last", "past", "previous", "this past") or (
        which in ("the", "this") and at.direction < 0
    )
    day = at.day - timedelta(2) if back and at.day.isoweekday() < 6 else at.day
    if which == "last" and at.day.isoweekday() >= 6:
        day = at.day - timedelta(7)
    if back and at.day.isoweekday() < 6:
        return calendar.value(at.day - timedelta(at.day.isoweekday()), "WE")
    if which in ("next", "following"):
        return calendar.value(at.day + timedelta(7), "WE")
    if which == "the" and at.direction == 0 and at.day.isoweekday() < 4:
        return calendar.value(at.day - timedelta(at.day.isoweekday()), "WE")
    return calendar.value(day, "WE")


@rule(
    rf"EDGE(?:(?:later|earlier) )?(?:(?:the|of the|in the|of) )?(?P<which>last|this past|this coming"
    rf"|this|current|next|coming|following|previous"
    rf"|preceding|same|that|upcoming|prior) (?:fiscal )?{_SIZES}(?:'s)?"
)
def beside(found: re.Match[str]) -> Meaning | None:
    which, code = found["which"], _CODES[units(found["unit"])]
    if code == "D" and which in ("last", "current", "this past"):
        return None
    after_the = bool(re.match(r"(?:\w+ )?the\b", found[0])) and which == "next"
    follows = which in _FOLLOWING or after_the
    return Meaning(
        DATE,
        counting=_beside(code, which, after_the),
        modifier=edge(named(found, "edge")) or ("START" if found[0].startswith("earlier") else None),
        follows=follows,
        spoken=code == "D",
        fiscal="fiscal" in found[0],
    )


@rule(
    r"(?:EDGE)the (?:full |whole |entire )?(?P<unit>week|weekend|month|quarter|year|decade|century)"
    r"(?:'s end|'s)?",
    r"(?P<edge>end) (?:of )?(?P<unit>year|month)",
)
def the_unit(found: re.Match[str]) -> Meaning:
    word = found["unit"]
    strong = bool(named(found, "edge")) or word == "weekend"
    code = _CODES[units(word)]
    plain = _beside(code, "the", spoken_next=False)
    return Meaning(
        DATE,
        counting=(lambda at: at.quarter or plain(at)) if code == "Q" else plain,
        modifier=edge(named(found, "edge")),
        quarterly=code == "Q",
        weak=not strong,
    )


@rule(r"the latest (?P<unit>quarter|period)")
def latest(found: re.Match[str]) -> Meaning:
    """The quarter named before, or the last one that is over."""
    return Meaning(
        DATE, counting=lambda at: at.quarter or calendar.shifted(at.day, "Q", -1), quarterly=True, weak=True
    )


@rule(r"year[ -]end|the year's end")
def year_end(found: re.Match[str]) -> Meaning:
    return Meaning(DATE, counting=lambda at: f"{at.day.year:04}-12-31")


@rule(
    r"(?P<which>the (?:very )?next|the following|the previous|the|that same|the same|that) PART"
    r"(?P<before> before)?"
)
def part_beside(found: re.Match[str]) -> Meaning | None:
    which = str(named(found, "which"))
    shift = (
        -1 if found["before"] or "previous" in which else 1 if "next" in which or "following" in which else 0
    )
    if which == "the" and not found["before"]:
        return None

    def counted(at: Anchor) -> str:
        covered = calendar.days(at.before) if at.before else None
        day = covered[0] if covered else at.day
        return f"{(day + timedelta(shift)).isoformat()}T{PARTS_OF_DAY[found['part']]}"

    return Meaning(TimeKind.TIME, counting=counted, follows=True, spoken=True)


def _counted_from(day: date, code: str, steps: int) -> str:
    """The value of the stretch so many steps away, in the size of the unit."""
    if code.startswith("T"):
        return day.isoformat()
    return calendar.shifted(day, code, steps)


def _steps(found: re.Match[str]) -> tuple[float | None, str]:
    words, unit = named(found, "number"), units(found["unit"])
    amount = number(words) if words else None
    scale, code = {"F": (2, "W"), "N": (1, "D"), "DE": (1, "DE"), "WE": (1, "WE")}.get(unit, (1, unit))
    return (None if amount is None else amount * scale), code


_YEARS = {"DE": 10, "CE": 100}
"""How many years a decade and a century are."""


def _ways(found: re.Match[str], sign: int) -> Meaning | None:
    amount, code = _steps(found)
    rough = ROUGH_LENGTHS.get(named(found, "rough") or "")
    modifier = ROUGH_POINTS.get(rough or "", rough)
    if sign > 0:
        modifier = {"BEFORE": "AFTER", "AFTER": "BEFORE", "ON_OR_BEFORE": "ON_OR_AFTER"}.get(
            modifier or "", modifier
        )
    if amount is None:
        return Meaning(DATE, "PAST_REF" if sign < 0 else "FUTURE_REF", modifier=modifier)
    if code in _YEARS:  # "half a century ago" is a year, roughly
        amount, code, modifier = amount * _YEARS[code], "Y", modifier or "APPROX"
    follows = named(found, "way") in ("earlier", "before", "later", "after", "previously", "afterwards")
    quarterly = code == "Y" and amount == 1

    def counted(at: Anchor) -> str | None:
        if quarterly and at.quarter:
            return calendar.moved(at.quarter, "Y", sign)
        covered = calendar.days(at.before) if follows and at.before else None
        if covered and at.before and not code.startswith("T"):
            moved = calendar.moved(at.before, code, sign * int(amount)) if code in calendar.ORDER else None
            if moved:
                return moved
        day = covered[0] if covered else at.day
        if amount % 1:
            return _half(day, code, sign * amount)
        return _counted_from(day, code, sign * int(amount))

    def around(at: Anchor) -> tuple[date | None, date | None]:
        value = counted(Anchor(at.day, at.direction, at.before))
        found_days = calendar.days(value) if value else None
        if found_days is None:
            return None, None
        point = found_days
        if code in ("D", "W", "M", "Q", "Y") and not amount % 1 and not follows:
            exact = calendar.plus(at.day, code, sign * int(amount))
            point = (exact, exact)
        if modifier == "BEFORE":
            return None, point[1]
        if modifier == "AFTER":
            return (point[0], at.day) if sign < 0 else (point[0], None)
        return found_days

    hours = code.startswith("T")
    return Meaning(
        DATE,
        counting=counted,
        modifier=modifier,
        interval=around,
        follows=follows,
        quarterly=quarterly,
        spoken=hours or code in "DW",
    )


def _half(day: date, code: str, amount: float) -> str | None:
    if code == "Y":
        return calendar.shifted(day, "M", round(amount * 12))
    if code == "M":
        return calendar.shifted(day, "W", round(amount * 4.345))
    if code == "W":
        return calendar.shifted(day, "D", round(amount * 7))
    return day.isoformat()


@rule(
    r"(?:only |just |barely )?ROUGHNUMBER(?: more)?[ -]UNIT(?:[ -](?:or so|or more))?[ -](?P<way>ago"
    r"|earlier|before(?= *[.,;:)])|previously)",
    r"(?:the )?(?:comparable )?(?P<unit>day|week|month|year|weeks|months|years)[ -](?P<way>ago|earlier)"
    r"(?: (?:quarter|period|month))?",
)
def back(found: re.Match[str]) -> Meaning | None:
    if found["way"] == "before" and not re.match(r"(?:the|a|an|one|two|three|\d)", found[0]):
        return None
    if "number" not in found.groupdict():
        if found["unit"].endswith("s"):
            return Meaning(DATE, "PAST_REF")
        return _year_ago(found)
    return _ways(found, -1)


def _year_ago(found: re.Match[str]) -> Meaning | None:
    code = _CODES.get(units(found["unit"]))
    if code is None:
        return None

    def counted(at: Anchor) -> str | None:
        if code == "Y" and at.quarter:
            return calendar.moved(at.quarter, "Y", -1)
        if at.before and code in calendar.ORDER:
            moved = calendar.moved(at.before, code, -1)
            if moved:
                return moved
        return calendar.shifted(at.day, code, -1)

    return Meaning(DATE, counting=counted, follows=found["way"] == "earlier", quarterly=code == "Y")


@rule(
    r"ROUGHNUMBER(?: more)?[ -]UNIT(?:[ -](?:or so|or more))?[ -](?P<way>later|from now|from today"
    r"|hence|after|afterwards|on)",
    r"in ROUGHNUMBER(?: more)? (?P<unit>days|weeks|months|years)' time",
)
def onwards(found: re.Match[str]) -> Meaning | None:
    if named(found, "way") in ("after", "on"):
        return None
    return _ways(found, 1)


@rule(r"the (?P<unit>day|week|month|year) (?P<way>before|after|earlier)(?=\s*[.,;:)]|\s*$|\s+(?:and|but)\b)")
def the_day_before(found: re.Match[str]) -> Meaning:
    sign = 1 if found["way"] == "after" else -1
    code = _CODES[units(found["unit"])]

    def counted(at: Anchor) -> str | None:
        covered = calendar.days(at.before) if at.before else None
        return calendar.shifted(covered[0] if covered else at.day, code, sign)

    return Meaning(DATE, counting=counted, follows=True, spoken=code == "D")


_REFERENCES = {
    "PRESENT_REF": r"now|right now|currently|at present|presently|nowadays|these days|at the moment"
    r"|at this (?:moment|time|point)"
    r"|this moment|for the moment|for now|until now|the present",
    "PAST_REF": r"(?:very |more |most |just |as )?recently|lately|the (?:recent |distant )?past"
    r"|in recent times|long ago|some time ago",
    "FUTURE_REF": r"(?:very )?soon(?! as)|the (?:near |foreseeable |immediate |not-too-distant )?future"
    r"|the (?:short|near|long) term|someday|sooner or later",
}


def _reference(value: str, pattern: str) -> None:
    rule(pattern)(lambda found: Meaning(DATE, value))


@rule(r"(?P<word>current|recent)(?= [a-z])")
def around_now(found: re.Match[str]) -> Meaning:
    return Meaning(DATE, "PRESENT_REF" if found["word"] == "current" else "PAST_REF")


for _value, _pattern in _REFERENCES.items():
    _reference(_value, f"(?:{_pattern})")
