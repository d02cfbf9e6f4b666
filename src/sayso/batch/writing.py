"""The files of one shard, one for each table, all whole or none there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.layout import Layout, shard_file, whole
from sayso.batch.rows import SCHEMAS, Rows

READ, SIZE, ROWS = 200, 4_000_000, 10_000
"""Reports that are held before they are written, as one group of rows; code points of their texts, so that
memory stays bounded where they are long; and records of which little is held, the refused and repeated."""

Streams = Mapping[str, BinaryIO]


class Files:
    """Takes the rows of a shard, and writes them in groups."""

    def __init__(self, shard: int, streams: Streams) -> None:
        self._shard = shard
        self._writers = {
            name: parquet.ParquetWriter(streams[name], schema, compression="zstd")
            for name, schema in SCHEMAS.items()
        }
        self.rows = Rows(shard)

    def grown(self) -> None:
        """To be called after rows were added: writes them where they are many."""
        rows = self.rows
        if rows.read >= READ or rows.size >= SIZE or len(rows) >= ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what waits. Raises OSError where the disk is full."""
        if self.rows:
            made: dict[str, arrow.Table] = self.rows.as_tables()
            for name, table in made.items():
                self._writers[name].write_table(table)
            self.rows = Rows(self._shard)

    def close(self) -> None:
        """Write what waits, and what Parquet puts at a file's end."""
        self.flush()
        for writer in self._writers.values():
            writer.close()

    def drop(self) -> None:
        """Let go of the files as they are."""
        for writer in self._writers.values():
            # What ended the writing (a full disk) may end this too.
            with suppress(Exception):
                writer.close()


def filled(layout: Layout, shard: int, fill: Callable[[Files], None]) -> None:
    """Let ``fill`` write the files of a shard. Where it raises, nothing of them stays. Raises OSError."""
    paths = {name: layout.read(name) / shard_file(shard) for name in SCHEMAS}
    for path in paths.values():
        _cleared(path)

    def begin(streams: Streams) -> None:
        files = Files(shard, streams)
        try:
            fill(files)
            files.close()
        except BaseException:
            files.drop()
            raise

    _opened(list(paths.items()), {}, begin)


def _opened(paths: list[tuple[str, Path]], streams: Streams, begin: Callable[[Streams], None]) -> None:
    """Begin when all of ``paths`` are open, each within the one before it."""
    if not paths:
        begin(streams)
        return
    (name, path), *rest = paths
    whole(path, lambda out: _opened(rest, {**streams, name: out}, begin))


def _cleared(path: Path) -> None:
    """Away with what a worker left that was killed while it wrote this file."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)
