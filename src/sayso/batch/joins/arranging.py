"""Bringing together what may meet: every two items that share a key within a window of days, in one place.

Time is cut into slabs of days. An item goes to the slab in which it lies, and to the next one too where that
begins within its window: so two that are near enough are both in the slab of the later one. Those without a
day are near to all, and go to every slab, and to one of their own. A slab that does not fit a worker's memory
is dealt out to buckets, and every two of these are a task. So each is read once for each bucket, which grows
with how many there are in a slab; but so does the number of those that an item meets, and judging costs more.
"""

from __future__ import annotations

import math
import resource
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray
from pyarrow import compute, dataset, parquet

from sayso.batch.engine import Task
from sayso.batch.joins.documents import current_reports
from sayso.batch.layout import Layout, shard_file, whole
from sayso.batch.tables import BANDS, FINGERPRINTS, GISTS, ITEMS, MENTIONS
from sayso.link.claims import candidates as claims
from sayso.link.stories import candidates as stories

WINDOWS: dict[str, int | None] = {
    MENTIONS: claims.WINDOW,
    GISTS: stories.WINDOW,
    FINGERPRINTS: claims.WINDOW,
    BANDS: None,
}
"""Days within which items of a kind meet; None: whenever they were published."""

SPAN = 2
"""Windows in a slab. In a longer one fewer items have to be in two; but it takes longer until it is done."""

ROOM = 128 << 20
"""Bytes of items in a task, before they are decoded: about what a worker holds of them at most."""

CHUNK = 32 << 20
"""Bytes of items that are sorted at a time."""

SHARES = 4
"""Tasks for each worker at least, where there is enough to do: the last ones to end keep few waiting."""

WORTH = 5_000
"""Items of a task; fewer are not parted for the sake of `SHARES`."""

GROUP = 500
"""Rows of a row group at least: what is read of a file to find one bucket."""

UNDATED = "undated"
"""The slab of the items without a day; where there is no window, of all."""

ARRANGED = arrow.schema([*ITEMS, arrow.field("bucket", arrow.int32(), nullable=False)])
"""The rows of an arranged file, sorted by bucket."""


class Plan(msgspec.Struct, frozen=True):
    """How the items of a kind are arranged: a slab has ``length`` days, ``buckets`` says how many there are
    of each slab that has items of its own."""

    length: int
    window: int | None
    buckets: dict[str, int]

    def slab(self, day: int) -> str:
        """The slab in which a day lies."""
        return str(day // self.length)

    @property
    def days(self) -> list[int]:
        """The slabs of days, in order."""
        return sorted(int(slab) for slab in self.buckets if slab != UNDATED)


@dataclass(frozen=True, slots=True)
class Arrange:
    """The work that puts a shard's items of one ``kind`` into their slabs and buckets: a file for each slab
    and chunk. Only the items of current reports, as `sayso.batch.joins.documents` tells them."""

    layout: Layout
    kind: str

    @property
    def phase(self) -> str:
        return f"arranged_{self.kind}"

    def __call__(self, task: Task) -> str:
        started, shard = time.process_time(), int(task.what)
        source = self.layout.read(self.kind) / shard_file(shard)
        plan, wanted = planned(self.layout, self.kind), current_reports(self.layout, shard)
        rows = 0
        for number, chunk in enumerate(_chunks(source, wanted)):
            for slab, found in slabs(chunk, plan):
                path = self.layout.phase(self.phase) / slab / f"{task.name}-{number}.parquet"
                whole(path, lambda out, found=found: _write(found, out))
                rows += len(found)
        spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
        return msgspec.json.encode({"rows": rows, "spent": spent, "peak": peak}).decode()


def meetings(plan: Plan) -> list[Task]:
    """The tasks of `sayso.batch.joins.meeting.Meet`: a slab with two of its buckets, or twice the same."""
    return [
        Task(f"{slab}-{one:05}-{other:05}", msgspec.json.encode((slab, one, other)).decode())
        for slab, buckets in sorted(plan.buckets.items())
        for one, other in combinations_with_replacement(range(buckets), 2)
    ]


def tasks(layout: Layout, kind: str) -> list[Task]:
    """The tasks of `Arrange`: one a shard."""
    return [Task(path.stem, str(int(path.stem))) for path in _files(layout, kind)]


def _files(layout: Layout, kind: str) -> list[Path]:
    return sorted(layout.read(kind).glob("[!.]*.parquet"))


def planned(layout: Layout, kind: str) -> Plan:
    """The plan that was kept."""
    return msgspec.json.decode(plan_file(layout, kind).read_bytes(), type=Plan)


def plan_for(layout: Layout, kind: str, workers: int) -> Plan:
    """The plan for the items of a kind, made when it is first asked for; then kept, since what is arranged
    by one plan is of no use to another."""
    path = plan_file(layout, kind)
    if not path.exists():
        plan = made(_files(layout, kind), WINDOWS[kind], workers)
        whole(path, lambda out: out.write(msgspec.json.encode(plan)))
    return planned(layout, kind)


def plan_file(layout: Layout, kind: str) -> Path:
    """Where the plan for a kind is kept."""
    return layout.phase(f"arranged_{kind}") / "plan.json"


def made(
    sources: Iterable[Path], window: int | None, workers: int, *, span: int = SPAN, room: int = ROOM
) -> Plan:
    """A plan by the days of all items in ``sources``, and by how large they are in the mean, as the files
    themselves tell."""
    sources = list(sources)
    days, undated = _days(sources)
    most = max(room / _size(sources), 2)
    length = span * window if window else 1
    own = {UNDATED: undated if window else undated + sum(days.values())}
    for day, often in days.items() if window else ():
        slab = str(day // length)
        own[slab] = own.get(slab, 0) + often
    worth = max(WORTH, sum(own.values()) / (SHARES * workers))
    buckets = {}
    for slab, here in own.items():
        before = own.get(str(int(slab) - 1), 0) + undated if slab != UNDATED else 0
        fitting = 1 if here + before <= most else math.ceil(2 * (here + before) / most)
        # So many buckets make half the square of it tasks.
        buckets[slab] = max(fitting, math.ceil((math.sqrt(8 * here / worth + 1) - 1) / 2), 1)
    return Plan(length, window, buckets)


def _days(sources: Iterable[Path]) -> tuple[dict[int, int], int]:
    """How many items there are of each day, and of none."""
    days: Counter[int | None] = Counter()
    for source in sources:
        column = parquet.read_table(source, columns=["day"], use_threads=False)["day"]
        for each in column.value_counts().to_pylist():
            days[each["values"]] += each["counts"]
    undated = days.pop(None, 0)
    return {day: often for day, often in days.items() if day is not None}, undated


def _size(sources: Iterable[Path]) -> float:
    """Bytes of an item in the mean."""
    items = size = 0
    for metadata in map(parquet.read_metadata, sources):
        items += metadata.num_rows
        size += sum(metadata.row_group(each).total_byte_size for each in range(metadata.num_row_groups))
    return max(size / max(items, 1), 1.0)


def _chunks(source: Path, wanted: set[str]) -> Iterator[arrow.Table]:
    """The items of ``source`` that are of the reports ``wanted`` and have keys, some at a time."""
    rows = max(int(CHUNK / _size([source])), 1)
    current = arrow.array(sorted(wanted), arrow.string())
    file = parquet.ParquetFile(source)
    for batch in file.iter_batches(rows, use_threads=False):
        table = arrow.Table.from_batches([batch]).cast(ITEMS)
        kept = compute.is_in(table["report"], value_set=current)
        yield table.filter(compute.and_(kept, compute.greater(compute.list_value_length(table["keys"]), 0)))


def slabs(items: arrow.Table, plan: Plan) -> Iterator[tuple[str, arrow.Table]]:
    """The slabs that items go to, each with its items as `ARRANGED`."""
    undated = np.asarray(items["day"].is_null())
    days = items["day"].fill_null(0).to_numpy().astype(np.int64)
    if plan.window is None:
        yield from _bucketed(items, np.ones(len(items), bool), UNDATED, plan)
        return
    yield from _bucketed(items, undated, UNDATED, plan)
    own = days // plan.length
    touched = {int(slab) + step for slab in np.unique(own[~undated]) for step in (0, 1)}
    for slab in plan.days if undated.any() else sorted(touched & set(plan.days)):
        near = (own == slab) | ((own == slab - 1) & (days + plan.window >= slab * plan.length))
        yield from _bucketed(items, undated | near, str(slab), plan)


def _bucketed(
    items: arrow.Table, here: NDArray[np.bool_], slab: str, plan: Plan
) -> Iterator[tuple[str, arrow.Table]]:
    """The items that are ``here``, sorted by bucket."""
    if here.any():
        found, buckets = items.filter(here), plan.buckets[slab]
        dealt = np.array([crc32(item.encode()) % buckets for item in found["item"].to_pylist()], np.int32)
        order = np.argsort(dealt, kind="stable")
        column = arrow.array(dealt[order], arrow.int32())
        yield slab, found.take(order).append_column(ARRANGED.field("bucket"), column)


def _write(table: arrow.Table, out: Any) -> None:
    """With row groups that end where a bucket ends, so that few are read to find one."""
    buckets = table["bucket"].to_numpy()
    ends = np.append(np.flatnonzero(np.diff(buckets)) + 1, len(buckets))
    cuts = [0]
    for end in ends.tolist():
        if end - cuts[-1] >= GROUP or end == len(buckets):
            cuts.append(end)
    with parquet.ParquetWriter(out, ARRANGED, compression="zstd") as writer:
        for first, last in pairwise(cuts):
            writer.write_table(table.slice(first, last - first), row_group_size=max(last - first, 1))


def arranged(layout: Layout, kind: str, slab: str, buckets: Collection[int]) -> arrow.Table:
    """The items in some of the buckets of a slab."""
    folder = layout.phase(f"arranged_{kind}") / slab
    if not folder.exists():
        return ARRANGED.empty_table()
    found = dataset.dataset(folder, schema=ARRANGED, format="parquet")
    return found.to_table(filter=dataset.field("bucket").isin(sorted(buckets)), use_threads=False)
