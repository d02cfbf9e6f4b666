"""Statements and voices as typed columns: the export's, with types that do not depend on what is in them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pyarrow import parquet

from sayso.batch.columns import STATEMENTS, VOICES, Statements, voice_columns
from sayso.export import parquet as export
from sayso.pipeline import read_report
from sayso.read.document import Document
from sayso.read.formats import report_of
from sayso.types import Reading, Statement, Words

TEXTS = (
    "If the council pays, the ferry will sail by 3 June, the harbour master, Karl Lund, told the Oxrow Post. "
    "“About 400 people wait,” he said, according to Ines Odell, the mayor of Brackford.",
    "Ines Odell denied that the bridge had been sold to Tarn Works for $2 million in May 2030.",
    "It rained.",
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    documents = [Document("a.txt", text.encode()) for text in TEXTS]
    return [read_report(report_of(document)) for document in documents]


def gathered(readings: list[Reading]) -> Statements:
    found = Statements()
    for day, reading in enumerate(readings, 741_000):
        found.add(reading, day if reading.statements else None)
    return found


def test_they_are_those_of_the_export_numbered_and_dated(readings: list[Reading]) -> None:
    table = gathered(readings).table()
    table.validate(full=True)
    out = io.BytesIO()
    export.write(readings, out)
    exported = parquet.read_table(out)
    assert len(exported) > 1
    assert table.select(exported.column_names).equals(exported)
    assert table["number"].to_pylist() == [n for r in readings for n in range(1, len(r.statements) + 1)]
    days = [day for day, r in enumerate(readings, 741_000) for _ in r.statements]
    assert table["day"].to_pylist() == days


def test_each_voice_knows_its_statement_and_its_place_in_the_chain(readings: list[Reading]) -> None:
    voices = voice_columns(gathered(readings).table())
    voices.validate(full=True)
    found = [
        (one.id, place, str(voice.role), voice.actor, voice.words, [tuple(span) for span in voice.spans])
        for reading in readings
        for one in reading.statements
        for place, voice in enumerate(one.voices)
    ]
    columns = ("statement", "position", "role", "actor", "words", "spans")
    rows = [tuple(row[name] for name in columns) for row in voices.to_pylist()]
    assert [(*row[:-1], [(s["start"], s["end"]) for s in row[-1]]) for row in rows] == found


def test_a_column_keeps_its_type_where_all_of_it_is_null(readings: list[Reading]) -> None:
    bare = Statement("x:1", readings[0].statements[0].mode, None, 1.0, None, None, Words("It", ((0, 2),)))  # type: ignore[arg-type]
    table = gathered([replace(readings[0], statements=(bare,))]).table()
    assert table.schema.equals(STATEMENTS)
    assert table["source"].null_count == 1
    assert voice_columns(table).schema.equals(VOICES)
    out = io.BytesIO()
    parquet.write_table(table, out)  # Parquet refuses a null where there may be none
    assert parquet.read_table(out).to_pylist() == table.to_pylist()


def test_nothing_has_the_same_columns() -> None:
    table = Statements().table()
    assert (table.schema, len(table)) == (STATEMENTS, 0)
    assert voice_columns(table).schema == VOICES
