"""What is at odds: which of the odds hold, what shows them, and in how many a claim has a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as arrow

from sayso.batch.engine import Cluster, daft, use, write
from sayso.batch.joins.gathering import Shelf, bucket_of, count_of, report_of, rows_in, rows_of, tellings
from sayso.batch.layout import Layout
from sayso.export.parquet import field_of
from sayso.link.disputes import shown
from sayso.link.stories.scorer import THRESHOLD
from sayso.types import Dispute, DisputeKind, Passage

if TYPE_CHECKING:
    from daft import DataFrame

DISPUTES = arrow.schema(
    [
        arrow.field("dispute", arrow.string(), nullable=False),
        arrow.field("kind", arrow.string(), nullable=False),
        arrow.field("statement", arrow.string(), nullable=False),
        arrow.field("against", arrow.string()),
        field_of(arrow, "denied", Passage | None),
        field_of(arrow, "evidence", tuple[Passage, ...]),
        arrow.field("confidence", arrow.float64(), nullable=False),
        arrow.field("why", arrow.string(), nullable=False),
        arrow.field("day", arrow.int32()),
    ]
)
"""The phase ``disputes``: the fields of `sayso.types.Dispute`, with a number of its own and the day of
publication of the report that disputes."""

ODDS = ("kind", "statement", "against", "denied", "confidence", "why")


def standing(layout: Layout) -> DataFrame:
    """The odds between reports that hold. Some do only where both reports are of one event, some only where
    they are not (`sayso.batch.joins.judges`)."""
    col, when = daft.col, daft.functions.when
    here, there = report_of(col("statement")), report_of(col("against"))
    ends = {
        "one": when(here < there, here).otherwise(there),
        "other": when(here < there, there).otherwise(here),
    }
    odds = rows_of(layout, "odds").with_columns(ends)
    event = rows_of(layout, "story_edges").where(col("score") >= daft.lit(THRESHOLD)).select("one", "other")
    always = odds.where(col("together").is_null())
    together = odds.where(col("together")).join(event, on=["one", "other"], how="semi")
    apart = odds.where(~col("together")).join(event, on=["one", "other"], how="anti")
    return always.union_all(together).union_all(apart).select(*ODDS)


def disputes(layout: Layout, bucket: int, shelf: Shelf) -> Iterator[Dispute]:
    """The disputes that a bucket's reports begin, between reports and within them, with their evidence."""
    found: list[Dispute] = [dispute for report in shelf.own() for dispute in shelf[report].disputes]
    for row in rows_in(layout.phase("tracing") / "odds" / f"bucket={bucket}"):
        sides = {row[end].partition(":")[0] for end in ("statement", "against")}
        found.append(shown(_dispute(row), {report: shelf[report] for report in sides}))
    yield from sorted(found, key=lambda one: (one.statement, one.against or "", one.kind, one.why))


def _dispute(row: dict[str, Any]) -> Dispute:
    denied = msgspec.json.decode(row["denied"], type=Passage) if row["denied"] else None
    kind, confidence = DisputeKind(row["kind"]), row["confidence"]
    return Dispute(kind, row["statement"], row["against"], (), denied, confidence, row["why"])


def count(layout: Layout, cluster: Cluster) -> None:
    """In how many disputes each claim's statements have a part, as `sayso.ledger.links.Links.count_disputes`
    counts: other claims with which they are at odds, and denials of what nobody else says. Writes the phase
    ``disputed`` (claim, disputes), by bucket."""
    if layout.finished("disputed", "all") is not None:
        return
    use(cluster.runner, cluster.address)
    col, buckets = daft.col, count_of(layout)
    of = tellings(layout)
    other = of.select(col("statement").alias("against"), col("claim").alias("other"))
    found = rows_of(layout, "disputes").select("dispute", "statement", "against")
    found = found.join(of, on="statement").join(other, on="against", how="left")
    theirs = found.where(col("other").not_null())
    ends = found.select("claim", daft.functions.coalesce(col("other"), col("dispute")).alias("end"))
    ends = ends.union_all(theirs.select(col("other").alias("claim"), col("claim").alias("end")))
    counts = ends.distinct().groupby("claim").agg(col("end").count().alias("disputes"))
    counts = counts.with_column("bucket", bucket_of(report_of(col("claim")), buckets))
    write(counts, layout.phase("disputed"), ["bucket"])
    layout.finish("disputed", "all", b"{}")
