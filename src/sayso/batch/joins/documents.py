"""Which arrivals count: the first of equal texts, of a document's versions the newest, and where else a text
appeared.

What a ledger decides one report at a time (`sayso.ledger.sqlite.writer`), reports coming in the order of
``shard`` and ``row``, is decided here for all of them, by dataframes over their small columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Cluster, daft, literal, use
from sayso.batch.layout import Layout, whole

if TYPE_CHECKING:
    from daft import DataFrame, Expression

ARRIVALS = 500_000
"""Arrivals that a dataframe holds at once, on one machine or for each worker of a cluster: a million took
1.35 GB, 250,000 took 0.55 GB."""

GROUP = 50_000
"""Rows of a row group: what is read at least, to find the rows of one shard."""

_FLAG, _NUMBER, _TEXT = arrow.bool_(), arrow.int64(), arrow.string()
FIRSTS = arrow.schema(
    {
        "report": _TEXT,
        "shard": _NUMBER,
        "row": _NUMBER,
        "document": _TEXT,
        "newness": _NUMBER,
        "first": _FLAG,
    }
)
APPEARANCES = arrow.schema(
    {"report": _TEXT, "url": _TEXT, "outlet": _TEXT, "domain": _TEXT, "published": _TEXT}
)
DOCUMENTS = arrow.schema(
    {"report": _TEXT, "shard": _NUMBER, "row": _NUMBER, "first": _FLAG, "current": _FLAG}
)
CURRENT = arrow.schema({"report": _TEXT, "shard": _NUMBER})

col, lit, when = daft.col, daft.lit, daft.functions.when

_ARRIVAL = col("shard") * lit(1 << 32) + col("row")
"""A number for each arrival, in their order. Grouping by it took a sixth of the time and a fifth of the
memory of a window, for a million arrivals."""

_WHO = ("url", "canonical_url", "outlet", "domain")
"""What tells whether a text appeared elsewhere."""


def documents(layout: Layout, cluster: Cluster, arrivals: int = ARRIVALS) -> None:
    """Decide it for all that was read; ``arrivals`` is how many a dataframe holds.

    Writes the phases ``documents`` (every arrival: ``first`` of its text, ``current``), ``current`` (the
    ``report`` and ``shard`` of those that all that follows is about; another shard may have read the same
    text again, under another address: what it read does not count) and ``appearances``.
    """
    use(cluster.runner, cluster.address)
    parts = _parts(layout, cluster, arrivals)
    for phase, schema, frame in (
        ("firsts", FIRSTS, _firsts),
        ("appearances", APPEARANCES, _appearances),
        ("documents", DOCUMENTS, _documents),
        ("current", CURRENT, _current),
    ):
        for part in range(parts):
            if layout.finished(phase, f"{part:06}") is None:
                _write(layout.phase(phase) / f"{part:06}.parquet", frame(layout, part, parts), schema)
                layout.finish(phase, f"{part:06}", b"{}")


def _parts(layout: Layout, cluster: Cluster, arrivals: int) -> int:
    """How many dataframes there are, one behind the other: told when it is first asked for, then kept, since
    whoever goes on may have more or fewer workers, and parts of two such numbers do not fit together."""
    kept = layout.finished("parts", "documents")
    if kept is None:
        at_once = arrivals * (cluster.workers if cluster.runner == "ray" else 1)
        files = layout.read("arrived").glob("*.parquet")
        rows = sum(parquet.read_metadata(file).num_rows for file in files)
        kept = str(max(1, -(-rows // at_once))).encode()
        layout.finish("parts", "documents", kept)
    return int(kept)


def current_reports(layout: Layout, shard: int) -> set[str]:
    """The current reports of one shard."""
    folder = layout.phase("current")
    if not folder.is_dir():
        return set()
    found = parquet.read_table(folder, columns=["report"], filters=[("shard", "=", shard)])
    return set(found.column("report").to_pylist())


def _firsts(layout: Layout, part: int, parts: int) -> DataFrame:
    """The arrivals of the texts of a part: is each the first of its text?"""
    arrived = _arrived(layout, part, parts, ("document", "newness"))
    firsts = arrived.groupby("report").agg(col("arrival").min().alias("earliest"))
    return arrived.join(firsts, on="report").with_column("first", col("arrival") == col("earliest"))


def _documents(layout: Layout, part: int, parts: int) -> DataFrame:
    """The arrivals of the documents of a part. A version takes the place of one that is not newer than it,
    whichever comes first: so the last of the newest stays."""
    found = _read(layout.phase("firsts"), FIRSTS.names).where(
        col("document").hash() % lit(parts) == lit(part)
    )
    found = found.with_column("arrival", _ARRIVAL)
    firsts = found.where(col("first"))
    newest = firsts.groupby("document").agg(col("newness").max())
    last = firsts.join(newest, on=["document", "newness"]).groupby("document").agg(col("arrival").max())
    stays = last.select("arrival").with_column("current", lit(True))
    return (
        found.join(stays, on="arrival", how="left")
        .with_column("current", col("current").fill_null(lit(False)))
        .sort("arrival")
    )


def _current(layout: Layout, part: int, parts: int) -> DataFrame:
    """What `_documents` found, of one part: sorted by shard, so that `current_reports` reads little."""
    file = layout.phase("documents") / f"{part:06}.parquet"
    return _read(file, DOCUMENTS.names).where(col("current")).select(*CURRENT.names).sort("shard")


def _appearances(layout: Layout, part: int, parts: int) -> DataFrame:
    """Where the texts of a part appeared elsewhere: as in a ledger, each text at each address by each outlet
    once, as it first arrived there."""
    arrived = _arrived(layout, part, parts, ("published", *_WHO))
    firsts = arrived.groupby("report").agg(col("arrival").min().alias("earliest"))
    arrived = arrived.join(firsts, on="report")
    kept = arrived.where(col("arrival") == col("earliest")).select(
        "report", *(col(name).alias(f"kept_{name}") for name in _WHO)
    )
    again = arrived.where(col("arrival") > col("earliest")).join(kept, on="report")
    elsewhere = again.where(~(_same_address() & _same_outlet())).select(
        "report",
        _filled(_address()).alias("url"),
        _filled(col("outlet")).alias("outlet"),
        _filled(col("domain")).alias("domain"),
        "published",
        "arrival",
    )
    once = elsewhere.groupby("report", "url", "outlet", "domain").agg(col("arrival").min()).select("arrival")
    return elsewhere.join(once, on="arrival", how="semi").select(
        "report", *(_or_null(name) for name in ("url", "outlet", "domain")), "published"
    )


def _same_address() -> Expression:
    address = _address()
    return (
        address.is_null()
        | address.eq_null_safe(col("kept_url"))
        | address.eq_null_safe(col("kept_canonical_url"))
    )


def _same_outlet() -> Expression:
    """Whether nothing says that they are two: by their domains, or else by their names."""
    one, kept = (
        _filled(col(f"{which}outlet")) + _filled(col(f"{which}domain")) == lit("") for which in ("", "kept_")
    )
    domains = (_filled(col("domain")) != lit("")) & (_filled(col("kept_domain")) != lit(""))
    names = col("outlet").is_null() | col("outlet").eq_null_safe(col("kept_outlet"))
    same = when(domains, col("domain").eq_null_safe(col("kept_domain"))).otherwise(names)
    return when(one | kept, one).otherwise(same)


def _address() -> Expression:
    return when(_filled(col("canonical_url")) != lit(""), col("canonical_url")).otherwise(col("url"))


def _filled(value: Expression) -> Expression:
    return value.fill_null("")


def _or_null(name: str) -> Expression:
    return when(col(name) != lit(""), col(name)).otherwise(lit(None)).alias(name)


def _arrived(layout: Layout, part: int, parts: int, columns: tuple[str, ...]) -> DataFrame:
    """The arrivals of the texts of a part, with their number."""
    arrived = _read(layout.read("arrived"), ("report", "shard", "row", *columns))
    of_part = arrived.where(col("report").hash() % lit(parts) == lit(part))
    return of_part.with_column("arrival", _ARRIVAL)


def _read(path: Path, columns: Iterable[str]) -> DataFrame:
    files = f"{literal(path)}/*.parquet" if path.is_dir() else literal(path)
    return daft.read_parquet(files).select(*columns)


def _write(path: Path, rows: DataFrame, schema: arrow.Schema) -> None:
    """Write a dataframe's rows, as they come."""

    def fill(out: BinaryIO) -> None:
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            for batch in rows.to_arrow_iter(results_buffer_size=1):
                writer.write_table(
                    arrow.Table.from_batches([batch]).select(schema.names).cast(schema), row_group_size=GROUP
                )

    whole(path, fill)
