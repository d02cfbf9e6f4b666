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

from sayso.batch.engine import Cluster, daft, use
from sayso.batch.layout import Layout, whole

if TYPE_CHECKING:
    from daft import DataFrame, Expression

ARRIVALS = 4_000_000
"""Arrivals that one dataframe holds at once, on one machine: some 200 bytes each."""

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

_WHO = ("url", "canonical_url", "outlet", "domain")
"""What tells whether a text appeared elsewhere."""


def documents(layout: Layout, cluster: Cluster, arrivals: int = ARRIVALS) -> None:
    """Decide it for all that was read; ``arrivals`` is how many a dataframe holds.

    Writes the phases ``documents`` (every arrival: ``first`` of its text, ``current``), ``current`` (the
    ``report`` and ``shard`` of those that all that follows is about; another shard may have read the same
    text again, under another address: what it read does not count) and ``appearances``.
    """
    use(cluster.runner, cluster.address)
    files = sorted(layout.read("arrived").glob("*.parquet"))
    parts = -(-sum(parquet.read_metadata(file).num_rows for file in files) // arrivals)
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


def current_reports(layout: Layout, shard: int) -> set[str]:
    """The current reports of one shard."""
    folder = layout.phase("current")
    if not folder.is_dir():
        return set()
    found = parquet.read_table(folder, columns=["report"], filters=[("shard", "=", shard)])
    return set(found.column("report").to_pylist())


def _firsts(layout: Layout, part: int, parts: int) -> DataFrame:
    """The arrivals of the texts of a part: is each the first of its text?"""
    columns = ("report", "shard", "row", "document", "newness")
    found = _read(layout.read("arrived"), columns).where(col("report").hash() % lit(parts) == lit(part))
    return found.with_column("first", _number(["report"], ["shard", "row"]) == lit(1))


def _documents(layout: Layout, part: int, parts: int) -> DataFrame:
    """The arrivals of the documents of a part. A version takes the place of one that is not newer than it,
    whichever comes first: so the last of the newest stays."""
    of_part = col("document").hash() % lit(parts) == lit(part)
    found = _read(layout.phase("firsts"), FIRSTS.names).where(of_part)
    newest = _number(["document", "first"], ["newness", "shard", "row"], descending=True) == lit(1)
    return (
        found.with_column("newest", newest)
        .with_column("current", col("first") & col("newest"))
        .select(*DOCUMENTS.names)
        .sort(["shard", "row"])
    )


def _current(layout: Layout, part: int, parts: int) -> DataFrame:
    """What `_documents` found, of one part: sorted by shard, so that `current_reports` reads little."""
    file = layout.phase("documents") / f"{part:06}.parquet"
    return _read(file, DOCUMENTS.names).where(col("current")).select(*CURRENT.names).sort("shard")


def _appearances(layout: Layout, part: int, parts: int) -> DataFrame:
    """Where the texts of a part appeared elsewhere: as in a ledger, each text at each address by each outlet
    once, as it first arrived there."""
    arrived = _read(layout.read("arrived"), ("report", "shard", "row", "published", *_WHO))
    nth = _number(["report"], ["shard", "row"])
    numbered = arrived.where(col("report").hash() % lit(parts) == lit(part)).with_column("nth", nth)
    kept = numbered.where(col("nth") == lit(1)).select(
        "report", *(col(name).alias(f"kept_{name}") for name in _WHO)
    )
    again = numbered.where(col("nth") > lit(1)).join(kept, on="report")
    elsewhere = again.where(~(_same_address() & _same_outlet())).select(
        "report",
        _filled(_address()).alias("url"),
        _filled(col("outlet")).alias("outlet"),
        _filled(col("domain")).alias("domain"),
        "published",
        "shard",
        "row",
    )
    place = _number(["report", "url", "outlet", "domain"], ["shard", "row"])
    once = elsewhere.with_column("nth", place).where(col("nth") == lit(1))
    return once.select("report", *(_or_null(name) for name in ("url", "outlet", "domain")), "published")


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


def _number(within: list[str], by: list[str], *, descending: bool = False) -> Expression:
    """Each row's number, from 1, among those that agree in ``within``, in the order of ``by``."""
    return daft.functions.row_number().over(daft.Window().partition_by(within).order_by(*by, desc=descending))


def _read(path: Path, columns: Iterable[str]) -> DataFrame:
    return daft.read_parquet(str(path / "*.parquet" if path.is_dir() else path)).select(*columns)


def _write(path: Path, rows: DataFrame, schema: arrow.Schema) -> None:
    """Write a dataframe's rows, as they come."""

    def fill(out: BinaryIO) -> None:
        with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
            for batch in rows.to_arrow_iter(results_buffer_size=1):
                writer.write_table(arrow.Table.from_batches([batch]).cast(schema), row_group_size=GROUP)

    whole(path, fill)
