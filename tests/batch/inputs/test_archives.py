"""Archives cut into shards: together they hold what the archive holds, none twice, whatever is broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.batch.inputs import Kind, documents, plan
from sayso.errors import Refused, TooLarge, WrongFormat
from sayso.read.archives import Seen
from sayso.read.document import Document
from sayso.read.sources import Options
from sayso.read.sources import documents as whole

quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(items) -> list[str | type]:
    """The address of each page, or the kind of refusal."""
    return [item.known.url if isinstance(item, Document) else type(item) for item in items]


def shards(path: Path, size: int = 2**24):
    return list(plan([str(path)], archive_bytes=size).shards())


def read(path: Path, size: int = 2**24, options: Options | None = None) -> list[Document | Refused]:
    return [item for shard in shards(path, size) for item in documents(shard, options or Options())]


@pytest.fixture
def made(archive):
    return archive().pages(60)


@pytest.fixture
def path(tmp_path, made) -> Path:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(made.data)
    return path


class TestWhole:
    @quick
    @given(size=st.integers(8_000, 400_000))
    def test_all_shards_together_hold_what_the_archive_holds_in_order(self, path, size):
        assert told(read(path, size)) == told(whole(str(path)))

    def test_there_are_several_shards_with_pages(self, path):
        assert sum(bool(list(documents(shard))) for shard in shards(path, 80_000)) >= 3

    def test_a_name_tells_where_in_the_file_a_record_begins_whatever_the_shards(self, path, made):
        for size in (70_000, 2**24):
            assert [item.name for item in read(path, size)] == [f"{path}@{start}" for start in made.starts]

    @quick
    @given(size=st.integers(20_000, 400_000), record=st.integers(1, 59), length=st.integers(20, 9000))
    def test_what_is_broken_is_told_once_and_the_rest_is_there(self, tmp_path, made, size, record, length):
        data = bytearray(made.data)
        start = made.starts[record] + 30
        data[start : start + length] = bytes(len(data[start : start + length]))
        path = tmp_path / "broken.warc.gz"
        path.write_bytes(data)
        assert told(read(path, size)) == told(whole(str(path)))
        assert WrongFormat in told(read(path, size))

    def test_a_small_archive_that_is_broken_near_its_start_is_read_on_behind_that(self, tmp_path, archive):
        made = archive().pages(4, 200)
        data = bytearray(made.data)
        data[made.starts[1] + 40 : made.starts[1] + 140] = bytes(100)
        path = tmp_path / "a.warc.gz"
        path.write_bytes(data)
        assert told(read(path)) == [
            "http://quay.example/0",
            WrongFormat,
            "http://quay.example/2",
            "http://quay.example/3",
        ]

    @pytest.mark.parametrize("cut", [20, 200, 2000, 6000])
    def test_an_archive_cut_off_says_so(self, tmp_path, archive, cut):
        made = archive().pages(60)
        path = tmp_path / "cut.warc.gz"
        path.write_bytes(made.data[: made.starts[50] + cut])
        found = told(read(path, 60_000))
        assert found == [f"http://quay.example/{number}" for number in range(50)] + [WrongFormat]

    def test_an_archive_within_the_archive_is_not_taken_for_it(self, tmp_path, archive):
        inner = archive().pages(30).data
        outer = archive().pages(4)
        outer.payload("http://quay.example/inner", inner, media_type="application/warc")
        for number in range(4, 20):
            outer.page(number)
        path = tmp_path / "outer.warc.gz"
        path.write_bytes(outer.data)
        for size in range(15_000, 300_000, 17_000):
            assert told(read(path, size)) == [f"http://quay.example/{number}" for number in range(20)]

    def test_records_that_are_no_pages_are_counted(self, tmp_path, archive):
        made = archive().page(1).page(2, kind="metadata").page(3, media_type="image/png").page(4)
        path = tmp_path / "a.warc.gz"
        path.write_bytes(made.data)
        seen = Seen()
        (shard,) = shards(path)
        assert len(list(documents(shard, seen=seen))) == 2
        assert (seen.records, seen.pages) == (4, 2)

    def test_the_limit_of_size_holds(self, tmp_path, archive):
        path = tmp_path / "a.warc.gz"
        path.write_bytes(archive().page(1).page(2, 40_000).page(3).data)
        found = told(read(path, options=Options(max_bytes=30_000)))
        assert found == ["http://quay.example/1", TooLarge, "http://quay.example/3"]


class TestUncut:
    """Archives that cannot be cut are one shard, and their records have numbers."""

    @pytest.mark.parametrize("zipped", [False, True])
    def test_they_are_read_whole(self, tmp_path, archive, zipped):
        data = archive(zipped=False).pages(12).data
        path = tmp_path / "a.warc"
        path.write_bytes(gzip.compress(data) if zipped else data)
        (shard,) = shards(path, 1000)
        assert shard.kind is (Kind.ZIPPED_ARCHIVE if zipped else Kind.ARCHIVE)
        assert [item.name for item in documents(shard)] == [f"{path}!{number}" for number in range(1, 13)]

    def test_one_zipped_as_a_whole_and_cut_off_says_so(self, tmp_path, archive):
        data = gzip.compress(archive(zipped=False).pages(12).data)
        path = tmp_path / "a.warc.gz"
        path.write_bytes(data[: len(data) // 2])
        found = told(read(path))
        assert 3 < len(found) < 9
        assert found[-1] is WrongFormat
        assert WrongFormat not in found[:-1]

    def test_members_that_are_not_records_are_not_cut(self, tmp_path, archive):
        data = archive(zipped=False).pages(30).data
        path = tmp_path / "a.warc.gz"
        path.write_bytes(
            b"".join(gzip.compress(data[at : at + 20_000]) for at in range(0, len(data), 20_000))
        )
        (shard,) = shards(path, 50_000)
        assert len(list(documents(shard))) == 30
