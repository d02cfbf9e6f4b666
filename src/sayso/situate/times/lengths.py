"""Rules for lengths of time and for what recurs."""

from __future__ import annotations

import re
from datetime import date

from sayso.situate.times import calendar
from sayso.situate.times.meaning import ROUGH_LENGTHS, Anchor, Meaning
from sayso.situate.times.rules import month, named, rule, weekday
from sayso.situate.times.words import PARTS_OF_DAY, SEASONS, number, units
from sayso.types import TimeKind

DURATION, SET = TimeKind.DURATION, TimeKind.SET
_HALVES = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}
"""Half a unit in the next smaller one that divides it."""


def length(amount: float | None, unit: str) -> str:
    """TimeML's value of a length: "P30D", "PT10H"; "X" stands for a number that is not known."""
    if unit == "N":
        return f"P{_shown(amount)}D"
    scale, unit = {"F": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y")}.get(unit, (1, unit))
    if amount is None:
        return {10: "PXDE", 100: "PXCE"}.get(scale, f"P{_prefix(unit)}X{unit[-2:].removeprefix('T')}")
    amount *= scale
    letters = unit.removeprefix("T")
    if amount % 1 == 0.5 and unit in _HALVES:
        whole = f"{int(amount)}{letters}" if amount >= 1 else ""
        return f"P{_prefix(unit)}{whole}{_HALVES[unit]}"
    return f"P{_prefix(unit)}{_shown(amount)}{letters}"


def _prefix(unit: str) -> str:
    return "T" if unit.startswith("T") else ""


def _shown(amount: float | None) -> str:
    return "X" if amount is None else f"{amount:.10g}"


@rule(
    r"ROUGHNUMBER(?: or (?:more|so))?(?: more| full| consecutive| straight| solid| whole| long"
    r"| additional| further"
    r"| trading| working| business| calendar| fiscal| other| extra)?[ -]UNIT(?:[ -]long)?"
    r"(?: periods?)?(?: or (?:so|more))?(?:')?(?![ -](?:old|of age|olds)\b)",
    r"ROUGHNUMBER to \w+[ -]UNIT",
)
def counted(found: re.Match[str]) -> Meaning | None:
    amount, unit = number(str(named(found, "number"))), units(found["unit"])
    word = named(found, "number")
    bare = word in ("a", "an")
    if unit in ("TS", "TM") and bare and found["unit"] in ("second", "min", "sec"):
        return None
    if word in ("many", "some") and unit == "TS":
        return None
    return Meaning(
        DURATION,
        length(amount, unit),
        modifier=ROUGH_LENGTHS.get(named(found, "rough") or "")
        or ("APPROX" if "or so" in found[0] else None),
        weak=bare or unit in ("N", "WE", "Q"),
    )


@rule(
    r"(?:(?:the|in|for|over|after|within|during) )?(?P<plural>seconds|minutes|hours|days|weeks|months"
    r"|years|decades|centuries)(?: of)?"
)
def uncounted(found: re.Match[str]) -> Meaning:
    return Meaning(DURATION, length(None, units(found["plural"])), weak=True)


@rule(r"(?P<unit>year|month|week|day|decade|hour)s?-?long")
def long(found: re.Match[str]) -> Meaning:
    plural = "s" in found[0].removeprefix(found["unit"]).split("l")[0]
    return Meaning(DURATION, length(None if plural else 1, units(found["unit"])))


@rule(
    r"(?:(?:the|these|in) )?(?P<which>last|past|previous|preceding|next|coming|following|recent|first|final) "
    r"(?:(?:about |almost |nearly |more than |over )?NUMBER )?UNIT"
)
def beside(found: re.Match[str]) -> Meaning | None:
    """A length that ends or begins at the anchor: "the past two weeks"."""
    words, unit, which = named(found, "number"), units(found["unit"]), found["which"]
    if words is None and not (found["unit"].endswith("s") or which == "past"):
        return None
    amount = number(words) if words else (None if found["unit"].endswith("s") else 1.0)

    def around(at: Anchor) -> tuple[date | None, date | None]:
        code = {"F": "W", "DE": "Y", "CE": "Y"}.get(unit, unit)
        if amount is None or amount % 1 or code not in ("D", "W", "M", "Q", "Y"):
            return None, None
        steps = int(amount) * {"F": 2, "DE": 10, "CE": 100}.get(unit, 1)
        if which in ("last", "past"):
            return calendar.plus(at.day, code, -steps), at.day
        if which in ("next", "coming"):
            return at.day, calendar.plus(at.day, code, steps)
        return None, None

    return Meaning(DURATION, length(amount, unit), interval=around)


@rule(r"(?:in )?the UNIT (?:ahead|to come)")
def ahead(found: re.Match[str]) -> Meaning:
    return Meaning(DURATION, length(None, units(found["unit"])))


@rule(
    r"(?:(?P<quant>every|each)(?P<other> other)?|per)(?: single)? (?:(?:NUMBER|few) )?UNIT",
    r"(?P<quant>every)(?P<other> other)? DAYNAME(?: PART)?",
    r"(?P<quant>every|each) (?:PART|SEASON|MONTH)",
)
def every(found: re.Match[str]) -> Meaning:
    groups = found.groupdict()
    if groups.get("weekday"):
        part = named(found, "part")
        return Meaning(SET, f"XXXX-WXX-{weekday(found)}" + (f"T{PARTS_OF_DAY[part]}" if part else ""))
    if groups.get("month"):
        return Meaning(SET, f"XXXX-{month(found):02}")
    if groups.get("season"):
        return Meaning(SET, f"XXXX-{SEASONS[found['season']]}")
    if not groups.get("unit"):
        return Meaning(SET, f"XXXX-XX-XXT{PARTS_OF_DAY[str(named(found, 'part'))]}")
    words = named(found, "number")
    amount = number(words) if words else 2.0 if groups.get("other") else 1.0
    if units(found["unit"]) == "WE":
        return Meaning(SET, "XXXX-WXX-WE")
    return Meaning(SET, length(amount, units(found["unit"])))


@rule(
    r"(?:on )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s(?: (?P<part>morning|afternoon"
    r"|evening|night)s?)?",
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?P<part>morning|afternoon|evening|night)s",
)
def weekdays(found: re.Match[str]) -> Meaning:
    part = named(found, "part")
    return Meaning(SET, f"XXXX-WXX-{weekday(found)}" + (f"T{PARTS_OF_DAY[part]}" if part else ""))


_OFTEN = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "annual": "P1Y",
}


@rule("(?P<often>" + "|".join(_OFTEN) + ")")
def often(found: re.Match[str]) -> Meaning:
    return Meaning(SET, _OFTEN[found["often"]])


@rule(
    r"(?:(?:at least |about |up to |more than )?(?:once|twice|thrice|(?:\d+|two|three|four|five|six"
    r"|seven|eight|nine|ten"
    r"|several|many|a few|a couple of) (?:times|days|nights|hours|minutes))) (?:a|an|each|every|per) "
    r"(?P<unit>minute|hour|day|night|week|fortnight|month|quarter|year|decade|weekend)",
    r"(?:\d+|twenty-four|24) hours a (?P<unit>day)",
)
def so_often(found: re.Match[str]) -> Meaning:
    return Meaning(SET, length(1, units(found["unit"])))
