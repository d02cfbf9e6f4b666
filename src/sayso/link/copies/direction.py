"""Which of two reports had a passage from the other: told by a credit, else by the time of publication."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from sayso.link.outlets import Credit, cited, credits, publisher
from sayso.types import Reading

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_APART = timedelta(hours=14)
"""How far two clock times without zones may be apart in truth: the zones of the world."""


class Direction(NamedTuple):
    """``giver`` is 0 for the first report, 1 for the second, None where nothing tells; ``why`` is a
    sentence."""

    giver: int | None
    why: str


def direction(one: Reading, other: Reading) -> Direction:
    """Which way text that both have went.

    A report that names the other's outlet had it from there. Two that name one and the same third had it
    both from that. Else the earlier gave it, unless they are of one day and the time of day is not known.
    """
    names = (publisher(one), publisher(other))
    crediting = [
        next((c for c in (*credits(reading), *cited(reading)) if c.outlet == names[1 - at][0]), None)
        for at, reading in enumerate((one, other))
    ]
    if names[0][0] != names[1][0]:
        for at in (0, 1):
            credit = crediting[at]
            if credit and not crediting[1 - at]:
                return Direction(1 - at, f"{names[at][1]} names {names[1 - at][1]} in {credit.how}.")
    third = common(one, other)
    if third:
        return Direction(
            None, f"Both name {third.name} in {third.how}, so neither need have it from the other."
        )
    return _by_time(one, other, (names[0][1], names[1][1]))


def common(one: Reading, other: Reading) -> Credit | None:
    """A third outlet to which both reports give their text."""
    own = {publisher(one)[0], publisher(other)[0]}
    theirs = {credit.outlet for credit in credits(other)}
    return next((c for c in credits(one) if c.outlet in theirs and c.outlet not in own), None)


def _by_time(one: Reading, other: Reading, names: tuple[str, str]) -> Direction:
    earlier = _earlier(one.report.published, other.report.published)
    if earlier is None:
        return Direction(None, "No credit and no time of publication tells which of the two came first.")
    name, later = names[earlier], names[1 - earlier]
    moments = (one.report.published, other.report.published)
    told = f"{name} had it first ({moments[earlier]}; {later}: {moments[1 - earlier]})"
    return Direction(earlier, f"{told}; no credit tells more.")


def _earlier(one: str | None, other: str | None) -> int | None:
    """0 where the first moment is earlier, 1 where the second is, None where nothing tells them apart."""
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return None
    if first.timed and second.timed:
        apart = second.at - first.at
        clear = apart != timedelta(0) if first.zoned == second.zoned else abs(apart) > _APART
    else:
        apart = timedelta(days=(second.at.date() - first.at.date()).days)
        clear = apart != timedelta(0)
    return (0 if apart > timedelta(0) else 1) if clear else None


class Moment(NamedTuple):
    """A moment of publication, in UTC where its zone is known; ``timed`` is whether a time of day is."""

    at: datetime
    timed: bool
    zoned: bool


def _moment(published: str | None) -> Moment | None:
    """Midnight sharp without a zone is a day without a time of day."""
    found = _MOMENT.match(published or "")
    if not found:
        return None
    day, clock, zone = found.groups()
    timed = clock is not None and not (clock.startswith("00:00") and zone is None)
    try:
        at = datetime.fromisoformat(f"{day}T{clock or '00:00'}{(zone or '').replace('Z', '+00:00')}")
        utc = at.replace(tzinfo=None) - (at.utcoffset() or timedelta(0))
    except (ValueError, OverflowError):
        return None
    return Moment(utc, timed, zone is not None)
