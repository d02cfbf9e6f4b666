"""Reading a shard: its records become rows, whatever is among them, and the counts reconcile."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as arrow
import pytest
from pyarrow import parquet

from sayso.batch import rows, writing
from sayso.batch.engine.tasks import Task
from sayso.batch.inputs import Kind, Shard
from sayso.batch.layout import Layout, shard_file
from sayso.batch.packing import unpack_gist, unpack_mention, unpack_reading, unpack_whole
from sayso.batch.reading import ReadShard, ShardRead
from sayso.batch.rows import SCHEMAS
from sayso.ledger import near
from sayso.link.claims.candidates import keys
from sayso.link.claims.mention import mentions
from sayso.link.copies import fingerprints
from sayso.link.stories import gist
from sayso.pipeline import read_report
from sayso.types import Report

BRIDGE = (
    "The bridge at Brackford will stay shut until June, the mayor, Ines Odell, said on Monday.\n\n"
    "“Nobody told us about the cracks in the northern pier,” she told reporters, and she asked the council "
    "for an inquiry into who had known of them.\n\nThe builder, Tarn Works, denied that it had been warned."
)
FERRY = "The ferry to Oxrow sails again on Friday, the harbour master, Karl Lund, announced."
GERMAN = "Die Fähre nach Oxrow fährt am Freitag wieder, sagte der Hafenmeister Karl Lund der Zeitung. " * 5


def article(text: str, address: str, published: str | None = "2031-03-01T22:30:00-05:00") -> str:
    return json.dumps({"text": text, "title": "Of a town", "url": address, "date_publish": published})


LINES = (
    article(BRIDGE, "https://post.example/bridge"),
    article(FERRY, "https://post.example/ferry", None),
    "{broken",
    article(GERMAN, "https://post.example/faehre"),
    article(BRIDGE, "https://echo.example/bridge"),
)


def shard(folder: Path, lines: tuple[str, ...], number: int = 7) -> Task:
    path = folder / "news.jsonl"
    path.write_text("\n".join(lines) + "\n")
    made = Shard(number, "news.jsonl", str(path), Kind.LINES, 0, None)
    return Task(f"{number:06}", msgspec.json.encode(made).decode())


def read(folder: Path, lines: tuple[str, ...] = LINES) -> tuple[ShardRead, dict[str, arrow.Table]]:
    layout = Layout(folder / "out")
    told = msgspec.json.decode(ReadShard(layout)(shard(folder, lines)), type=ShardRead)
    return told, {name: parquet.read_table(layout.read(name) / shard_file(7)) for name in SCHEMAS}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[ShardRead, dict[str, arrow.Table]]:
    return read(tmp_path_factory.mktemp("shard"))


Done = tuple[ShardRead, dict[str, arrow.Table]]


def test_every_record_is_read_repeated_or_refused(done: Done) -> None:
    told, tables = done
    assert (told.records, told.read, told.repeated) == (5, 2, 1)
    assert told.refused == {"WrongFormat": 1, "WrongLanguage": 1}
    assert told.records == told.read + told.repeated + sum(told.refused.values())
    assert tables["refused"]["kind"].to_pylist() == ["WrongFormat", "WrongLanguage"]
    assert tables["refused"]["source"].to_pylist()[0].startswith("news.jsonl@")
    assert len(tables["statements"]) == told.statements > 0
    assert told.words == len(BRIDGE.split()) + len(FERRY.split()) + 2 * len(("Of", "a", "town"))
    assert told.peak_memory_bytes > 2**20


def test_a_report_arrives_with_its_reading_and_what_tells_its_versions(done: Done) -> None:
    bridge, ferry, again = done[1]["arrived"].to_pylist()
    assert (bridge["shard"], bridge["row"], ferry["row"], again["row"]) == (7, 0, 1, 4)
    assert bridge["document"] == "https://post.example/bridge"
    # 22.30 in New York is the next day in UTC, by which a ledger counts.
    assert bridge["day"] == date(2031, 3, 2).toordinal()
    assert bridge["published"] == "2031-03-01T22:30:00-05:00"
    assert ferry["day"] is None
    reading = unpack_reading(bridge["reading"], bridge["text"])
    assert reading == read_report(reading.report)
    assert bridge["statements"] == len(reading.statements)


def test_the_same_text_again_only_tells_where(done: Done) -> None:
    bridge, _, again = done[1]["arrived"].to_pylist()
    assert again["report"] == bridge["report"]
    assert again["url"] == "https://echo.example/bridge"
    assert again["reading"] is None
    assert again["text"] is None
    assert again["model"] is None
    assert done[1]["gists"]["report"].to_pylist().count(bridge["report"]) == 1


def test_items_have_the_keys_and_days_by_which_a_ledger_finds_them(done: Done) -> None:
    tables = done[1]
    reading = unpack_whole(tables["fingerprints"]["blob"][0].as_py())
    for row in tables["mentions"].to_pylist():
        mention = unpack_mention(row["blob"])
        assert (mention.statement, mention.day) == (row["item"], row["day"])
        assert tuple(row["keys"]) == keys(mention)
        assert mention.vector
    rows_of_one = [row for row in tables["mentions"].to_pylist() if row["report"] == reading.report.id]
    made = [unpack_mention(row["blob"]).stems for row in rows_of_one]
    assert made == [one.stems for one in mentions(reading)]
    assert unpack_gist(tables["gists"]["blob"][0].as_py()) == gist(reading)
    assert tables["fingerprints"]["keys"][0].as_py() == list(fingerprints(reading.report))
    minima = near.signature(near.runs(reading.report))
    assert minima is not None
    assert tables["bands"]["keys"][0].as_py() == sorted(set(near.bands(minima)))
    assert unpack_whole(tables["bands"]["blob"][0].as_py()).report == reading.report
    assert len(tables["bands"]) == 1  # the other report is too short to be anyone's copy


def test_a_shard_of_nothing_has_all_tables_with_all_columns(tmp_path: Path, done: Done) -> None:
    told, tables = read(tmp_path, ("{}",))
    assert (told.records, told.read) == (1, 0)
    for name, table in tables.items():
        assert table.schema.equals(done[1][name].schema)
        assert len(table) == (1 if name == "refused" else 0)


def test_rows_are_written_in_groups_so_that_memory_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: Done
) -> None:
    monkeypatch.setattr(writing, "READ", 1)
    _, tables = read(tmp_path)
    for name, table in tables.items():
        assert table.equals(done[1][name])
    groups = parquet.ParquetFile(tmp_path / "out/.work/read/arrived/000007.parquet")
    assert groups.metadata.num_row_groups > 1


def test_a_fault_of_ours_in_one_report_is_refused_and_leaves_none_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(report: Report) -> tuple[int, ...]:
        if "ferry" in report.text:
            raise ZeroDivisionError
        return fingerprints(report)

    monkeypatch.setattr(rows, "fingerprints", stumbling)
    told, tables = read(tmp_path)
    assert told.refused["Stumbled"] == 1
    assert told.read == 1
    problem = tables["refused"]["problem"].to_pylist()[0]
    assert problem.startswith("Sayso stumbled over keeping it (ZeroDivisionError in stumbling")
    kept = set(tables["arrived"]["report"].to_pylist())
    for name in ("statements", "voices", "mentions", "gists", "fingerprints", "bands"):
        assert set(tables[name]["report"].to_pylist()) == kept


def test_a_text_that_comes_again_and_cannot_be_written_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = article(BRIDGE, "https://tarn.example/bridge")

    def half_a_character(report: Report) -> str:
        return "\ud800" if report.url == "https://tarn.example/bridge" else "whole"

    monkeypatch.setattr(rows, "document_of", half_a_character)
    told, found = read(tmp_path, (LINES[0], other, LINES[4]))
    assert (told.records, told.read, told.repeated, told.refused) == (3, 1, 1, {"Stumbled": 1})
    assert len(found["arrived"]) == 2
    (refused,) = found["refused"].to_pylist()
    assert "UnicodeEncodeError" in refused["problem"]


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-12:00"])
def test_a_date_at_the_end_of_time_is_no_fault(tmp_path: Path, published: str) -> None:
    told, _ = read(tmp_path, (article(FERRY, "https://post.example/ferry", published),))
    assert (told.read, told.refused) == (1, {})
