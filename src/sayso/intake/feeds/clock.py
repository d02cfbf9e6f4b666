"""Time, and being told to stop, so that tests need not wait and an interrupt loses nothing."""

from __future__ import annotations

import queue
import time
from datetime import UTC, datetime
from typing import Protocol


def stamp(moment: datetime) -> str:
    """A moment as the ledger keeps it: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


class Mailbox:
    """What threads, and a signal, have to tell the one that works. Putting something in is safe in a signal's
    handler, which may interrupt any line: `queue.SimpleQueue` is made for that, where an `Event` may lock."""

    def __init__(self) -> None:
        self._messages: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.stopped = False

    def put(self, message: object) -> None:
        self._messages.put(message)

    def stop(self) -> None:
        """End what is going on after the report in hand."""
        self.stopped = True
        self._messages.put(None)  # whoever waits wakes

    def get(self, seconds: float | None) -> object | None:
        """The next message; None when ``seconds`` have passed without one, and when it was a call to stop."""
        try:
            return self._messages.get(timeout=seconds)
        except queue.Empty:
            return None


class Clock(Protocol):
    """What the time is, and waiting."""

    def now(self) -> datetime:
        """The time of day, with its zone."""

    def seconds(self) -> float:
        """A clock that never goes back."""

    def wait(self, mailbox: Mailbox, seconds: float | None, *, expecting: bool) -> object | None:
        """The next message; None after ``seconds`` without one. ``expecting`` is whether one is sure to come
        (something is being fetched)."""


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        return time.monotonic()

    def wait(self, mailbox: Mailbox, seconds: float | None, *, expecting: bool) -> object | None:
        return mailbox.get(seconds)
