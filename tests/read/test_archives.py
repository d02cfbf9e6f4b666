"""Archives: the pages in them, and what is left of broken ones."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import NoArticle, Refused, TooLarge, WrongFormat
from sayso.read import Options, reports
from sayso.read.document import Document, Known
from sayso.read.sources import documents
from sayso.types import Report

STORY = (
    "<html><head><title>Pilots refuse night shifts</title></head><body><article>"
    "<h1>Pilots refuse night shifts</h1>"
    "<p>The harbour pilots of Varnholm will not work at night from Monday, their union said on Friday.</p>"
    "<p>“Nobody has asked us how tired we are,” said Ilse Brandmark, who leads the union.</p>"
    "<p>The port authority declined to comment, but a person close to its board told the Varnholm Courier "
    "that talks would go on over the weekend.</p></article></body></html>"
)


class Archive:
    """An archive in the making; ``starts`` are where its records begin."""

    def __init__(self, zipped: bool = False) -> None:
        self.out, self.starts = io.BytesIO(), []
        self.writer = WARCWriter(self.out, gzip=zipped)

    def add(
        self,
        body: str | bytes = STORY,
        url: str = "http://courier.example/a",
        kind="response",
        status="200 OK",
        **headers,
    ) -> Archive:
        fields = {"Content_Type": "text/html; charset=utf-8"} | headers
        http = StatusAndHeaders(
            status, [(k.replace("_", "-"), v) for k, v in fields.items()], protocol="HTTP/1.1"
        )
        self.starts.append(self.out.tell())
        data = body.encode() if isinstance(body, str) else body
        dated = {"WARC-Date": "2031-05-09T00:00:00Z"}
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(data), http_headers=http, warc_headers_dict=dated
        )
        self.writer.write_record(record)
        return self

    def info(self) -> Archive:
        self.starts.append(self.out.tell())
        self.writer.write_record(self.writer.create_warcinfo_record("a.warc", {"software": "test"}))
        return self

    @property
    def data(self) -> bytes:
        return self.out.getvalue()


def pages(count: int, zipped: bool) -> Archive:
    archive = Archive(zipped)
    for number in range(count):
        archive.add(STORY.replace("Friday", f"day {number}") * 3, url=f"http://courier.example/{number}")
    return archive


def found(folder: Path, data: bytes, name: str = "a.warc", options: Options | None = None):
    (folder / name).write_bytes(data)
    return list(documents(str(folder / name), options or Options()))


def addresses(items: list[Document | Refused]) -> list[str | type]:
    """The last letter of each address, or the kind of refusal."""
    return [item.known.url[-1] if isinstance(item, Document) else type(item) for item in items]


either = pytest.mark.parametrize("zipped", [False, True], ids=["plain", "zipped"])


class TestPages:
    @either
    def test_each_response_of_html_is_a_document(self, tmp_path, zipped):
        archive = Archive(zipped).info().add().add(url="http://courier.example/b")
        first, second = found(tmp_path, archive.data)
        assert first.name == f"{tmp_path}/a.warc!2"
        assert first.data == STORY.encode()
        assert (first.media_type, first.charset) == ("text/html", "utf-8")
        assert first.known == Known(url="http://courier.example/a")
        assert second.name.endswith("!3")

    @either
    def test_other_records_are_passed_over(self, tmp_path, zipped):
        archive = Archive(zipped).info()
        archive.add(kind="request").add(kind="revisit").add(status="404 Not Found").add(status="302 Found")
        archive.add(Content_Type="image/png").add(Content_Type="application/json").add(
            url="http://e.example/z"
        )
        assert addresses(found(tmp_path, archive.data)) == ["z"]

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "page.html", "noend"])
    @either
    def test_an_archive_is_told_whatever_its_name(self, tmp_path, zipped, name):
        assert addresses(found(tmp_path, Archive(zipped).add().data, name)) == ["a"]

    def test_an_archive_zipped_as_a_whole_is_read(self, tmp_path):
        assert addresses(found(tmp_path, gzip.compress(pages(3, False).data))) == ["0", "1", "2"]

    @either
    def test_an_archive_is_read_from_standard_input(self, monkeypatch, zipped):
        class Pipe(io.BytesIO):
            def seekable(self):
                return False

        pipe = io.BufferedReader(Pipe(pages(40, zipped).data * 5))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
        items = list(documents("-"))
        assert len(items) == 200
        assert items[-1].name == "-!200"

    def test_a_page_becomes_a_report_and_the_day_of_the_crawl_is_not_its_own(self, tmp_path):
        (tmp_path / "a.warc").write_bytes(Archive().add().data)
        (item,) = reports([str(tmp_path / "a.warc")])
        assert isinstance(item, Report)
        assert (item.url, item.published) == ("http://courier.example/a", None)

    def test_what_the_user_knows_goes_along(self, tmp_path):
        (item,) = found(tmp_path, Archive().add().data, options=Options(override=Known(outlet="Told")))
        assert item.override.outlet == "Told"

    def test_records_come_one_at_a_time(self, tmp_path):
        archive = pages(3, False)
        path = tmp_path / "a.warc"
        path.write_bytes(archive.data[: archive.starts[2]] + b"broken")
        items = documents(str(path))
        assert isinstance(next(items), Document)


class TestCodings:
    def body(self, folder, body: bytes, **headers) -> bytes:
        (item,) = found(folder, Archive().add(body, **headers).data)
        return item.data

    def test_codings_of_http_are_taken_off(self, tmp_path):
        zipped = gzip.compress(STORY.encode())
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (zipped[:99], zipped[99:], b""))
        assert self.body(tmp_path, zipped, Content_Encoding="gzip") == STORY.encode()
        both = {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}
        assert self.body(tmp_path, chunks, **both) == STORY.encode()

    def test_a_body_stored_decoded_is_left_as_it_is(self, tmp_path):
        both = {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}
        assert self.body(tmp_path, STORY.encode(), **both) == STORY.encode()

    def test_a_bomb_is_too_large(self, tmp_path):
        archive = Archive().add(gzip.compress(b"a" * 3_000_000), Content_Encoding="gzip").add()
        options = Options(max_bytes=100_000)
        assert addresses(found(tmp_path, archive.data, options=options)) == [TooLarge, "a"]

    @either
    def test_too_large_a_page_is_refused_and_the_rest_goes_on(self, tmp_path, zipped):
        archive = Archive(zipped).add(STORY * 100).add(url="http://e.example/z")
        assert addresses(found(tmp_path, archive.data, options=Options(max_bytes=10_000))) == [TooLarge, "z"]


class TestBroken:
    @either
    @pytest.mark.parametrize("seen", [0, 1, 2])
    def test_a_record_overwritten_is_refused_and_the_rest_goes_on(self, tmp_path, zipped, seen):
        archive = pages(4, zipped)
        data = bytearray(archive.data)
        data[archive.starts[seen + 1] : archive.starts[seen + 1] + 40] = b"?" * 40
        expected = ["0", "1", "2", "3"]
        expected[seen + 1] = WrongFormat
        assert addresses(found(tmp_path, bytes(data))) == expected

    def test_damage_inside_a_zipped_record_is_refused_and_the_rest_goes_on(self, tmp_path):
        archive = pages(4, True)
        data = bytearray(archive.data)
        data[archive.starts[1] + 150 : archive.starts[1] + 250] = bytes(100)
        assert addresses(found(tmp_path, bytes(data))) == ["0", WrongFormat, "2", "3"]

    def test_a_length_that_runs_past_the_end_is_refused_and_the_rest_goes_on(self, tmp_path):
        archive = pages(3, False)
        data = archive.data
        length = data.index(b"Content-Length: ", archive.starts[1]) + len("Content-Length: ")
        items = found(tmp_path, data[:length] + b"99" + data[length:])
        assert addresses(items) == ["0", WrongFormat, "2"]

    @either
    def test_an_archive_cut_off_says_so_and_keeps_what_came_before(self, tmp_path, zipped):
        archive = pages(3, zipped)
        for cut in (60, 300):
            items = addresses(found(tmp_path, archive.data[: archive.starts[2] + cut]))
            assert items[:2] == ["0", "1"]
            assert items[2:] in ([WrongFormat], [])

    @either
    def test_one_that_ends_within_the_head_of_a_record_says_so(self, tmp_path, zipped):
        archive = pages(3, zipped)
        for cut in range(4, 300, 37):
            items = addresses(found(tmp_path, archive.data[: archive.starts[2] + cut]))
            assert items == ["0", "1", WrongFormat], cut

    def test_blank_lines_behind_the_last_record_are_no_break(self, tmp_path):
        assert addresses(found(tmp_path, pages(2, False).data + b"\r\n" * 9)) == ["0", "1"]

    @pytest.mark.parametrize(
        "data", [b"WARC/1.0\r\n", b"WARC/", b"WARC/1.1\r\n\r\n\r\n", b"WARC/1.0\r\nContent-Length: x"]
    )
    def test_the_mere_beginning_of_an_archive_is_refused(self, tmp_path, data):
        (item,) = found(tmp_path, data)
        assert isinstance(item, WrongFormat | NoArticle)

    def test_an_archive_without_pages_says_so(self, tmp_path):
        (item,) = found(tmp_path, Archive().info().data)
        assert isinstance(item, NoArticle)

    def test_breaks_without_end_are_given_up(self, tmp_path):
        broken = gzip.compress(b"WARC/1.0\r\n" + b"x" * 100)[:20]
        items = found(tmp_path, broken * 5000)
        assert 1 <= len(items) <= 1001
