"""What is placed, statements or reports, in order of publication, each with its edges: a sorted stream.

The rows of each shard and the edges of each task of the meeting are spread by the id's bucket; a bucket's
rows get their edges and are sorted; sorted files are merged until there are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from pyarrow import parquet

from sayso.batch.engine import Task, Work
from sayso.batch.joins.documents import current_reports
from sayso.batch.joins.shuffling import BUCKET, FAN, buckets_for, gathered, merged, ranked, spread
from sayso.batch.layout import Layout

Step = tuple[Work, list[Task]]
"""What is done next, with all tasks of it. The tasks are made of what the steps before it wrote."""

R = TypeVar("R")


class Touch(NamedTuple):
    """An edge, seen from one of its ends."""

    other: str
    score: float
    why: str


@dataclass(frozen=True)
class Kind(Generic[R]):
    """What is ranked: ``name`` is that of the last phase; ``table`` what was read; ``edges`` the phase that
    found them. ``made`` makes a row of an item's blob, ``with_edges`` adds its edges, ``place`` is where it
    comes; ``shape`` is the row's type."""

    name: str
    table: str
    edges: str
    shape: Any
    made: Callable[[bytes], R]
    with_edges: Callable[[R, tuple[Touch, ...]], R]
    place: Callable[[R], tuple[Any, ...]]

    def unpack(self, row: bytes) -> R:
        found: R = msgspec.msgpack.decode(row, type=self.shape)
        return found


def steps(layout: Layout, kind: Kind[R], bucket: int = BUCKET, fan: int = FAN) -> Iterator[Step]:
    """The steps to few sorted files; ``last`` says where these are then."""
    shards = sorted(layout.read(kind.table).glob("*.parquet"))
    buckets = buckets_for(shards, bucket)
    yield SpreadItems(layout, kind, buckets), [Task(file.stem, str(int(file.stem))) for file in shards]
    edges = sorted(layout.phase(kind.edges).glob("*.parquet"))
    yield SpreadEdges(layout, kind, buckets), [Task(file.stem, "{}") for file in edges]
    tasks = [Task(f"{number:06}", str(number)) for number in range(buckets)]
    yield Rank(layout, kind), tasks
    level, names = 0, [task.name for task in tasks]
    while len(names) > fan:
        level += 1
        lots = [names[start : start + fan] for start in range(0, len(names), fan)]
        tasks = [Task(f"{number:06}", msgspec.json.encode(lot).decode()) for number, lot in enumerate(lots)]
        yield Merge(layout, kind, level), tasks
        names = [task.name for task in tasks]


def stream(layout: Layout, kind: Kind[R]) -> Iterator[R]:
    """All rows in order, when `steps` are done."""
    levels = sorted(layout.work.glob(f"{kind.name}_ranked_*"))
    return merged(sorted(levels[-1].glob("*.parquet")), kind.unpack, kind.place)


def _ranked(layout: Layout, kind: Kind[R], level: int) -> Path:
    return layout.phase(f"{kind.name}_ranked_{level:02}")


@dataclass(frozen=True)
class SpreadItems(Generic[R]):
    """The current items of a shard to their buckets."""

    layout: Layout
    kind: Kind[R]
    buckets: int

    @property
    def phase(self) -> str:
        return f"{self.kind.name}_items"

    def __call__(self, task: Task) -> str:
        number = int(task.what)
        wanted = current_reports(self.layout, number)
        source = self.layout.read(self.kind.table) / f"{task.name}.parquet"
        spread(self.layout.phase(self.phase) / source.name, self._rows(source, wanted), self.buckets)
        return "{}"

    def _rows(self, source: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
        with parquet.ParquetFile(source) as file:
            for batch in file.iter_batches(batch_size=1000, columns=["item", "report", "blob"]):
                for item, report, blob in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    if report in wanted:
                        yield item, msgspec.msgpack.encode((item, blob))


@dataclass(frozen=True)
class SpreadEdges(Generic[R]):
    """The edges of a task of the meeting, to the buckets of both ends."""

    layout: Layout
    kind: Kind[R]
    buckets: int

    @property
    def phase(self) -> str:
        return f"{self.kind.name}_edges"

    def __call__(self, task: Task) -> str:
        source = self.layout.phase(self.kind.edges) / f"{task.name}.parquet"
        spread(self.layout.phase(self.phase) / source.name, self._rows(source), self.buckets)
        return "{}"

    def _rows(self, source: Path) -> Iterator[tuple[str, bytes]]:
        with parquet.ParquetFile(source) as file:
            for batch in file.iter_batches(batch_size=10_000, columns=["one", "other", "score", "why"]):
                for one, other, score, why in zip(
                    *(column.to_pylist() for column in batch.columns), strict=True
                ):
                    for end, beyond in ((one, other), (other, one)):
                        yield end, msgspec.msgpack.encode((end, Touch(beyond, score, why)))


@dataclass(frozen=True)
class Rank(Generic[R]):
    """The rows of a bucket, with their edges, sorted."""

    layout: Layout
    kind: Kind[R]

    @property
    def phase(self) -> str:
        return _ranked(self.layout, self.kind, 0).name

    def __call__(self, task: Task) -> str:
        kind, bucket = self.kind, int(task.what)
        edges: dict[str, dict[str, Touch]] = defaultdict(dict)
        for row in gathered(self.layout.phase(f"{kind.name}_edges"), bucket):
            end, touch = msgspec.msgpack.decode(row, type=tuple[str, Touch])
            edges[end][touch.other] = touch
        rows = []
        for row in gathered(self.layout.phase(f"{kind.name}_items"), bucket):
            item, blob = msgspec.msgpack.decode(row, type=tuple[str, bytes])
            found = kind.with_edges(kind.made(blob), tuple(edges.get(item, {}).values()))
            rows.append((kind.place(found), msgspec.msgpack.encode(found)))
        rows.sort()
        ranked(self.layout.phase(self.phase) / f"{task.name}.parquet", (row for _, row in rows))
        return "{}"


@dataclass(frozen=True)
class Merge(Generic[R]):
    """Some sorted files as one."""

    layout: Layout
    kind: Kind[R]
    level: int

    @property
    def phase(self) -> str:
        return _ranked(self.layout, self.kind, self.level).name

    def __call__(self, task: Task) -> str:
        before = _ranked(self.layout, self.kind, self.level - 1)
        files = [before / f"{name}.parquet" for name in msgspec.json.decode(task.what, type=list[str])]
        rows = merged(files, self.kind.unpack, self.kind.place)
        ranked(self.layout.phase(self.phase) / f"{task.name}.parquet", map(msgspec.msgpack.encode, rows))
        return "{}"
