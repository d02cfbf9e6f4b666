"""What is found under which key, by day: what an index does for a `Store` in memory."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

UNDATED = 0
"""The day that stands for an unknown one; the first that there is, is 1 (`datetime.date.toordinal`)."""


class Postings:
    """Ids under keys. Looking up costs what is found, however much there is of other days."""

    def __init__(self) -> None:
        self._under: dict[int, list[tuple[int, str]]] = defaultdict(list)

    def keep(self, keys: Iterable[int], day: int | None, identifier: str) -> None:
        for key in keys:
            insort(self._under[key], (day or UNDATED, identifier))

    def drop(self, keys: Iterable[int], day: int | None, identifier: str) -> None:
        for key in keys:
            self._under[key].remove((day or UNDATED, identifier))

    def found(self, keys: Iterable[int], since: int | None, until: int | None) -> set[str]:
        """What is under any of ``keys``, of the days from ``since`` to ``until``, both included, or of an
        unknown day; without bounds: all."""
        found: set[str] = set()
        for key in keys:
            under = self._under.get(key, [])
            dated = bisect_left(under, (UNDATED + 1,))
            first = dated if since is None else bisect_left(under, (since,), dated)
            last = len(under) if until is None else bisect_left(under, (until + 1,), first)
            found.update(identifier for _, identifier in under[:dated])
            found.update(identifier for _, identifier in under[first:last])
        return found
