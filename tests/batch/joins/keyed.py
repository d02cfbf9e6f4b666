"""Readings that are there already, written as reading a shard writes them: what the joins start from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, islice

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Cluster
from sayso.batch.joins.documents import documents
from sayso.batch.layout import Layout, shard_file, whole
from sayso.batch.rows import Rows
from sayso.intake.reading import Arrived, vectors_of
from sayso.types import Reading


def written(layout: Layout, readings: Iterable[Reading], size: int) -> None:
    """Shards of ``size`` readings, and which of them are current."""
    left = iter(readings)
    for shard in count():
        rows = Rows(shard)
        for row, reading in enumerate(islice(left, size)):
            name = f"{shard}/{row}"
            rows.add(Arrived(name, reading, "made up", vectors_of(reading)), reading, row)
        if not len(rows):
            break
        for table, found in rows.as_tables().items():
            kept(layout, table, shard, found)
    documents(layout, Cluster(1))


def kept(layout: Layout, table: str, shard: int, rows: arrow.Table) -> None:
    """A shard's rows of a table."""
    path = layout.read(table) / shard_file(shard)
    whole(path, lambda out: parquet.write_table(rows, out, compression="zstd"))


def phase(layout: Layout, name: str) -> Sequence[dict[str, object]]:
    """The rows that a phase wrote."""
    rows: Sequence[dict[str, object]] = parquet.read_table(layout.phase(name)).to_pylist()
    return rows
