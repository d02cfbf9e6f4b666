"""Keys that are ordered by time: 29 bits of minutes, 24 of a number within the minute.

A report's key starts with the minute of its publication, and so do its statements' keys. SQLite keeps rows in
order of their keys, and FTS5 its matches: the newest come first without sorting, and a range of days is a
range of keys. All keys are within ±2⁵³, so that JavaScript reads them whole.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

SLOT_BITS = 24
UNDATED = -(1 << 28)
"""The minute of what has no date, some five hundred years before anything that has one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = (1 << 28) - 1


def moment(published: str | None) -> datetime | None:
    """``published`` (ISO 8601) in UTC; a date is its first moment, and a time without a zone is taken for
    UTC. None where there is none, or it cannot be read."""
    if not published:
        return None
    try:
        read = datetime.fromisoformat(published)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def minute(published: str | None) -> int:
    """The minutes from 1970 to ``published``, negative before; `UNDATED` where that is not known."""
    when = moment(published)
    return UNDATED if when is None else (when - _EPOCH) // timedelta(minutes=1)


def first_key(minute: int) -> int:
    """The least key of a minute; the next minute's is the least that is past it."""
    return max(-_MOST - 1, min(minute, _MOST)) << SLOT_BITS


def key_range(since: date | None, until: date | None) -> tuple[int, int]:
    """The keys, the first included and the last not, of what was published from ``since`` to ``until``, both
    days included. Without ``since`` it begins with the undated, unless there is an ``until``."""
    if since is None and until is None:
        return first_key(UNDATED), first_key(_MOST)
    low = first_key(UNDATED + 1) if since is None else first_key(minute(since.isoformat()))
    high = first_key(_MOST)
    if until is not None and until < date.max:
        high = first_key(minute((until + timedelta(days=1)).isoformat()))
    return low, high
