"""What is settled, for those to come that have an edge to it: in memory within a window of days, on disk for
the undated.

Whoever is settled leaves an `entry` for each neighbour that comes behind it. A dated neighbour comes within
the window. What nobody took by then is for an undated one: these come last, and may have neighbours of any
day, so it goes to disk, and comes back for a number of them at a time.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec
import pyarrow as arrow
from pyarrow import parquet

SPILL = 20_000
"""Entries that are held before they go to disk together."""

UNDATED = 20_000
"""Undated rows that are settled at a time: for each lot all that is on disk is read once."""

E = TypeVar("E")
R = TypeVar("R")

_SCHEMA = arrow.schema({"item": arrow.string(), "entry": arrow.binary()})


class Turn(NamedTuple):
    """Whose turn it is: ``item`` is its id, ``late`` whether it is undated, ``moment`` when it was published,
    in the order of which all come, ``day`` the day by which it is compared."""

    item: str
    late: bool
    moment: str
    day: int | None


class Waiting(Generic[E]):
    """Entries of ``shape``, a named tuple, by the item that waits for them. ``folder`` is emptied, and taken
    away at the end of the ``with`` block; ``undated`` is how many of these are settled at a time."""

    def __init__(self, folder: Path, window: int, shape: type[E], undated: int = UNDATED) -> None:
        self._folder, self._window, self._shape, self._lot = folder, window, shape, undated
        self._entries: dict[str, list[tuple[int | None, E]]] = defaultdict(list)
        self._spilled: list[tuple[str, bytes]] = []
        self._files: list[Path] = []
        self._today = 0
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def __enter__(self) -> Waiting[E]:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, item: str, entry: E, day: int | None) -> None:
        """Keep an entry of somebody published on ``day`` for ``item``, which comes later."""
        self._entries[item].append((day, entry))

    def take(self, item: str) -> list[E]:
        """All entries for ``item``, whose turn it is."""
        return [entry for _, entry in self._entries.pop(item, ())]

    def turns(self, rows: Iterable[R], turn: Callable[[R], Turn]) -> Iterator[R]:
        """``rows``, which come in order, the undated last: each when all that waits for it can be taken."""
        for late, group in groupby(rows, key=lambda row: turn(row).late):
            if late:
                yield from self._undated(group, turn)
            else:
                yield from self._dated(group, turn)

    def _dated(self, rows: Iterable[R], turn: Callable[[R], Turn]) -> Iterator[R]:
        for row in rows:
            here = turn(row)
            self._pass_to(here.moment)
            if here.day is None:  # a moment that nobody can read: compared with all days
                self._bring({here.item})
            yield row

    def _undated(self, rows: Iterator[R], turn: Callable[[R], Turn]) -> Iterator[R]:
        self._leave(None)
        while lot := list(islice(rows, self._lot)):
            self._bring({turn(row).item for row in lot})
            yield from lot
            self._leave(None)

    def _pass_to(self, moment: str) -> None:
        """As time goes on, what is too old for all who are dated and still to come leaves. A day of
        publication is that of its own zone, one more or one less than that of its moment, in UTC."""
        today = _day(moment)
        if today is not None and today > self._today:
            self._today = today
            self._leave(today - self._window - 1)

    def _leave(self, before: int | None) -> None:
        """Put on disk what is of a day before this one; None: everything."""
        for item in list(self._entries):
            stays = []
            for day, entry in self._entries.pop(item):
                if before is None or (day is not None and day < before):
                    self._spilled.append((item, msgspec.msgpack.encode(entry)))
                else:
                    stays.append((day, entry))
            if stays:
                self._entries[item] = stays
            if len(self._spilled) >= SPILL:
                self._spill()

    def _spill(self) -> None:
        if not self._spilled:
            return
        path = self._folder / f"{len(self._files):06}.parquet"
        columns = zip(*self._spilled, strict=True)
        parquet.write_table(arrow.table([*map(list, columns)], schema=_SCHEMA), path, compression="zstd")
        self._files.append(path)
        self._spilled = []

    def _bring(self, items: set[str]) -> None:
        """Take back from disk what waits for ``items``."""
        self._spill()
        for file in self._files:
            for row in parquet.read_table(file, filters=[("item", "in", items)]).to_pylist():
                self._entries[row["item"]].append(
                    (None, msgspec.msgpack.decode(row["entry"], type=self._shape))
                )


def _day(moment: str) -> int | None:
    try:
        return date.fromisoformat(moment[:10]).toordinal()
    except ValueError:
        return None
