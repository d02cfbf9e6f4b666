"""Rows to files by month of publication: `Months`."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyarrow as arrow
from pyarrow import compute, parquet

from sayso.batch.dataset.schemas import TABLES
from sayso.batch.layout import Layout

UNDATED = "undated"

HELD = 32 << 20
"""Bytes of rows that wait, over all months, before they are written as row groups."""

EPOCH = 719163
"""1970-01-01 as `datetime.date.toordinal` counts days."""


def dates(ordinals: arrow.ChunkedArray) -> arrow.ChunkedArray:
    """Days as dates, from their `datetime.date.toordinal`."""
    return compute.subtract(ordinals.cast(arrow.int32()), arrow.scalar(EPOCH, arrow.int32())).cast(
        arrow.date32()
    )


class Months:
    """A task's files of one table, one a month, under the task's name. They are there when the block ends
    without an error, each whole; what an earlier try left is away. Use it in a ``with`` block."""

    def __init__(self, layout: Layout, table: str, name: str) -> None:
        self.rows: dict[str, int] = {}
        """How many rows each file has, by its path in the data set."""
        self._folder, self._table, self._name = layout.table(table), table, name
        self._waiting: dict[str, list[arrow.Table]] = defaultdict(list)
        self._held = 0
        self._open: dict[str, parquet.ParquetWriter] = {}
        self._counts: dict[str, int] = defaultdict(int)

    def __enter__(self) -> Months:
        for left in self._folder.glob(f"month=*/.{self._name}.parquet.*"):
            left.unlink(missing_ok=True)
        return self

    def add(self, table: arrow.Table) -> None:
        """Rows of the table's schema; a table without days has one folder only. Raises OSError."""
        if not len(table):
            return
        table = table.select(TABLES[self._table].names).cast(TABLES[self._table])
        for month in _months(table):
            part = table.filter(compute.equal(_month(table), month)) if "day" in table.schema.names else table
            self._waiting[month].append(part)
            self._held += part.nbytes
        if self._held > HELD:
            self._flush()

    def _flush(self) -> None:
        for month, parts in sorted(self._waiting.items()):
            if month not in self._open:
                beside = self._beside(month)
                beside.parent.mkdir(parents=True, exist_ok=True)
                self._open[month] = parquet.ParquetWriter(beside, TABLES[self._table], compression="zstd")
            whole = arrow.concat_tables(parts)
            self._counts[month] += len(whole)
            self._open[month].write_table(whole)
        self._waiting.clear()
        self._held = 0

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if problem is None:
                self._flush()
                for writer in self._open.values():
                    writer.close()
                for month in self._open:
                    self._place(month)
        finally:
            for month, writer in self._open.items():
                with suppress(Exception):  # what ended the writing (a full disk) may end this too
                    writer.close()
                self._beside(month).unlink(missing_ok=True)

    def _place(self, month: str) -> None:
        beside, path = self._beside(month), self._path(month)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
        self.rows[str(path.relative_to(self._folder.parent))] = self._counts[month]

    def _path(self, month: str) -> Path:
        return self._folder / f"month={month}" / f"{self._name}.parquet"

    def _beside(self, month: str) -> Path:
        return self._path(month).with_name(f".{self._name}.parquet.{os.getpid()}")


def _months(table: arrow.Table) -> list[str]:
    if "day" not in table.schema.names:
        return [UNDATED]
    return sorted(compute.unique(_month(table)).to_pylist())


def _month(table: arrow.Table) -> arrow.ChunkedArray:
    return compute.fill_null(compute.strftime(table["day"], "%Y-%m"), UNDATED)
