"""Readings to where they are needed: claims and disputes are worked out where all of their readings are.

A *bucket* is one task's part of all claims: those whose first report's id falls into it. It holds these
claims, the disputes that its reports' statements begin, and every reading that these need. What is small goes
there by dataframe joins; readings are scattered by tasks of a few shards, so that no process holds more than
these.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

import msgspec
import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Cluster, Task, daft, lots, use, write
from sayso.batch.engine import parquet as frame_of
from sayso.batch.joins.claims import CLAIMS
from sayso.batch.joins.documents import APPEARANCES
from sayso.batch.joins.judges import TABLES
from sayso.batch.layout import Layout, shard_file, whole
from sayso.batch.packing import unpack_reading
from sayso.ledger.sqlite.keys import first_key
from sayso.types import Reading

if TYPE_CHECKING:
    from daft import DataFrame, Expression

REPORTS = 1000
"""Reports whose claims a bucket has, on average: packed readings of some 20 kB each, and about as many again
that its claims need besides."""

SHARDS = 16
"""Shards of a group: what one task scatters, and one file of the data set is made of."""

READINGS = 300
"""Unpacked readings that a task remembers: claims that share reports come one behind the other."""

HELD = 64 << 20
"""Bytes of readings that are held in memory before they are written."""

ROWS = 200
"""Readings of a shard that are looked at together."""

_Wanted = dict[int, dict[int, list[tuple[int, bool]]]]
"""By shard and row, the buckets that need the reading, and whether each is its own."""

_TEXT, _NUMBER, _FLAG = arrow.string(), arrow.int64(), arrow.bool_()

SCATTERED = arrow.schema(
    {
        "bucket": _NUMBER,
        "own": _FLAG,
        "report": _TEXT,
        "shard": _NUMBER,
        "row": _NUMBER,
        "minute": _NUMBER,
        "day": arrow.int32(),
        "published": _TEXT,
        "text": _TEXT,
        "reading": arrow.binary(),
    }
)
"""A current report in a bucket that needs it; ``own`` where its own claims are there."""

EMPTY: Mapping[str, arrow.Schema] = {
    **TABLES,
    "copy_of": arrow.schema({"report": _TEXT, "copy_of": _TEXT}),
    "stories": arrow.schema({"report": _TEXT, "story": _TEXT}),
    "appearances": APPEARANCES,
    "claims": CLAIMS,
}
"""What phases write, for where one had nothing to write."""


def rows_of(layout: Layout, phase: str) -> DataFrame:
    """What a phase wrote; no rows where it wrote no file."""
    folder = layout.phase(phase)
    if any(folder.glob("*.parquet")):
        return frame_of(folder)
    return daft.from_arrow(EMPTY[phase].empty_table())


def tellings(layout: Layout) -> DataFrame:
    """(statement, claim): each statement with the claim that it is one telling of."""
    claims = rows_of(layout, "claims").select(daft.col("statements").alias("statement"), "claim")
    return claims.explode("statement")


def report_of(statement: Expression) -> Expression:
    """The report that a statement's id begins with."""
    return daft.functions.split_part(statement, ":", 1)


def bucket_of(report: Expression, count: int) -> Expression:
    """In which of ``count`` buckets a report's claims are."""
    return (daft.functions.hash(report) % daft.lit(count)).cast(daft.DataType.int64())


def count_of(layout: Layout) -> int:
    """How many buckets there are, at least one."""
    files = layout.phase("current").glob("*.parquet")
    reports: int = sum(parquet.read_metadata(file).num_rows for file in files)
    return max(1, -(-reports // REPORTS))


def groups(layout: Layout) -> list[Task]:
    """A task for each `SHARDS` shards that were read, by number."""
    found = {int(file.stem) // SHARDS for file in layout.read("arrived").glob("[0-9]*.parquet")}
    return [Task(f"{group:06}", str(group)) for group in sorted(found)]


def shards_of(task: Task) -> range:
    """The shards of a group; not every one needs to be there."""
    group = int(task.what)
    return range(group * SHARDS, (group + 1) * SHARDS)


def arrange(layout: Layout, cluster: Cluster) -> list[Task]:
    """Bring what is small to its buckets: the phase ``tracing``. A task for each bucket."""
    use(cluster.runner, cluster.address)
    count = count_of(layout)
    if layout.finished("tracing", "all") is None:
        needs = _needs(layout, count)
        write(needs, layout.phase("needs"))
        needs = frame_of(layout.phase("needs"))
        _by_bucket(layout, "claims", _claims(layout, count))
        _by_bucket(layout, "odds", _odds(layout, count))
        _by_bucket(layout, "appearances", rows_of(layout, "appearances").join(needs, on="report"))
        for number, copies in enumerate(lots(layout.phase("copies"))):
            _by_bucket(layout, f"copies/{number:06}", _copies(copies, needs))
        write(_wanted(layout, needs, count), layout.phase("wanted"), ["group"])
        layout.finish("tracing", "all", b"{}")
    return [Task(f"{bucket:06}", str(bucket)) for bucket in range(count)]


def _by_bucket(layout: Layout, name: str, frame: DataFrame) -> None:
    write(frame, layout.phase("tracing") / name, ["bucket"])


def _claims(layout: Layout, count: int) -> DataFrame:
    claims = rows_of(layout, "claims")
    return claims.with_column("bucket", bucket_of(report_of(daft.col("claim")), count))


def _odds(layout: Layout, count: int) -> DataFrame:
    from sayso.batch.joins.disputes import standing

    odds = standing(layout)
    return odds.with_column("bucket", bucket_of(report_of(daft.col("statement")), count))


def _needs(layout: Layout, count: int) -> DataFrame:
    """(report, bucket): which reading is needed where, each once."""
    col = daft.col
    own = frame_of(layout.phase("current")).select("report")
    own = own.with_column("bucket", bucket_of(col("report"), count))
    claims = _claims(layout, count).select(col("reports").alias("report"), "bucket").explode("report")
    odds = _odds(layout, count).select(report_of(col("against")).alias("report"), "bucket")
    return own.union_all(claims).union_all(odds).distinct()


def _copies(copies: DataFrame, needs: DataFrame) -> DataFrame:
    """Passages, in the buckets that need both of their reports."""
    there = copies.join(needs, left_on="earlier", right_on="report")
    return there.join(needs, left_on=["later", "bucket"], right_on=["report", "bucket"])


def _wanted(layout: Layout, needs: DataFrame, count: int) -> DataFrame:
    """(shard, row, bucket, own) of every needed reading, by group of shards."""
    col = daft.col
    documents = frame_of(layout.phase("documents")).where(col("current")).select("report", "shard", "row")
    wanted = documents.join(needs, on="report")
    return wanted.select(
        "shard",
        "row",
        "bucket",
        (bucket_of(col("report"), count) == col("bucket")).alias("own"),
        (col("shard") // daft.lit(SHARDS)).cast(daft.DataType.int64()).alias("group"),
    )


@dataclass(frozen=True, slots=True)
class Scatter:
    """The readings of a group of shards by the buckets that need them, in row groups of one bucket each."""

    layout: Layout
    phase: ClassVar[str] = "scattered"

    def __call__(self, task: Task) -> str:
        wanted = self._wanted(task)
        whole(self.layout.phase(self.phase) / f"{task.name}.parquet", partial(self._fill, wanted))
        return msgspec.json.encode({"readings": sum(len(rows) for rows in wanted.values())}).decode()

    def _fill(self, wanted: _Wanted, out: BinaryIO) -> None:
        parts: dict[int, list[arrow.Table]] = defaultdict(list)
        held = 0
        # What finds a bucket's row groups; footers are read by every bucket's task, and so kept short.
        told = {"compression": "zstd", "write_statistics": ["bucket"]}
        with parquet.ParquetWriter(out, SCATTERED, **told) as writer:
            for shard, rows in sorted(wanted.items()):
                for bucket, part in _parted(self.layout.read("arrived") / shard_file(shard), rows):
                    parts[bucket].append(part)
                    held += part.nbytes
                    if held > HELD:
                        _flush(parts, writer)
                        held = 0
            _flush(parts, writer)

    def _wanted(self, task: Task) -> _Wanted:
        found: _Wanted = defaultdict(lambda: defaultdict(list))
        for one in rows_in(self.layout.phase("wanted") / f"group={int(task.what)}"):
            found[one["shard"]][one["row"]].append((one["bucket"], one["own"]))
        return found


def _flush(parts: dict[int, list[arrow.Table]], writer: parquet.ParquetWriter) -> None:
    for bucket in sorted(parts):
        writer.write_table(arrow.concat_tables(parts[bucket]))
    parts.clear()


def _parted(path: Path, rows: Mapping[int, list[tuple[int, bool]]]) -> Iterator[tuple[int, arrow.Table]]:
    """The rows of a shard that are needed, by bucket."""
    columns = [name for name in SCATTERED.names if name not in {"bucket", "own"}]
    for batch in parquet.ParquetFile(path).iter_batches(ROWS, columns=columns):
        places: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for place, row in enumerate(batch.column("row").to_pylist()):
            for bucket, own in rows.get(row, ()):
                places[bucket].append((place, own))
        for bucket, found in places.items():
            part = arrow.Table.from_batches([batch]).take([place for place, _ in found])
            part = part.append_column("bucket", arrow.array([bucket] * len(found), _NUMBER))
            part = part.append_column("own", arrow.array([own for _, own in found], _FLAG))
            yield bucket, part.select(SCATTERED.names).cast(SCATTERED)


def lots_in(folder: Path, bucket: int) -> list[dict[str, Any]]:
    """All rows of a bucket, whose folder is in that of each lot."""
    return [row for lot in sorted(folder.glob("[!.]*")) for row in rows_in(lot / f"bucket={bucket}")]


def rows_in(folder: Path) -> list[dict[str, Any]]:
    """All rows of a small folder of Parquet files; none where it is not there."""
    files = sorted(folder.glob("*.parquet"))
    return [row for file in files for row in parquet.ParquetFile(file).read().to_pylist()]


class Shelf(Mapping[str, Reading]):
    """The readings of a bucket by report, packed but for those that were asked for last."""

    def __init__(self, layout: Layout, bucket: int) -> None:
        self._rows: dict[str, dict[str, Any]] = {}
        self._open: OrderedDict[str, Reading] = OrderedDict()
        for file in sorted(layout.phase(Scatter.phase).glob("[0-9]*.parquet")):
            # By the statistics of its row groups only the bucket's own is read.
            found = parquet.read_table(file, filters=[("bucket", "=", bucket)], partitioning=None)
            self._rows.update((row["report"], row) for row in found.to_pylist())

    def __getitem__(self, report: str) -> Reading:
        known = self._open.get(report)
        if known is None:
            row = self._rows[report]
            known = self._open[report] = unpack_reading(row["reading"], row["text"])
            if len(self._open) > READINGS:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(report)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def own(self) -> Iterator[str]:
        """The reports whose own bucket this is."""
        return (report for report, row in self._rows.items() if row["own"])

    def place(self, report: str) -> tuple[int, int, int]:
        """Where a report comes in a ledger's order: by the minute of publication, then by arrival."""
        row = self._rows[report]
        return first_key(row["minute"]), row["shard"], row["row"]

    def day(self, report: str) -> int | None:
        """The day of publication, as `datetime.date.toordinal`."""
        day: int | None = self._rows[report]["day"]
        return day

    def published(self, report: str) -> str | None:
        """When a report was published, in its own words."""
        published: str | None = self._rows[report]["published"]
        return published
