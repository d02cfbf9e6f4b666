"""`sayso batch` from the command line: what it prints, refuses and counts, from whatever it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest
from pyarrow import parquet

pytest.importorskip("daft")
sys.path.insert(0, str(Path(__file__).parents[1] / "batch"))

import batches
from batches import PAGES, Page, archive, archives, begun, interfered, tables, until
from sayso.cli import run

NEWS = [page for pages in PAGES for page in pages if isinstance(page, Page)]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives(tmp_path_factory.mktemp("news") / "in")


@pytest.fixture(scope="module")
def finished(news: Path) -> Path:
    out = news.parent / "out"
    assert run(["batch", str(news), "--out", str(out), "--workers", "2"]) == 0
    return out


def sayso(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run(["batch", *map(str, arguments), "--workers", "2"])
    return code, *capfd.readouterr()


def line(capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line with which it fails."""
    code, out, err = sayso(capfd, *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    return err


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    return [row for path in (out / table).rglob("*.parquet") for row in parquet.read_table(path).to_pylist()]


def test_the_numbers_of_the_manifest_are_those_of_the_tables(finished: Path) -> None:
    made = batches.manifest(finished)
    assert made["records"] == batches.COUNTED
    records = made["records"]
    parts = records["read"] + records["repeated"] + sum(records["refused"].values()) + records["other"]
    assert parts == records["all"]
    counted = {table: len(found) for table, found in tables(finished).items()}
    assert {table: told["rows"] for table, told in made["tables"].items()} == counted
    for told in made["tables"].values():
        for name, count in told["files"].items():
            assert parquet.read_metadata(finished / name).num_rows == count
    assert len(rows(finished, "reports")) == records["read"]
    assert len(rows(finished, "refusals")) == sum(records["refused"].values())
    assert sum(report["statements"] for report in rows(finished, "reports")) == counted["statements"]
    elsewhere = [place for report in rows(finished, "reports") for place in report["appearances"]]
    assert [place["domain"] for place in elsewhere] == ["echo.example"]
    assert len(elsewhere) == records["repeated"]


def test_pages_in_other_languages_and_lists_of_links_are_passed_over_with_their_reason(
    finished: Path,
) -> None:
    found = {row["kind"]: row["problem"] for row in rows(finished, "refusals")}
    assert found == {"NoArticle": "there is no article in the page", "WrongLanguage": "it is in German"}


def test_the_same_command_on_a_finished_folder_does_nothing(
    news: Path, finished: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def state() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in finished.rglob("*.*")}

    before = state()
    (finished / ".work/left").mkdir(parents=True)  # by a run that ended right after its manifest
    code, out, err = sayso(capfd, news, "--out", finished, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == batches.manifest(finished)
    code, out, err = sayso(capfd, news, "--out", finished)
    assert out.startswith(f"{finished}: 10 records: 5 read, 1 of a text that was there before, ")
    assert {path: told for path, told in state().items() if path.name != ".lock"} == {
        path: told for path, told in before.items() if path.name != ".lock"
    }


def test_other_inputs_are_one_line(news: Path, finished: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = line(capfd, news / "0.warc.gz", "--out", finished)
    assert err.startswith(f"sayso: {finished}: holds a batch that is done, of other inputs; ")


def test_what_was_begun_is_gone_on_with_only_as_it_was_and_by_one(
    news: Path, finished: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out, at = tmp_path / "out", tmp_path / "at"
    with begun(news, "--out", out, env=interfered("sayso.batch.reading", "arrived", at)) as driver:
        until(lambda: list(at.glob("[0-9]*")), driver)
        err = line(capfd, news, "--out", out)
        assert err == (
            f"sayso: {out}: another batch is writing into it; wait until it is done, or name another folder\n"
        )
    assert "was begun with other inputs; " in line(capfd, news / "0.warc.gz", "--out", out)
    assert "was begun with other settings" in line(capfd, news, "--out", out, "--max-bytes", 99_999)
    changed = news / "1.warc.gz"
    stat = changed.stat()
    os.utime(changed, ns=(stat.st_atime_ns, time.time_ns()))
    err = line(capfd, news, "--out", out)
    assert err.startswith(f"sayso: {changed}: is new or has changed since the batch began; ")
    os.utime(changed, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert sayso(capfd, news, "--out", out)[0] == 0
    assert tables(out) == tables(finished)


def test_broken_and_cut_archives_lose_only_what_is_broken(
    finished: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = archives(tmp_path / "in")
    (broken, starts), (cut, ends) = archive(PAGES[0]), archive(PAGES[1])
    middle = bytearray(broken)
    middle[starts[1] + 40 : starts[1] + 140] = bytes(100)
    (folder / "0.warc.gz").write_bytes(middle)
    (folder / "1.warc.gz").write_bytes(cut[: ends[3] + 200])
    out = tmp_path / "out"
    code, told, err = sayso(capfd, folder, "--out", out)
    assert (code, err) == (3, "")
    assert "2 broken or of another format" in told
    lost = {"Cracks in the pier", "Lantern to be lit"}
    titles = {row["title"] for row in rows(finished, "reports")} - lost
    assert {row["title"] for row in rows(out, "reports")} == titles
    refused = {row["source"]: (row["kind"], row["problem"]) for row in rows(out, "refusals")}
    kinds = sorted(kind for kind, _ in refused.values())
    assert kinds == ["NoArticle", "WrongFormat", "WrongFormat", "WrongLanguage"]
    reasons = {source: problem for source, (kind, problem) in refused.items() if kind == "WrongFormat"}
    assert {Path(source).name.partition("@")[0] for source in reasons} == {"0.warc.gz", "1.warc.gz"}
    assert all(reasons.values())


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_lines_and_tables_give_the_answers_that_archives_give(
    kind: str, finished: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"news.{kind}"
    articles = [
        {
            "url": page.url,
            "title": page.title,
            "published": page.published,
            "outlet": page.outlet,
            "text": "\n\n".join(page.paragraphs),
        }
        for page in NEWS
    ]
    if kind == "jsonl":
        path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    else:
        parquet.write_table(arrow.Table.from_pylist(articles), path)
    code, _, err = sayso(capfd, path, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    one, other = tables(tmp_path / "out"), tables(finished)
    for table in ("statements", "voices", "claims", "links"):
        assert one[table] == other[table]
    assert batches.manifest(tmp_path / "out")["records"]["refused"] == {"WrongLanguage": 1}


def test_a_folder_that_cannot_be_written_is_one_line(
    news: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    err = line(capfd, news, "--out", tmp_path / "file/out")
    assert err.startswith(f"sayso: {tmp_path}/file/out: cannot be written (not a directory); ")


def test_a_wrong_file_of_actors_is_told_before_anything_is_begun(
    news: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "actors.toml").write_text("[actor")
    code, out, err = sayso(capfd, news, "--out", tmp_path / "out", "--actors", tmp_path / "actors.toml")
    assert (code, out) == (2, "")
    assert err.startswith(f"sayso: {tmp_path / 'actors.toml'}: ")
    assert not (tmp_path / "out").exists()


def test_without_the_engine_it_says_what_to_install(news: Path, tmp_path: Path) -> None:
    program = "import sys; sys.modules['daft'] = None; from sayso.cli import main; main()"
    arguments = ["batch", str(news), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "daft is not installed" in done.stderr
    assert "pip install 'sayso[cluster]'" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["--help"], ["batch", "--help"]], ids=" ".join)
def test_help_loads_no_engine(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sayso", *arguments], capture_output=True, text=True
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "sayso.cli.batch" in imported
    assert not imported & {"daft", "ray", "pyarrow", "fsspec", "numpy"}


def test_where_there_is_no_report_the_data_set_is_whole_and_empty(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "foreign.jsonl").write_text(
        '{"text": "Der Bürgermeister sagte am Dienstag, die Brücke bleibe noch für zwei Wochen gesperrt."}\n'
    )
    code, out, _ = sayso(capfd, tmp_path / "foreign.jsonl", "--out", tmp_path / "out")
    assert code == 0
    assert out == f"{tmp_path / 'out'}: 1 record: 1 in another language\n0 statements, 0 claims, 0 links\n"
    assert {table: len(found) for table, found in tables(tmp_path / "out").items()} == {
        "claims": 0,
        "links": 0,
        "refusals": 1,
        "reports": 0,
        "statements": 0,
        "voices": 0,
    }
