"""Whose turn it is: a line of requests for each host, one at a time from each, and a pause between two."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class _Line(Generic[T]):
    waiting: deque[T] = field(default_factory=deque)
    ready: float = 0.0
    busy: bool = False


class Hosts(Generic[T]):
    """Lines of requests. Times are seconds of a clock that never goes back. Only for one thread."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line[T]] = {}

    def put(self, host: str, request: T, *, first: bool = False) -> None:
        """Put a request at the end of its host's line, or at its head."""
        waiting = self._line(host).waiting
        waiting.appendleft(request) if first else waiting.append(request)

    def take(self, now: float) -> T | None:
        """The next request that may be made now, from the host that has been ready longest; its host is then
        busy until `release`. None when there is none."""
        line = min(self._free(), key=lambda line: line.ready, default=None)
        if line is None or line.ready > now:
            return None
        line.busy = True
        return line.waiting.popleft()

    def release(self, host: str, ready: float | None = None) -> None:
        """The host's request is done; the next may be made from ``ready`` on, if not later for another
        reason."""
        line = self._line(host)
        line.busy = False
        if ready is not None:
            line.ready = max(line.ready, ready)

    def soonest(self) -> float | None:
        """When the next request may be made; None when every line is empty or busy."""
        return min((line.ready for line in self._free()), default=None)

    def clear(self) -> None:
        """Take everything out of every line. What is being fetched still is, and pauses stay."""
        for line in self._lines.values():
            line.waiting.clear()

    def _free(self) -> list[_Line[T]]:
        return [line for line in self._lines.values() if line.waiting and not line.busy]

    def _line(self, host: str) -> _Line[T]:
        return self._lines.setdefault(host, _Line())
