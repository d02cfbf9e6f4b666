"""Rules for times of day: by the clock, and by parts of the day."""

from __future__ import annotations

import re
from datetime import timedelta

from sayso.situate.times.meaning import Anchor, Counting, Meaning, edge
from sayso.situate.times.rules import named, rule
from sayso.situate.times.words import PARTS_OF_DAY, SMALL, ZONES
from sayso.types import TimeKind

TIME = TimeKind.TIME
_HOURS = {word: hour for word, hour in SMALL.items() if 1 <= hour <= 12}
APPROXIMATE = ("about", "around", "approximately", "roughly", "nearly", "almost", "some")


def _clock(hour: int, minute: int, found: re.Match[str], second: str = "") -> Meaning | None:
    if hour > 24 or minute > 59:
        return None
    zone = ZONES.get(named(found, "zone") or "", "")
    rough = named(found, "rough")
    value = f"T{hour:02}:{minute:02}{second}{zone}"
    return Meaning(
        TIME,
        counting=lambda at: at.day.isoformat() + value,
        modifier="APPROX"
        if rough in APPROXIMATE
        else {"just over": "AFTER", "just under": "BEFORE"}.get(rough or ""),
        spoken=True,
    )


@rule(
    r"ROUGH(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.? ?m\b\.?ZONE",
    r"ROUGH(?P<hour>" + "|".join(_HOURS) + r") (?P<half>[ap])\.? ?m\b\.?ZONE",
)
def twelve_hours(found: re.Match[str]) -> Meaning | None:
    word = found["hour"]
    hour = (_HOURS[word] if word in _HOURS else int(word)) % 12
    return _clock(hour + 12 * (found["half"] == "p"), int(found.groupdict().get("minute") or 0), found)


@rule(r"ROUGH(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?: hours)?ZONE")
def twenty_four_hours(found: re.Match[str]) -> Meaning | None:
    second = f":{found['second']}" if found["second"] else ""
    return _clock(int(found["hour"]), int(found["minute"]), found, second)


@rule(
    r"ROUGH(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d) (?:hours )?"
    r"(?P<open>\()?(?P<zone>gmt|utc|local time|bst|ces?t|ees?t|e[sd]t|c[sd]t|m[sd]t|p[sd]t|ist|jst|msk)"
    r"(?(open)\))"
)
def military(found: re.Match[str]) -> Meaning | None:
    return _clock(int(found["hour"]), int(found["minute"]), found)


@rule(
    r"ROUGH(?P<hour>\d\d?|" + "|".join(_HOURS) + r") o'clock(?: in the PART)?ZONE",
    r"(?P<hour>\d\d?) in the PART",
)
def o_clock(found: re.Match[str]) -> Meaning | None:
    word, part = found["hour"], named(found, "part")
    hour = _HOURS[word] if word in _HOURS else int(word)
    if hour > 12 or part is None:
        return Meaning(TIME, None, modifier=None) if hour <= 12 else None
    late = PARTS_OF_DAY[part] in ("AF", "EV") or (part == "night" and hour > 6)
    return _clock(hour % 12 + 12 * late, 0, found)


@rule(r"ROUGH(?P<word>noon|midnight)ZONE")
def noon(found: re.Match[str]) -> Meaning | None:
    return _clock(12 if found["word"] == "noon" else 0, 0, found)


def _part(found: re.Match[str], shift: int) -> Counting:
    return lambda at: f"{(at.day + timedelta(shift)).isoformat()}T{PARTS_OF_DAY[found['part']]}"


_SHIFTS = {"last": -1, "yesterday": -1, "this": 0, "today": 0, "tomorrow": 1}


@rule(
    r"EDGE(?P<which>last|yesterday|this|tomorrow) PART",
    r"(?:the )?EDGEPART (?P<which>yesterday|today|tomorrow)",
)
def part_of_day(found: re.Match[str]) -> Meaning | None:
    which = found["which"]
    if which == "last" and found["part"] not in ("night", "evening"):
        return None
    return Meaning(
        TIME, counting=_part(found, _SHIFTS[which]), modifier=edge(named(found, "edge")), spoken=True
    )


@rule(
    r"EDGE(?:at |the |before |by )(?:EDGE)?PART".replace("(?:EDGE)?", ""),
    r"(?P<edge>mid)[ -]PART",
    r"pre-?(?P<part>dawn)",
    r"(?:in |during )the EDGEPART",
)
def part_alone(found: re.Match[str]) -> Meaning:
    return Meaning(
        TIME, counting=_part(found, 0), modifier=edge(named(found, "edge")), spoken=True, weak=True
    )


@rule(r"(?P<word>tonight)")
def tonight(found: re.Match[str]) -> Meaning:
    return Meaning(TIME, counting=lambda at: f"{at.day.isoformat()}TNI", spoken=True)


def night(at: Anchor) -> str:
    """The night into the anchor's day, or the one out of it where the clause looks ahead."""
    return f"{(at.day - timedelta(at.direction <= 0)).isoformat()}TNI"


@rule(r"(?:over the night|overnight)")
def overnight(found: re.Match[str]) -> Meaning:
    return Meaning(TIME, counting=night, spoken=True)
