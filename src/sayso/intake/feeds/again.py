"""What failed: whether it is worth another try, and when.

| what happened | an item of a feed is |
|---|---|
| 403, 408, 421, 425, 429, 5xx | tried again |
| 401, 402, 404, 410, 451 and the other 4xx | refused for good |
| a time-out, no connection, no such host, redirects for ever, robots.txt could not be read | tried again |
| robots.txt says no, no article, a paywall, not English, too large, another format | refused for good |

A 403 is tried again, since sites answer so when they are asked too often. The pauses are Sayso's own choice:
a page that is not there within some two days will not be news when it is.
"""

from __future__ import annotations

from datetime import timedelta

from sayso.errors import NotFound, Refused, TooLarge, Unreachable, WrongFormat
from sayso.read.network import NoSuchHost, PrivateAddress

MOST_ATTEMPTS = 3
"""Requests for one address in one round."""

FIRST_PAUSE = 4.0
"""Seconds before the second attempt; before each further one twice as many."""

LONGEST_PAUSE = 60.0
"""Seconds that a round waits for one host; where the server asks for more, it is left for a later round."""

LONGEST_RETRY_AFTER = timedelta(days=1)
"""What a server may ask for at most."""

STRIKES = 2
"""Requests in a row that failed in all their attempts, after which a host is left alone for the round."""

PAUSES = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""Before an item is tried the second time, the third …; the one that fails behind the last is given up."""

PATIENCE = 3
"""Failures of a feed in a row, from which on it is asked more rarely: after `RARER`, then twice as long each
time, up to `RAREST`."""

RARER = timedelta(hours=1)
RAREST = timedelta(days=1)

_FOR_NOW = frozenset({403, 408, 421, 425, 429})


def is_for_now(status: int | None, refused: Refused) -> bool:
    """Whether another try may go better. ``status`` is None when the server gave no answer."""
    if status is not None and status >= 400:
        return status >= 500 or status in _FOR_NOW
    match refused:
        case TooLarge():
            return False
        case NotFound():
            return isinstance(refused.__cause__, NoSuchHost)
        case Unreachable():
            return not isinstance(refused.__cause__, PrivateAddress)
        case WrongFormat():  # its compressed data are broken: cut off on the way
            return True
    return False


def is_worth_waiting(status: int | None, refused: Refused) -> bool:
    """Whether to try again within the round: the server is busy, or did not answer in time."""
    if status is not None and status >= 400:
        return status in {408, 425, 429} or status >= 500
    return isinstance(refused, Unreachable) and is_for_now(status, refused)


def attempt_pause(attempt: int, jitter: float, retry_after: float | None) -> float:
    """Seconds before the next attempt, behind ``attempt`` of them (from 1). ``jitter`` is between 0 and 1: it
    keeps many programs that failed together from coming back together."""
    return max(FIRST_PAUSE * 2.0 ** (attempt - 1) * (0.5 + jitter), retry_after or 0.0)


def item_pause(tries: int) -> timedelta | None:
    """How long an item waits behind its ``tries``-th failure (from 1); None when it is given up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def feed_pause(failures: int) -> timedelta | None:
    """How long a feed is left alone behind ``failures`` in a row; None: it is asked in the next round."""
    if failures < PATIENCE:
        return None
    return min(RARER * 2.0 ** min(failures - PATIENCE, 10), RAREST)
