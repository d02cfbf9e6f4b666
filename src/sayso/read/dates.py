"""Date strings of pages and feeds → ISO 8601, keeping the time of day and the zone exactly as given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_tz

_ISO = re.compile(
    r"^(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$",
    re.I,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_WORDS = re.compile(
    r"""(?ix) ^(?:[a-z]+day,?\s+)? (?: (?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)? |
        (?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[a-z]{3,9})\.? )
        ,?\s+(?P<year>\d{4}) (?:,?\s*(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})
        \s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"""
)


def iso_date(text: str | None) -> str | None:
    """``text`` as ISO 8601: "2031-05-03", "2031-05-03T09:30:00" or the same with "Z" or "+02:00".

    None when it is no date, when its day does not exist, or when day and month cannot be told apart
    ("03/05/2031"). Zones given by a name other than UTC and GMT are left out: names are ambiguous.
    Fractions of a second are dropped.
    """
    text = (text or "").strip()
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return _iso((int(year), int(month), int(day)), (hour, minute, second), zone)
    if match := _WORDS.match(text):
        return _from_words(match)
    return _from_mail(text)


def _from_words(match: re.Match[str]) -> str | None:
    """ "May 3, 2031 at 9:30 p.m. GMT" """
    month = _MONTHS.get((match["month"] or match["month2"])[:3].lower())
    if month is None:
        return None
    hour = match["hour"]
    if hour and match["half"]:
        hour = str(int(hour) % 12 + (12 if match["half"].lower().startswith("p") else 0))
    day = (int(match["year"]), month, int(match["day"] or match["day2"]))
    return _iso(day, (hour, match["minute"], None), match["zone"])


def _from_mail(text: str) -> str | None:
    """RFC 2822, as feeds write it."""
    try:
        parts = parsedate_tz(text) if re.search(r"\d:\d\d", text) else None
    except (ValueError, TypeError, IndexError):
        return None
    if parts is None:
        return None
    zone = re.search(r"(?:([+-]\d{4})|\b(GMT|UTC|UT|Z))\s*(?:\(.*\))?$", text)
    clock = (str(parts[3]), str(parts[4]), str(parts[5]))
    return _iso((parts[0], parts[1], parts[2]), clock, zone and (zone[1] or zone[2]))


def _iso(date: tuple[int, int, int], clock: Sequence[str | None], zone: str | None) -> str | None:
    """``clock`` is hour, minute and second; an hour of None is a date without a time."""
    year, month, day = date
    hour, minute, second = clock
    try:
        moment = datetime(year, month, day, int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except (ValueError, OverflowError):
        return None
    if hour is None:
        return moment.strftime("%Y-%m-%d") if year >= 1000 else None
    return f"{moment.isoformat()}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
