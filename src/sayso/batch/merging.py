"""A batch's data set into a ledger: ``sayso add DIR``.

Nothing is read again. The reports go the way that `sayso add` takes, in the order in which the batch came by
them; so the ledger is what it would be if the same sources had been added to it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from sayso import errors
from sayso.batch.dataset import SCHEMA, Manifest, manifest
from sayso.batch.layout import Layout
from sayso.errors import BatchError, Refused
from sayso.intake.keeping import Intake, Keeper
from sayso.intake.reading import vectors_of
from sayso.ledger.base import Appearance, Kept, Stored, Writer
from sayso.types import Outlet

ROWS = 64
"""Rows of a file that are in memory at a time; a task of the batch leaves a file a month."""

_REPORT = ("source", "shard", "row", "current", "model", "text", "reading", "appearances")
_REFUSAL = ("source", "kind", "problem", "remedy")


class _Schema(msgspec.Struct):
    schema: str


def is_data_set(folder: str) -> bool:
    """Whether ``folder`` is one that `sayso batch` fills, done or not."""
    layout = Layout(Path(folder))
    return layout.plan.is_file() or _schema(layout).startswith(f"{_name(SCHEMA)}-")


def _name(schema: str) -> str:
    return schema.rpartition("-")[0]


def _schema(layout: Layout) -> str:
    try:
        return msgspec.json.decode(layout.manifest.read_bytes(), type=_Schema).schema
    except (OSError, ValueError, msgspec.DecodeError):
        return ""


def merge(writer: Writer, folder: str) -> Iterator[Intake]:
    """Keep each report of the data set in ``folder``, where else it appeared, and what was refused. What is
    kept already stays as it is. Raises `sayso.errors.BatchError` where it cannot be used, and
    `sayso.errors.LedgerError`."""
    made = _whole(Layout(Path(folder)))
    keeper = Keeper(writer)
    for row in _rows(Path(folder), made, "reports", _REPORT):
        stored = _stored(row, made)
        yield keeper.restore(row["source"], stored, vectors_of(stored.reading))
        writer.accept(row["source"])
    for row in _rows(Path(folder), made, "refusals", _REFUSAL):
        refused = getattr(errors, row["kind"], Refused)(row["source"], row["problem"], row["remedy"])
        writer.refuse(row["source"], row["kind"], row["problem"], row["remedy"])
        yield Intake(row["source"], refused=refused)


def _whole(layout: Layout) -> Manifest:
    """The manifest. Raises BatchError where the data set is not done, or none that this Sayso knows."""
    folder = str(layout.out)
    schema = _schema(layout)
    if not schema:
        raise BatchError(folder, "is a batch that is not done", "run the same sayso batch again: it goes on")
    made = manifest(layout) if schema == SCHEMA else None
    if made is None:
        problem = f"is a data set of the version {schema}, and this Sayso reads {SCHEMA}"
        raise BatchError(folder, problem, "add it with the Sayso that made it, or make it anew")
    for file in chain.from_iterable(table.files for table in made.tables.values()):
        if not (layout.out / file).is_file():
            raise BatchError(folder, f"lacks {file}", "copy the whole folder again")
    return made


def _rows(folder: Path, made: Manifest, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A table's rows in the order of arrival, where it tells that: each task of the batch wrote its part of
    the shards into a file a month, in order."""
    tasks: dict[str, list[Path]] = defaultdict(list)
    for file in made.tables[table].files:
        tasks[Path(file).stem].append(folder / file)
    for name in sorted(tasks):
        parts = [_read(file, columns) for file in sorted(tasks[name])]
        yield from heapq.merge(*parts, key=_arrival) if "row" in columns else chain.from_iterable(parts)


_arrival = itemgetter("shard", "row")


def _read(file: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        remedy = "install it: pip install 'sayso[parquet]'"
        raise BatchError(str(file), "is Parquet, and pyarrow is not installed", remedy) from None
    try:
        with parquet.ParquetFile(file) as opened:
            for batch in opened.iter_batches(ROWS, columns=list(columns)):
                yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError) as error:
        problem = f"cannot be read ({str(error).partition(chr(10))[0]})"
        raise BatchError(str(file), problem, "copy the whole folder again") from error


def _stored(row: dict[str, Any], made: Manifest) -> Stored:
    from sayso.batch.packing import unpack_reading

    reading = unpack_reading(row["reading"], row["text"])
    kept = Kept.told(reading, current=row["current"], added=made.made, sayso=made.sayso, model=row["model"])
    return Stored(reading, kept, tuple(_appearance(place, made.made) for place in row["appearances"]))


def _appearance(place: dict[str, str | None], noticed: str) -> Appearance:
    named = place["outlet"] or place["domain"]
    outlet = Outlet(place["outlet"] or None, place["domain"] or None) if named else None
    return Appearance(place["url"] or None, outlet, place["published"], noticed)
