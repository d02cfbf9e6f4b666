"""What was found out between reports, into the data set: claims and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.dataset.months import Months, dates
from sayso.batch.dataset.schemas import LINKS
from sayso.batch.engine import Cluster, Task, daft, lots, use, write
from sayso.batch.engine import parquet as frame_of
from sayso.batch.joins.gathering import bucket_of, count_of, lots_in, report_of, rows_in, rows_of
from sayso.batch.layout import Layout
from sayso.types import Passage, Span

if TYPE_CHECKING:
    from daft import DataFrame

ROWS = 2_000
"""Claims or links that are written at a time. All links of a bucket are in memory once, to be sorted."""

_LINKED = ("kind", "one", "other", "score", "why", "words", "directed", "passages")


def linked(layout: Layout, cluster: Cluster) -> list[Task]:
    """Bring all links but disputes to the buckets of `sayso.batch.joins.gathering`: the phase ``linked``. A
    task for each bucket."""
    use(cluster.runner, cluster.address)
    count = count_of(layout)
    if layout.finished("linked", "all") is None:
        col = daft.col
        days = frame_of(layout.read("arrived")).select("shard", "row", "day")
        first = frame_of(layout.phase("documents")).where(col("first")).select("report", "shard", "row")
        days = days.join(first, on=["shard", "row"]).select("report", "day")
        for name, links in _lots(layout):
            found = links.with_column("report", report_of(col("one"))).join(days, on="report", how="left")
            found = found.with_column("bucket", bucket_of(col("report"), count)).exclude("report")
            write(found, layout.phase("linked") / name, ["bucket"])
        layout.finish("linked", "all", b"{}")
    return [Task(f"{bucket:06}", str(bucket)) for bucket in range(count)]


def _lots(layout: Layout) -> Iterator[tuple[str, DataFrame]]:
    """All links but disputes; copies, which hold texts, some at a time."""
    same, story, near = (rows_of(layout, phase) for phase in ("edges", "story_edges", "near"))
    narrow = _link(same, "same").union_all(_link(story, "story")).union_all(_link(near, "near"))
    yield "narrow", narrow.union_all(_link(_versions(layout), "version")).where(daft.col("one").not_null())
    for number, copies in enumerate(lots(layout.phase("copies"))):
        named = copies.with_columns_renamed({"earlier": "one", "later": "other"})
        yield f"{number:06}", _link(named, "copy")


def _link(frame: DataFrame, kind: str) -> DataFrame:
    """The columns `_LINKED`, null where the kind has none."""
    text, number, flag = daft.DataType.string(), daft.DataType.int64(), daft.DataType.bool()
    kinds = dict.fromkeys(_LINKED, text) | {
        "score": daft.DataType.float64(),
        "words": number,
        "directed": flag,
    }
    frame = frame.with_column("kind", daft.lit(kind))
    has = set(frame.column_names)
    return frame.select(
        *(
            (daft.col(name) if name in has else daft.lit(None)).cast(of).alias(name)
            for name, of in kinds.items()
        )
    )


def _versions(layout: Layout) -> DataFrame:
    """(one, other): each replaced report with the current one of its document."""
    col = daft.col
    arrived = frame_of(layout.read("arrived")).select("shard", "row", "document")
    documents = frame_of(layout.phase("documents")).where(col("first"))
    found = documents.join(arrived, on=["shard", "row"])
    newest = found.where(col("current")).select(col("document"), col("report").alias("other"))
    old = found.where(~col("current")).select(col("document"), col("report").alias("one"))
    return old.join(newest, on="document").select("one", "other")


@dataclass(frozen=True, slots=True)
class WriteBuckets:
    """The data set's claims and links of a bucket."""

    layout: Layout
    phase: ClassVar[str] = "between"

    def __call__(self, task: Task) -> str:
        bucket = int(task.what)
        with Months(self.layout, "claims", task.name) as claims:
            for part in self._claims(task, bucket):
                claims.add(part)
        with Months(self.layout, "links", task.name) as links:
            found = iter(sorted(self._links(task, bucket), key=_place))
            while group := list(islice(found, ROWS)):
                links.add(_days(arrow.Table.from_pylist(group, schema=_ORDINAL)))
        return msgspec.json.encode({"claims": claims.rows, "links": links.rows}).decode()

    def _claims(self, task: Task, bucket: int) -> Iterator[arrow.Table]:
        disputed = {
            row["claim"]: row["disputes"]
            for row in rows_in(self.layout.phase("disputed") / f"bucket={bucket}")
        }
        path = self.layout.phase("origins") / f"{task.name}.parquet"
        for batch in parquet.ParquetFile(path).iter_batches(batch_size=ROWS):
            counts = [disputed.get(claim, 0) for claim in batch.column("claim").to_pylist()]
            table = arrow.Table.from_batches([batch])
            yield _days(table.append_column("disputes", arrow.array(counts, arrow.int64())))

    def _links(self, task: Task, bucket: int) -> Iterator[dict[str, Any]]:
        for row in lots_in(self.layout.phase("linked"), bucket):
            yield {**row, "more": _copy(row) if row["kind"] == "copy" else None}
        path = self.layout.phase("disputes") / f"{task.name}.parquet"
        for row in parquet.ParquetFile(path).read().to_pylist():
            denied, evidence = (row["denied"] and _passage(row["denied"])), map(_passage, row["evidence"])
            more = {"kind": row["kind"], "denied": denied, "evidence": [*evidence]}
            yield {
                "kind": "dispute",
                "one": row["statement"],
                "other": row["against"],
                "score": row["confidence"],
                "why": row["why"],
                "more": msgspec.json.encode(more).decode(),
                "day": row["day"],
            }


_ORDINAL = LINKS.set(LINKS.get_field_index("day"), arrow.field("day", arrow.int32()))


def _place(row: dict[str, Any]) -> list[str]:
    return [row[name] or "" for name in ("kind", "one", "other", "more")]


def _copy(row: dict[str, Any]) -> str:
    more = {
        "words": row["words"],
        "directed": row["directed"],
        "passages": msgspec.json.decode(row["passages"]),
    }
    return msgspec.json.encode(more).decode()


def _passage(row: dict[str, Any]) -> Passage:
    spans = tuple(Span(each["start"], each["end"]) for each in row["spans"])
    return Passage(row["report"], spans, row["text"])


def _days(table: arrow.Table) -> arrow.Table:
    return table.set_column(table.schema.get_field_index("day"), "day", dates(table["day"]))
