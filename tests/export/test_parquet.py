import io
import sys
from dataclasses import fields, replace

import msgspec
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadSetting
from sayso.export import FORMATS, binary_writer, parquet
from sayso.types import Statement


def table(readings) -> pyarrow.Table:
    out = io.BytesIO()
    binary_writer("parquet")(readings, out)
    return pyarrow.parquet.read_table(io.BytesIO(out.getvalue()))


def statements(rows: list[dict]) -> list[Statement]:
    """The statements that the rows came from."""

    def spans(value):
        if isinstance(value, list):
            return [spans(item) for item in value]
        if isinstance(value, dict) and value.keys() == {"start", "end"} and isinstance(value["start"], int):
            return [value["start"], value["end"]]
        if isinstance(value, dict):
            return {name: spans(item) for name, item in value.items()}
        return value

    names = {field.name for field in fields(Statement)}
    return [
        msgspec.convert(spans({name: row[name] for name in names}), Statement, strict=True) for row in rows
    ]


def test_a_row_is_a_statement_with_its_report(reading):
    rows = table([reading, reading]).to_pylist()
    assert len(rows) == 6
    first = rows[0]
    assert first["report"] == "0123456789abcdef"
    assert (first["outlet"], first["domain"]) == ("Larkhaven Courier", "courier.example")
    assert first["published"] == "2031-08-14T09:30:00+01:00"
    assert first["authors"] == ["Ines Corvo"]
    assert first["content"]["spans"][0] == {"start": 56, "end": 91}
    assert [voice["role"] for voice in rows[1]["voices"]] == ["publisher", "relay", "origin"]
    assert rows[2]["source"] is None


def test_the_rows_give_the_statements_back_whole(reading):
    assert statements(table([reading]).to_pylist()) == list(reading.statements)


def test_every_field_of_a_statement_is_a_column_of_a_type_of_its_own(reading):
    schema = table([reading]).schema
    assert set(schema.names) == set(parquet.REPORT_COLUMNS) | {field.name for field in fields(Statement)}
    assert not any(pyarrow.types.is_null(kind) for kind in schema.types)
    assert schema.field("confidence").type == pyarrow.float64()
    assert not schema.field("content").nullable
    assert schema.field("source").nullable


def test_the_types_are_the_same_without_a_single_row(reading):
    empty = table([])
    assert empty.num_rows == 0
    assert empty.schema == table([reading]).schema


def test_more_rows_than_are_held_at_once_are_written_in_groups(reading, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 2)
    out = io.BytesIO()
    binary_writer("parquet")([reading, replace(reading, statements=reading.statements[:2])], out)
    file = pyarrow.parquet.ParquetFile(io.BytesIO(out.getvalue()))
    assert file.metadata.num_row_groups == 3
    assert file.metadata.num_rows == 5


def test_without_pyarrow_one_line_says_what_to_install(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadSetting, match=r"pyarrow is not installed; .*sayso\[parquet\]"):
        binary_writer("parquet")([reading], io.BytesIO())
    assert FORMATS["parquet"].binary


@given(data=st.data())
def test_odd_text_comes_back_as_it_was(data, odd):
    reading = data.draw(odd)
    assert statements(table([reading]).to_pylist()) == list(reading.statements)
