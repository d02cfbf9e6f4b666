"""Sources: what the user names, and the one clear line for what cannot be read."""

from __future__ import annotations

import gzip
import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import NoArticle, NotFound, Refused, TooLarge, Unreachable, WrongFormat
from sayso.read import Options, report, reports
from sayso.read.document import Document, Known
from sayso.read.names import printable
from sayso.read.sources import documents
from sayso.types import Report

STORY = (
    "Harbour pilots refuse night shifts\n\n"
    "The harbour pilots of Varnholm will not work at night from Monday, their union said on Friday.\n\n"
    "“Nobody has asked us how tired we are,” said Ilse Brandmark, who leads the union.\n\n"
    "The port authority declined to comment, but a person close to its board told the Varnholm Courier "
    "that talks would go on over the weekend.\n"
)


def found(source: object, options: Options | None = None) -> list[Document | Refused]:
    return list(documents(str(source), options or Options()))


def only(source: object, options: Options | None = None) -> Document | Refused:
    (item,) = found(source, options)
    return item


def write(path: Path, data: str | bytes = STORY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch):
    def put(data: bytes) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(data))))

    return put


class TestFiles:
    def test_a_file_is_one_document_under_the_name_that_the_user_gave(self, tmp_path, monkeypatch):
        write(tmp_path / "story.txt")
        monkeypatch.chdir(tmp_path)
        item = only("story.txt")
        assert isinstance(item, Document)
        assert (item.name, item.data) == ("story.txt", STORY.encode())

    def test_what_the_user_knows_goes_along(self, tmp_path):
        known = Known(outlet="Varnholm Courier", published="2031-05-02")
        item = only(write(tmp_path / "story.txt"), Options(override=known))
        assert isinstance(item, Document)
        assert item.override == known

    @pytest.mark.parametrize(
        ("name", "problem"),
        [("absent.txt", "no such file"), ("nul\0byte.txt", "cannot be read"), ("n" * 300, "cannot be read")],
    )
    def test_a_file_that_is_not_there_is_not_found(self, tmp_path, name, problem):
        item = only(tmp_path / name)
        assert isinstance(item, NotFound)
        assert problem in item.problem
        assert "\n" not in str(item)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission_says_so(self, tmp_path):
        path = write(tmp_path / "story.txt")
        path.chmod(0)
        item = only(path)
        assert isinstance(item, NotFound)
        assert "user" in item.problem

    def test_a_pipe_is_refused_without_waiting_for_it(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        assert isinstance(only(tmp_path / "pipe.txt"), WrongFormat)

    def test_a_device_is_refused(self):
        assert isinstance(only("/dev/zero"), WrongFormat)

    def test_a_link_to_itself_is_refused(self, tmp_path):
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        assert isinstance(only(tmp_path / "loop.txt"), NotFound)

    def test_a_file_over_the_limit_is_too_large(self, tmp_path):
        path = write(tmp_path / "story.txt", b"a" * 1001)
        assert isinstance(only(path, Options(max_bytes=1000)), TooLarge)
        assert isinstance(only(path, Options(max_bytes=1001)), Document)

    @pytest.mark.parametrize("name", ["ftp://e.example/a", "file:///etc/hosts", "gopher://e.example"])
    def test_other_schemes_than_http_are_refused(self, name):
        assert isinstance(only(name), Unreachable)

    def test_a_name_is_printed_in_one_line_that_every_terminal_takes(self, tmp_path):
        item = only(os.fsdecode(bytes(tmp_path / "a\nb") + b"\xff\x1b[31m.txt"))
        assert isinstance(item, NotFound)
        assert str(item).isprintable()
        assert str(item).encode()

    def test_ordinary_names_are_printed_as_they_are(self):
        assert printable("Ångström/häfen 2.txt") == "Ångström/häfen 2.txt"


class TestGzip:
    def test_a_zipped_file_is_unzipped(self, tmp_path):
        item = only(write(tmp_path / "story.txt.gz", gzip.compress(STORY.encode())))
        assert isinstance(item, Document)
        assert item.data == STORY.encode()

    def test_a_zipped_file_cut_off_says_so(self, tmp_path):
        item = only(write(tmp_path / "story.txt.gz", gzip.compress(os.urandom(5000))[:-900]))
        assert isinstance(item, WrongFormat)
        assert "ends early" in item.problem

    @pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8bnonsense that is not gzip", b"\x1f\x8b\x08\0"])
    def test_a_broken_zipped_file_says_so(self, tmp_path, data):
        assert isinstance(only(write(tmp_path / "story.gz", data)), WrongFormat)

    def test_a_bomb_is_too_large(self, tmp_path):
        bomb = gzip.compress(b"\0" * 2_000_000)
        assert len(bomb) < 10_000
        assert isinstance(only(write(tmp_path / "a.gz", bomb), Options(max_bytes=100_000)), TooLarge)

    def test_gzip_within_gzip_is_refused(self, tmp_path):
        path = write(tmp_path / "a.gz", gzip.compress(gzip.compress(STORY.encode())))
        assert isinstance(only(path), WrongFormat)


class TestLines:
    LINES = b'{"title": "A"}\n\n{"title": "B"}\r\n{"title": "C"}'

    @pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.JSONL", "a.jsonl.gz", "nothing-told"])
    def test_each_line_is_a_document_named_by_its_number(self, tmp_path, name):
        data = gzip.compress(self.LINES) if name.endswith("gz") else self.LINES
        path = write(tmp_path / name, data)
        items = found(path)
        assert [item.name for item in items] == [f"{path}#1", f"{path}#3", f"{path}#4"]
        assert [item.data.strip() for item in items][-1] == b'{"title": "C"}'
        assert {item.media_type for item in items} == {"application/json"}

    def test_one_json_object_is_one_document(self, tmp_path):
        assert len(found(write(tmp_path / "a.json", '{"a":\n {"b":\n {}}}'))) == 1

    def test_a_line_over_the_limit_is_refused_and_the_rest_goes_on(self, tmp_path):
        path = write(tmp_path / "a.jsonl", b'{"a": 1}\n{"b": "' + b"x" * 500 + b'"}\n{"c": 3}\n')
        items = found(path, Options(max_bytes=50))
        assert [type(item) for item in items] == [Document, TooLarge, Document]
        assert items[2].name.endswith("#3")


class TestStandardInput:
    def test_a_dash_reads_standard_input(self, stdin):
        stdin(STORY.encode())
        assert only("-") == Document("-", STORY.encode())

    def test_a_long_text_comes_through_whole(self, stdin):
        stdin(STORY.encode() * 1000)
        assert only("-").data == STORY.encode() * 1000

    def test_zipped_lines_come_through(self, stdin):
        stdin(gzip.compress(TestLines.LINES))
        assert [item.name for item in found("-")] == ["-#1", "-#3", "-#4"]

    def test_no_standard_input_at_all_says_so(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", None)
        assert isinstance(only("-"), NotFound)


class TestFolders:
    def test_files_come_in_order_of_their_names_with_folders_in_their_place(self, tmp_path):
        for name in ["b.txt", "a/z.html", "a/b/c.md", "c.json", "a.txt"]:
            write(tmp_path / name)
        names = [os.path.relpath(item.name, tmp_path) for item in found(tmp_path)]
        assert names == ["a/b/c.md", "a/z.html", "a.txt", "b.txt", "c.json"]

    def test_hidden_and_other_files_are_passed_over_and_counted(self, tmp_path, caplog):
        for name in ["a.txt", ".hidden.txt", ".git/b.txt", "picture.jpg", "noend"]:
            write(tmp_path / name)
        with caplog.at_level(logging.INFO, "sayso.read"):
            assert len(found(tmp_path)) == 1
        assert "3 files passed over" in caplog.text

    def test_zipped_files_are_told_by_the_name_below(self, tmp_path):
        write(tmp_path / "a.txt.gz", gzip.compress(STORY.encode()))
        write(tmp_path / "b.tar.gz", gzip.compress(STORY.encode()))
        assert [item.name for item in found(tmp_path)] == [str(tmp_path / "a.txt.gz")]

    def test_links_to_folders_are_not_entered(self, tmp_path):
        write(tmp_path / "a" / "story.txt")
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert len(found(tmp_path)) == 1

    def test_a_linked_file_is_read(self, tmp_path):
        write(tmp_path / "kept" / "story.txt")
        folder = tmp_path / "linked"
        folder.mkdir()
        (folder / "here.txt").symlink_to(tmp_path / "kept" / "story.txt")
        assert isinstance(only(folder), Document)

    def test_a_bad_file_is_refused_and_the_rest_goes_on(self, tmp_path):
        write(tmp_path / "a.txt")
        (tmp_path / "b.txt").symlink_to("nowhere")
        os.mkfifo(tmp_path / "c.txt")
        write(tmp_path / "d.txt")
        kinds = [type(item) for item in found(tmp_path)]
        assert kinds == [Document, NotFound, WrongFormat, Document]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_folder_without_permission_is_refused_and_the_rest_goes_on(self, tmp_path):
        write(tmp_path / "a" / "b.txt")
        write(tmp_path / "c.txt")
        (tmp_path / "a").chmod(0)
        try:
            kinds = [type(item) for item in found(tmp_path)]
        finally:
            (tmp_path / "a").chmod(0o755)
        assert kinds == [NotFound, Document]

    @pytest.mark.parametrize("name", [None, "picture.jpg"])
    def test_a_folder_with_nothing_to_read_says_so(self, tmp_path, name):
        if name:
            write(tmp_path / name)
        assert isinstance(only(tmp_path), NoArticle)

    def test_a_folder_is_walked_as_it_is_read(self, tmp_path):
        write(tmp_path / "a.txt")
        write(tmp_path / "b.txt")
        items = documents(str(tmp_path))
        assert next(items).name.endswith("a.txt")
        (tmp_path / "b.txt").unlink()
        assert isinstance(next(items), NotFound)

    def test_a_very_deep_folder_is_walked(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for _ in range(1100):
            os.mkdir("d")
            os.chdir("d")
        Path("a.txt").write_text(STORY)
        deepest = os.getcwd()
        os.chdir(tmp_path)
        item = only(".")
        os.chdir(deepest)
        os.unlink("a.txt")
        for _ in range(1100):  # pytest could not remove it afterwards
            os.chdir("..")
            os.rmdir("d")
        assert isinstance(item, Document)


class TestReports:
    def test_what_can_be_read_is_a_report_and_the_rest_a_refusal_in_order(self, tmp_path):
        write(tmp_path / "a.txt")
        write(tmp_path / "b.txt", b"")
        write(tmp_path / "c.html", b"%PDF-1.7 \x00\x01")
        write(tmp_path / "d.txt")
        items = list(reports([str(tmp_path), str(tmp_path / "absent"), str(tmp_path / "a.txt")]))
        assert [type(item) for item in items] == [Report, NoArticle, WrongFormat, Report, NotFound, Report]

    def test_reports_come_as_they_are_read(self, tmp_path):
        items = reports([str(write(tmp_path / "a.txt")), "/dev/zero"])
        assert isinstance(next(items), Report)

    def test_a_fault_of_ours_is_told_and_the_rest_goes_on(self, tmp_path, monkeypatch, caplog):
        def fails(document: Document) -> Report:
            raise RuntimeError("planted")

        write(tmp_path / "a.txt")
        write(tmp_path / "b.txt")
        monkeypatch.setattr("sayso.read.formats.report_of", fails)
        items = list(reports([str(tmp_path)]))
        assert [type(item) for item in items] == [Refused, Refused]
        assert isinstance(items[0].__cause__, RuntimeError)
        assert "planted" in caplog.text

    def test_what_the_user_knows_wins(self, tmp_path):
        known = Known(published="2031-05-02", outlet="Varnholm Courier")
        item = report(str(write(tmp_path / "a.txt")), Options(override=known))
        assert (item.published, item.outlet.name) == ("2031-05-02", "Varnholm Courier")

    def test_a_page_that_was_fetched_knows_where_it_came_from(self, site):
        html = (
            "<html><body><article>"
            + "".join(f"<p>{p}</p>" for p in STORY.split("\n\n"))
            + "</article></body></html>"
        )
        url = site.put("/a", html.encode(), content_type="text/html; charset=utf-8")
        assert report(url, Options(allow_private=True)).url == url


class TestOneReport:
    def test_the_one_report_is_returned(self, tmp_path):
        assert report(str(write(tmp_path / "a.txt"))).title == "Harbour pilots refuse night shifts"

    def test_its_refusal_is_raised(self, tmp_path):
        with pytest.raises(NotFound):
            report(str(tmp_path / "absent.txt"))

    def test_several_are_refused_with_the_way_to_read_them(self, tmp_path):
        write(tmp_path / "a.txt")
        write(tmp_path / "b.txt")
        with pytest.raises(WrongFormat, match=r"holds several reports; .*sayso\.read\.reports"):
            report(str(tmp_path))


def test_a_text_file_is_read_without_loading_what_only_others_need(tmp_path):
    """The cold start of one short report is what a newcomer sees first."""
    path = write(tmp_path / "a.txt")
    code = (
        "import sys; from sayso.read import report; report(sys.argv[1]);"
        "heavy = {'httpx2', 'feedparser', 'fastwarc', 'trafilatura', 'protego'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
