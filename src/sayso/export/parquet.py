"""Parquet: one row for each statement, with lists and structures where the JSON has them.

The columns are `REPORT_COLUMNS` and then the fields of a `Statement` under their names in the JSON; their
types are made from `sayso.types`, so that no field is left out. Spans are structures of ``start`` and
``end``. What is absent is null. A report without statements has no row; events are not in it.

Needs pyarrow, which weighs more than all of Sayso: ``pip install 'sayso[parquet]'``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from itertools import islice
from types import NoneType
from typing import Any, BinaryIO, get_args, get_origin, get_type_hints

from sayso import __version__
from sayso.errors import BadSetting
from sayso.types import Reading, Report, Span, Statement

REPORT_COLUMNS: dict[str, Any] = {
    "report": str,
    "url": str | None,
    "outlet": str | None,
    "domain": str | None,
    "published": str | None,
    "modified": str | None,
    "title": str | None,
    "authors": tuple[str, ...],
    "language": str | None,
}
"""What is known of a statement's report: ``report`` is its id, ``outlet`` and ``domain`` its outlet's."""
ROWS = 20_000
"""Statements held in memory before they are written, as one row group."""


def write(readings: Iterable[Reading], out: BinaryIO) -> None:
    """All statements as one table. Raises `BadSetting` where pyarrow is not installed."""
    arrow = _library("pyarrow")
    schema = table_schema(arrow)
    rows = _rows(readings)
    with _library("pyarrow.parquet").ParquetWriter(out, schema) as table:
        while group := list(islice(rows, ROWS)):
            table.write_table(arrow.Table.from_pylist(group, schema=schema))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise BadSetting(
            "format parquet: pyarrow is not installed; install it with: pip install 'sayso[parquet]'"
        ) from error


def table_schema(arrow: Any) -> Any:
    """The columns of the table, from ``arrow``, the module."""
    columns = REPORT_COLUMNS | get_type_hints(Statement)
    made = [field_of(arrow, name, hint) for name, hint in columns.items()]
    return arrow.schema(made, metadata={"sayso": __version__, "schema": "sayso/1"})


def field_of(arrow: Any, name: str, hint: Any) -> Any:
    """A field of the type that ``hint`` stands for, null only where the hint allows None."""
    choices = get_args(hint) if NoneType in get_args(hint) else (hint,)
    (kind,) = (choice for choice in choices if choice is not NoneType)
    return arrow.field(name, _type(arrow, kind), nullable=len(choices) > 1)


def _type(arrow: Any, kind: Any) -> Any:
    """Arrow's type for one of ours: text, number, truth, an enum as text, a list of such, a structure."""
    if get_origin(kind) is tuple:
        return arrow.list_(field_of(arrow, "item", get_args(kind)[0]))
    if kind is Span or is_dataclass(kind):
        hints = get_type_hints(kind)
        return arrow.struct([field_of(arrow, name, hint) for name, hint in hints.items()])
    if issubclass(kind, Enum):
        return arrow.string()
    return {str: arrow.string(), bool: arrow.bool_(), int: arrow.int64(), float: arrow.float64()}[kind]


def _rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for reading in readings:
        report = report_row(reading.report)
        yield from (report | plain(statement) for statement in reading.statements)


def report_row(report: Report) -> dict[str, Any]:
    """The values of `REPORT_COLUMNS`."""
    return {
        "report": report.id,
        "url": report.url,
        "outlet": report.outlet and report.outlet.name,
        "domain": report.outlet and report.outlet.domain,
        "published": report.published,
        "modified": report.modified,
        "title": report.title,
        "authors": list(report.authors),
        "language": report.language,
    }


def plain(value: Any) -> Any:
    """``value`` in dictionaries, lists and plain values."""
    if isinstance(value, Span):
        return value._asdict()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
