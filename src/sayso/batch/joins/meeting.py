"""Letting items meet: all pairs that share a key within the window, each judged once over all tasks.

A pair is judged in the slab of the later of the two, and there in the bucket of the least key that both have.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Task
from sayso.batch.joins.arranging import UNDATED, Plan, arranged, flattened, planned
from sayso.batch.joins.judges import JUDGES, TABLES, Judge, Row
from sayso.batch.layout import Layout, whole

AHEAD = 10_000
"""Rows that are kept as objects before they become a part of a table."""


class Met(msgspec.Struct, frozen=True):
    """What came of a task: how many ``items`` there were, how many ``pairs`` of them were judged, and how
    many ``rows`` were written, by phase. ``spent`` are seconds of the processor, ``peak`` is the most memory
    in bytes that its process had so far."""

    items: int
    pairs: int
    rows: dict[str, int]
    spent: float
    peak: int


@dataclass(frozen=True, slots=True)
class Meet:
    """The work that judges the pairs of one ``kind`` in a bucket of a slab."""

    layout: Layout
    kind: str

    @property
    def phase(self) -> str:
        return f"met_{self.kind}"

    def __call__(self, task: Task) -> str:
        started = time.process_time()
        slab, bucket = msgspec.json.decode(task.what, type=tuple[str, int])
        items = arranged(self.layout, self.kind, slab, bucket)
        judge, plan = JUDGES[self.kind], planned(self.layout, self.kind)
        rows = {name: _Rows(TABLES[name]) for name in judge.tables}
        met, sides = 0, _Sides(judge, items)
        for one, other in pairs(items, plan, slab, bucket, judge.shared):
            met += 1
            for name, row in judge.judged(sides[one], sides[other]):
                rows[name].add(row)
        for name, found in rows.items():
            path = self.layout.phase(name) / f"{task.name}.parquet"
            whole(path, partial(parquet.write_table, found.table(), compression="zstd"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
        counted = {name: found.number for name, found in rows.items()}
        spent = time.process_time() - started
        return msgspec.json.encode(Met(len(items), met, counted, spent, peak)).decode()


def pairs(
    items: arrow.Table, plan: Plan, slab: str, bucket: int, least: int = 1
) -> Iterator[tuple[int, int]]:
    """The rows of every two items (`sayso.batch.joins.arranging.ARRANGED`) that share ``least`` keys within
    the window, if ``slab`` is that of the later one and ``bucket`` that of the least key that both have."""
    days = items["day"].to_pylist()
    keys = _shared(items, bucket, plan.buckets[slab])
    under: dict[int, list[int]] = defaultdict(list)
    # The undated first, then by day: whoever is of the slab before is there when the slab's own ones come.
    for row in sorted(keys, key=lambda row: (days[row] is not None, days[row] or 0)):
        day, own = days[row], keys[row]
        if slab == UNDATED or (day is not None and plan.slab(day) == slab):
            since = None if slab == UNDATED else day - (plan.window or 0)
            for other in sorted({each for key in own.here for each in under[key]}):
                near = since is None or days[other] is None or days[other] >= since
                if near and own.meets(keys[other], least):
                    yield row, other
        for key in own.here:
            under[key].append(row)


class _Keys(NamedTuple):
    """An item's keys that others in its bucket have too: those of the bucket, and all, each by its rank."""

    here: tuple[int, ...]
    every: frozenset[int]

    def meets(self, other: _Keys, least: int) -> bool:
        """Whether they share ``least`` keys, and the least one is of this bucket."""
        if least == 1 and len(self.here) == len(self.every):
            return True
        both = self.every & other.every
        return len(both) >= least and min(both) in self.here


def _shared(items: arrow.Table, bucket: int, buckets: int) -> dict[int, _Keys]:
    """The keys of each row; most items share none, and are left out."""
    flat, rows = flattened(items["keys"].combine_chunks())
    _, ranks, often = np.unique(flat, return_inverse=True, return_counts=True)
    several = often[ranks] > 1
    flat, rows, ranks = flat[several], rows[several], ranks[several]
    here = flat % buckets == bucket
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    found = {}
    for first, last in pairwise([*starts.tolist(), len(rows)]):
        own = ranks[first:last]
        found[int(rows[first])] = _Keys(tuple(own[here[first:last]].tolist()), frozenset(own.tolist()))
    return found


class _Sides:
    """What items are compared by, made when it is asked for and remembered for a while."""

    def __init__(self, judge: Judge, items: arrow.Table) -> None:
        self._judge, self._blobs = judge, items["blob"].combine_chunks()
        self._known: dict[int, Any] = {}

    def __getitem__(self, row: int) -> Any:
        found = self._known.get(row)
        if found is None:
            if len(self._known) >= self._judge.remembered:
                self._known.clear()
            found = self._known[row] = self._judge.sided(self._blobs[row].as_py())
        return found


@dataclass(slots=True)
class _Rows:
    """Rows of a table, most of them as columns already."""

    schema: arrow.Schema
    number: int = 0
    _ahead: list[Row] = field(default_factory=list)
    _parts: list[arrow.RecordBatch] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.number += 1
        self._ahead.append(row)
        if len(self._ahead) >= AHEAD:
            self._turn()

    def _turn(self) -> None:
        if self._ahead:
            columns = zip(*self._ahead, strict=True)
            arrays = [arrow.array(each, of.type) for each, of in zip(columns, self.schema, strict=True)]
            self._parts.append(arrow.RecordBatch.from_arrays(arrays, schema=self.schema))
            self._ahead.clear()

    def table(self) -> arrow.Table:
        self._turn()
        return arrow.Table.from_batches(self._parts, self.schema)
