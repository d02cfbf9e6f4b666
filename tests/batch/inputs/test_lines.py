"""JSON Lines cut into shards."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.batch.inputs import documents, plan
from sayso.errors import Refused, TooLarge, WrongFormat
from sayso.read.document import Document
from sayso.read.sources import Options


def line(number: int, length: int = 40) -> str:
    return json.dumps({"text": f"{number} " + "The ferry waits. " * length})


def read(path: Path, size: int, options: Options | None = None) -> list[Document | Refused]:
    shards = plan([str(path)], lines_bytes=size).shards()
    return [item for shard in shards for item in documents(shard, options or Options())]


def bodies(items) -> list[bytes]:
    return [item.data.strip() for item in items]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.integers(0, 60), min_size=2, max_size=12),
    between=st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n"]),
    last=st.sampled_from(["", "\n", "\r\n"]),
    size=st.integers(1, 3000),
)
def test_all_shards_together_hold_each_line_once(tmp_path, lengths, between, last, size):
    path = tmp_path / "a.jsonl"
    made = [line(number, length) for number, length in enumerate(lengths)]
    path.write_bytes((between.join(made) + last).encode())
    assert bodies(read(path, size)) == [one.encode() for one in made]


def test_a_name_tells_where_the_line_begins(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(line(number) for number in range(20)))
    data = path.read_bytes()
    for item in read(path, 1000):
        offset = int(item.name.removeprefix(f"{path}@"))
        assert data[offset:].startswith(item.data)


def test_a_line_too_large_is_refused_once_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([line(1), line(2, 900), line(3)]))
    items = read(path, 700, Options(max_bytes=5000))
    assert [type(item) for item in items] == [Document, TooLarge, Document]


def test_zipped_lines_are_one_shard(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    data = gzip.compress("\n".join(line(number) for number in range(20)).encode())
    path.write_bytes(data)
    assert [item.name for item in read(path, 100)] == [f"{path}#{number}" for number in range(1, 21)]
    path.write_bytes(data[:-30])
    assert isinstance(read(path, 100)[-1], WrongFormat)


@pytest.mark.parametrize("name", ["a.jsonl", "noend"])
def test_lines_are_told_by_name_or_content(tmp_path, name):
    path = tmp_path / name
    path.write_text(line(1) + "\n" + line(2))
    assert len(read(path, 10_000)) == 2
