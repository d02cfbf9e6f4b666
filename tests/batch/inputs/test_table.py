"""Tables of articles."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import parquet

from sayso.batch.inputs import documents, plan
from sayso.errors import BatchError, NoArticle, TooLarge, WrongFormat
from sayso.read.sources import Options, read_document
from sayso.types import Report

TEXT = (
    "The ferries of Lindhafen will not sail on Sunday, the harbour office said. "
    "“Nobody goes out in that,” said its head, Oda Brinkmann."
)


def written(path: Path, rows: list[dict], **options) -> Path:
    parquet.write_table(arrow.Table.from_pylist(rows), path, **options)
    return path


def read(path: Path, size: int = 2**22, options: Options | None = None):
    shards = plan([str(path)], table_bytes=size).shards()
    return [item for shard in shards for item in documents(shard, options or Options())]


def test_all_shards_together_hold_each_row_once_with_its_number(tmp_path):
    rows = [{"text": f"{number} {TEXT}"} for number in range(100)]
    path = written(tmp_path / "a.parquet", rows, row_group_size=7)
    assert len(list(plan([str(path)], table_bytes=1).shards())) == 15
    for size in (1, 500, 2**22):
        items = read(path, size)
        assert [item.name for item in items] == [f"{path}#{number}" for number in range(1, 101)]
        assert [json.loads(item.data) for item in items] == rows


def test_a_row_is_read_as_its_json_would_be(tmp_path):
    row = {
        "maintext": TEXT,
        "title": "No ferries from Lindhafen on Sunday",
        "url": "https://bight.example/ferries",
        "date_publish": datetime(2031, 5, 9, 7, 30, tzinfo=UTC),
        "date_modify": date(2031, 5, 10),
        "source_domain": "bight.example",
        "authors": ["Nele Harms"],
        "language": "en",
        "vector": [0.5, 0.25],
        "empty": None,
    }
    (item,) = read(written(tmp_path / "a.parquet", [row]))
    report = read_document(item)
    assert isinstance(report, Report)
    assert (report.url, report.published) == ("https://bight.example/ferries", "2031-05-09T07:30:00+00:00")
    assert (report.modified, report.title, report.authors) == ("2031-05-10", row["title"], ("Nele Harms",))
    assert b"vector" not in item.data


@pytest.mark.parametrize("column", ["html", "content", "raw_html"])
def test_a_page_is_read_as_a_page_with_what_its_row_says(tmp_path, column):
    page = f"<!DOCTYPE html><html><body><article><h1>Ferries</h1><p>{TEXT * 3}</p></article></body></html>"
    row = {column: page, "url": "https://bight.example/ferries", "published": "2031-05-09"}
    (item,) = read(written(tmp_path / "a.parquet", [row]))
    assert (item.media_type, item.data) == ("text/html", page.encode())
    report = read_document(item)
    assert isinstance(report, Report)
    assert (report.url, report.published) == ("https://bight.example/ferries", "2031-05-09")


def test_a_row_without_text_and_one_too_large_are_refused_and_the_rest_goes_on(tmp_path):
    rows = [{"text": TEXT}, {"text": None}, {"text": "  "}, {"text": TEXT * 50}, {"text": TEXT}]
    items = read(written(tmp_path / "a.parquet", rows), options=Options(max_bytes=1000))
    assert [type(item).__name__ for item in items] == [
        "Document",
        "NoArticle",
        "NoArticle",
        "TooLarge",
        "Document",
    ]
    assert isinstance(items[1], NoArticle)
    assert isinstance(items[3], TooLarge)


def test_a_table_without_text_is_refused_with_its_columns(tmp_path):
    path = written(tmp_path / "a.parquet", [{"price": 3.5, "colour": "red"}])
    with pytest.raises(BatchError, match=r"no column of text \(its columns: price, colour\)"):
        plan([str(path)])


def test_damage_is_refused_and_the_next_row_group_goes_on(tmp_path):
    path = written(
        tmp_path / "a.parquet",
        [{"text": f"{number} {TEXT}"} for number in range(30)],
        row_group_size=10,
        compression="zstd",
        use_dictionary=False,
    )
    stored = parquet.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    start, size = stored.data_page_offset, stored.total_compressed_size
    data[start : start + size] = b"?" * size
    path.write_bytes(data)
    items = read(path)
    broken = [item for item in items if isinstance(item, WrongFormat)]
    assert [item.source for item in broken] == [f"{path}#11"]
    assert [item.name for item in items if not isinstance(item, WrongFormat)] == [
        f"{path}#{number}" for number in (*range(1, 11), *range(21, 31))
    ]


def test_a_table_cut_off_is_refused(tmp_path):
    path = written(tmp_path / "a.parquet", [{"text": TEXT}])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BatchError, match="broken Parquet"):
        plan([str(path)])


def test_a_table_without_rows_is_one_shard_without_documents(tmp_path):
    path = tmp_path / "none.parquet"
    with parquet.ParquetWriter(path, arrow.schema({"text": arrow.string()})):
        pass
    (shard,) = plan([str(path)]).shards()
    assert list(documents(shard)) == []
