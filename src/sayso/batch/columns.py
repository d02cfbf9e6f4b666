"""Statements and voices as typed columns, for those who ask with DuckDB, Polars or pandas.

The columns of `STATEMENTS` are those of ``sayso export --format parquet`` and two more: ``number`` (from 1,
in text order) and ``day`` (of publication, `datetime.date.toordinal`). They are made without a step of Python
for each statement: msgspec writes them as JSON, Arrow reads that under a schema of its own, so that a column
has its type whatever is in it.
"""

from __future__ import annotations

import io
from typing import Any

import msgspec
import numpy as np
import pyarrow as arrow
import pyarrow.json as arrow_json
from pyarrow import compute

from sayso.export.parquet import REPORT_COLUMNS, report_row, table_schema
from sayso.types import Reading

_EXPORTED = table_schema(arrow)
_OF_REPORT = arrow.schema(
    [*(_EXPORTED.field(name) for name in REPORT_COLUMNS), arrow.field("day", arrow.int32())]
)
_NUMBER = arrow.field("number", arrow.int64(), nullable=False)
_OF_STATEMENT = arrow.schema([field for field in _EXPORTED if field.name not in REPORT_COLUMNS])

STATEMENTS = arrow.schema([*_OF_REPORT, _NUMBER, *_OF_STATEMENT])

VOICES = arrow.schema(
    [
        arrow.field("statement", arrow.string(), nullable=False),
        arrow.field("report", arrow.string(), nullable=False),
        arrow.field("day", arrow.int32()),
        arrow.field("position", arrow.int64(), nullable=False),
        *_OF_STATEMENT.field("voices").type.value_type,
    ]
)
"""Who stands behind a statement: ``position`` is the voice's place in its chain, from 0; the rest are the
fields of `sayso.types.Voice`."""

_ENCODER = msgspec.json.Encoder()
_SPAN = arrow.struct([arrow.field(name, arrow.int64(), nullable=False) for name in ("start", "end")])


class Statements:
    """Gathers the statements of readings as JSON, so that the readings need not be held."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._sizes: list[int] = []
        self._reports: list[dict[str, Any]] = []

    def add(self, reading: Reading, day: int | None) -> None:
        """Gather those of a report that was published on ``day``."""
        self._lines.append(_ENCODER.encode_lines(reading.statements))
        self._sizes.append(len(reading.statements))
        self._reports.append({**report_row(reading.report), "day": day})

    def table(self) -> arrow.Table:
        """All of them as `STATEMENTS`."""
        lines = b"".join(self._lines)
        if not lines:
            return STATEMENTS.empty_table()
        reports = arrow.Table.from_pylist(self._reports, schema=_OF_REPORT)
        read = arrow_json.read_json(
            io.BytesIO(lines),
            # One block: Arrow refuses a row that stands across two.
            arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
            arrow_json.ParseOptions(explicit_schema=_AS_JSON, unexpected_field_behavior="error"),
        ).combine_chunks()
        columns = [
            *reports.take(np.repeat(np.arange(len(self._sizes)), self._sizes)).columns,
            arrow.array(np.concatenate([np.arange(1, size + 1) for size in self._sizes])),
            *(_typed(read[field.name].chunk(0), field) for field in _OF_STATEMENT),
        ]
        return arrow.Table.from_arrays(columns, schema=STATEMENTS)


def voice_columns(statements: arrow.Table) -> arrow.Table:
    """The voices of a table of `Statements`, as `VOICES`."""
    if not len(statements):
        return VOICES.empty_table()
    voices = statements["voices"].combine_chunks()
    of = compute.list_parent_indices(voices)
    starts = np.asarray(voices.offsets)[np.asarray(of)]
    about = statements.select(["id", "report", "day"]).take(of)
    columns = [*about.columns, arrow.array(np.arange(len(of)) - starts), *voices.flatten().flatten()]
    return arrow.Table.from_arrays(columns, schema=VOICES)


def _json_type(kind: arrow.DataType) -> arrow.DataType:
    """What Arrow reads from our JSON for a type: there a span is a list of two numbers."""
    if kind == _SPAN:
        return arrow.list_(arrow.int64())
    if arrow.types.is_list(kind):
        return arrow.list_(_json_type(kind.value_type))
    if arrow.types.is_struct(kind):
        return arrow.struct([arrow.field(field.name, _json_type(field.type)) for field in kind])
    return kind


_AS_JSON = arrow.schema([arrow.field(field.name, _json_type(field.type)) for field in _OF_STATEMENT])


def _typed(column: arrow.Array, field: arrow.Field) -> arrow.Array:
    """A column as read from JSON, as what it is. Within a structure that is null, fields that may not be null
    have some value, as Parquet wants it."""
    kind = field.type
    mask = column.is_null() if field.nullable else None
    if kind == _SPAN:
        ends = column.flatten()
        return arrow.StructArray.from_arrays([ends[0::2], ends[1::2]], fields=list(kind), mask=mask)
    if arrow.types.is_list(kind):
        values = _typed(column.values, kind.value_field)
        return arrow.ListArray.from_arrays(column.offsets, values, type=kind, mask=mask)
    if arrow.types.is_struct(kind):
        parts = [_typed(column.field(each.name), each) for each in kind]
        return arrow.StructArray.from_arrays(parts, fields=list(kind), mask=mask)
    return column if field.nullable or not column.null_count else column.fill_null(_NOTHING[kind])


_NOTHING = {arrow.string(): "", arrow.int64(): 0, arrow.float64(): 0.0, arrow.bool_(): False}
