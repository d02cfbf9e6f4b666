"""Rows to where they belong: by the bucket of a key, and by their place in an order; never more at once than
fits.

A row is bytes (MessagePack), packed and unpacked by those who know it. `spread` puts the rows of one task
into a file of as many row groups as there are buckets; whoever does a bucket reads that group of every
task's file (`gathered`). `ranked` writes rows that are sorted, `merged` reads several such files as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from zlib import crc32

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.layout import whole

ROWS = arrow.schema({"row": arrow.binary()})

BUCKET = 50_000
"""Rows that a bucket shall hold: with a statement's vector some 2 kB each."""

GROUP = 1_000
"""Rows of a sorted file that are in memory at a time."""

FAN = 32
"""Sorted files that are read at a time: 32 groups of 2 MB."""

T = TypeVar("T")

Place = tuple[Any, ...]


def bucket_of(key: str, buckets: int) -> int:
    return crc32(key.encode()) % buckets


def buckets_for(files: Iterable[Path], bucket: int = BUCKET) -> int:
    """How many buckets the rows of ``files`` need; one where there are none."""
    return -(-sum(parquet.read_metadata(file).num_rows for file in files) // bucket) or 1


def spread(path: Path, rows: Iterable[tuple[str, bytes]], buckets: int) -> None:
    """Write rows by the bucket of the key that each comes with."""
    within: list[list[bytes]] = [[] for _ in range(buckets)]
    for key, row in rows:
        within[bucket_of(key, buckets)].append(row)

    def fill(out: BinaryIO) -> None:
        with parquet.ParquetWriter(out, ROWS, compression="zstd") as writer:
            for group in within:
                # A bucket without rows has its group too: they are told apart by their number.
                writer.write_table(arrow.table({"row": group}, ROWS), row_group_size=max(len(group), 1))

    whole(path, fill)


def gathered(folder: Path, bucket: int) -> Iterator[bytes]:
    """The rows of one bucket, from all files of ``folder`` by their name."""
    for file in sorted(folder.glob("*.parquet")):
        with parquet.ParquetFile(file) as spread_file:
            yield from spread_file.read_row_group(bucket, ["row"]).column("row").to_pylist()


def ranked(path: Path, rows: Iterable[bytes]) -> None:
    """Write rows that come sorted."""
    found = iter(rows)

    def fill(out: BinaryIO) -> None:
        with parquet.ParquetWriter(out, ROWS, compression="zstd") as writer:
            while group := list(islice(found, GROUP)):
                writer.write_table(arrow.table({"row": group}, ROWS))

    whole(path, fill)


def merged(files: Sequence[Path], unpack: Callable[[bytes], T], key: Callable[[T], Place]) -> Iterator[T]:
    """The rows of sorted files, sorted by ``key``, each unpacked."""
    yield from merge(*(map(unpack, _streamed(file)) for file in files), key=key)


def _streamed(file: Path) -> Iterator[bytes]:
    with parquet.ParquetFile(file) as ranked_file:
        for batch in ranked_file.iter_batches(batch_size=GROUP):
            yield from batch.column("row").to_pylist()


class Parts:
    """Rows of one long task, written in parts: ``TASK-000000.parquet`` and so on, each of as many row groups
    as there are buckets, as `spread` writes them. Use it in a ``with`` block."""

    def __init__(
        self, folder: Path, task: str, schema: arrow.Schema, buckets: int = 1, rows: int = BUCKET
    ) -> None:
        self._folder, self._task, self._schema, self._buckets = folder, task, schema, buckets
        self._rows, self._part = rows, 0
        self._within: list[list[tuple[object, ...]]] = [[] for _ in range(buckets)]
        self._held = 0

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        if fault is None and (self._held or not self._part):
            self._write()

    def add(self, key: str, row: tuple[object, ...]) -> None:
        self._within[bucket_of(key, self._buckets)].append(row)
        self._held += 1
        if self._held >= self._rows:
            self._write()

    def _write(self) -> None:
        groups, schema = self._within, self._schema

        def fill(out: BinaryIO) -> None:
            with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
                for group in groups:
                    columns = [list(column) for column in zip(*group, strict=True)] or [[] for _ in schema]
                    writer.write_table(arrow.table(columns, schema=schema), max(len(group), 1))

        whole(self._folder / f"{self._task}-{self._part:06}.parquet", fill)
        self._part += 1
        self._within = [[] for _ in groups]
        self._held = 0
