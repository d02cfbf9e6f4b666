"""Files over the web."""

from __future__ import annotations

import json

import pyarrow as arrow
import pytest
from pyarrow import parquet

from sayso.batch.inputs import Kind, documents, files, plan
from sayso.errors import BatchError
from sayso.read.document import Document


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(files, "WAITS_SECONDS", (0.0, 0.0, 0.0))


def addresses(made) -> list[str]:
    return [item.known.url for shard in made.shards() for item in documents(shard)]


PAGES = [f"http://quay.example/{number}" for number in range(60)]


def test_an_archive_is_read_by_ranges(store, archive):
    store.files["/a.warc.gz"] = archive().pages(60).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)
    assert len(made) > 2
    assert addresses(made) == PAGES
    made.check()


def test_a_zipped_file_is_not_unzipped_on_the_way(store, archive):
    store.coding = "gzip"
    store.files["/a.warc.gz"] = archive().pages(60).data
    assert addresses(plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)) == PAGES


def test_a_shard_fetches_little_more_than_its_own_part(store, archive, monkeypatch):
    monkeypatch.setattr(files, "BLOCK_BYTES", 2**16)
    store.files["/a.warc.gz"] = data = archive().pages(60, noise=50_000).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=500_000)
    store.sent = 0
    assert len(list(documents(list(made.shards())[2]))) > 5
    assert store.sent < 1_000_000 < len(data) / 3


def test_lines_and_tables_are_read_by_ranges(store, tmp_path):
    rows = [{"text": f"{number} The ferry waits."} for number in range(200)]
    store.files["/a.jsonl"] = "\n".join(map(json.dumps, rows)).encode()
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a", row_group_size=20)
    store.files["/a.parquet"] = (tmp_path / "a").read_bytes()
    made = plan([f"{store.url}/a.jsonl", f"{store.url}/a.parquet"], lines_bytes=2000, table_bytes=100)
    assert len(made) > 10
    assert [json.loads(item.data) for shard in made.shards() for item in documents(shard)] == rows * 2


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(store, archive):
    store.ranges = False
    store.files["/a.warc.gz"] = archive().pages(60).data
    store.files["/a.jsonl"] = b'{"text": "One."}\n{"text": "Two."}\n'
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)
    assert [planned.kind for planned in made.files] == [Kind.ZIPPED_ARCHIVE]
    assert addresses(made) == PAGES
    lines = plan([f"{store.url}/a.jsonl"], lines_bytes=10)
    assert len([item for shard in lines.shards() for item in documents(shard)]) == 2


def test_what_a_server_drops_is_asked_for_again(store, archive):
    store.files["/a.warc.gz"] = archive().pages(60).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=300_000)
    store.faults = 2
    assert addresses(made) == PAGES
    assert store.faults == 0


def test_a_server_that_fails_for_long_fails_the_shard_and_refuses_nothing(store, archive):
    store.files["/a.warc.gz"] = archive().pages(60).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)
    store.faults = 10**6
    shard = next(made.shards())
    with pytest.raises(BatchError, match="run the same command again"):
        list(documents(shard))
    store.faults = 0
    assert all(isinstance(item, Document) for item in documents(shard))


def test_a_server_that_falls_silent_fails_the_shard_and_refuses_nothing(store, archive, monkeypatch):
    monkeypatch.setattr(files, "SILENCE_SECONDS", 0.1)
    store.files["/a.warc.gz"] = archive().pages(60).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)
    store.silence = 1.0
    with pytest.raises(BatchError, match="run the same command again"):
        list(documents(next(made.shards())))


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_server_that_says_no_midway_fails_the_shard(store, archive, status):
    store.files["/a.warc.gz"] = archive().pages(60).data
    made = plan([f"{store.url}/a.warc.gz"], archive_bytes=100_000)
    store.status = status
    with pytest.raises(BatchError):
        list(documents(next(made.shards())))


def test_an_address_without_a_file_is_refused_and_the_rest_is_planned(store, archive):
    store.files["/a.warc.gz"] = archive().pages(2).data
    made = plan([f"{store.url}/none.warc.gz", f"{store.url}/a.warc.gz"])
    assert len(made.files) == 1
    (refused,) = made.refused
    assert (refused.source, refused.kind) == (f"{store.url}/none.warc.gz", "NotFound")


def test_a_system_that_is_not_known_ends_it(tmp_path):
    with pytest.raises(BatchError, match="nosuch"):
        plan(["nosuch://bucket/a.warc.gz"])
