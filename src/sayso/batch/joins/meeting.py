"""Letting items meet: all pairs that share a key within the window, each judged once over all tasks.

A pair is judged in the slab of the later of the two, and there by the task that has both their buckets.
"""

from __future__ import annotations

import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, pairwise
from typing import Any

import msgspec
import numpy as np
import pyarrow as arrow
from pyarrow import compute, parquet

from sayso.batch.engine import Task
from sayso.batch.joins.arranging import UNDATED, Plan, arranged, planned
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
    """The work that judges the pairs of one ``kind`` in two buckets of a slab."""

    layout: Layout
    kind: str

    @property
    def phase(self) -> str:
        return f"met_{self.kind}"

    def __call__(self, task: Task) -> str:
        started = time.process_time()
        slab, *buckets = msgspec.json.decode(task.what, type=tuple[str, int, int])
        items = arranged(self.layout, self.kind, slab, {*buckets})
        judge, plan = JUDGES[self.kind], planned(self.layout, self.kind)
        rows = {name: _Rows(TABLES[name]) for name in judge.tables}
        met, sides = 0, _Sides(judge, items)
        for one, other in pairs(items, plan, slab, judge.shared, apart=len({*buckets}) > 1):
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


def pairs(items: arrow.Table, plan: Plan, slab: str, least: int, *, apart: bool) -> Iterator[tuple[int, int]]:
    """The rows of every two items (`sayso.batch.joins.arranging.ARRANGED`) that share ``least`` keys within
    the window, if ``slab`` is that of the later one. ``apart`` is whether they are to be of two buckets."""
    days, buckets = items["day"].to_pylist(), items["bucket"].to_pylist()
    keys = _shared(items)
    under: dict[int, list[int]] = defaultdict(list)
    # The undated first, then by day: whoever is of the slab before is there when the slab's own ones come.
    for row in sorted(keys, key=lambda row: (days[row] is not None, days[row] or 0)):
        day = days[row]
        if slab == UNDATED or (day is not None and plan.slab(day) == slab):
            since = None if slab == UNDATED else day - (plan.window or 0)
            often = Counter(chain.from_iterable(under[key] for key in keys[row]))
            for other, shared in often.items():
                near = since is None or days[other] is None or days[other] >= since
                if near and shared >= least and not (apart and buckets[row] == buckets[other]):
                    yield row, other
        for key in keys[row]:
            under[key].append(row)


def _shared(items: arrow.Table) -> dict[int, list[int]]:
    """The keys of each row that others have too, each by its rank; a row that shares none is left out."""
    lists = items["keys"].combine_chunks()
    flat = lists.flatten().to_numpy(zero_copy_only=False)
    rows = compute.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    _, ranks, often = np.unique(flat, return_inverse=True, return_counts=True)
    several = often[ranks] > 1
    rows, ranks = rows[several], ranks[several]
    starts = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
    ends = pairwise([*starts, len(rows)])
    return {int(rows[first]): ranks[first:last].tolist() for first, last in ends}


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
