import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

import sayso.pipeline
from sayso.cli import run
from sayso.errors import Stumbled

REPORT = """\
Council told of dry reservoir

By Ines Corvo

The reservoir is “as good as empty”, the water board said on Monday, citing Dr Tamsin Oyelaran, who has
measured the lake for years and who warned of a long drought in the spring of last year.

An engineer said that the board’s spreadsheet had shown nothing at all, and that nobody in the council
had asked about it until it was too late to do anything.
"""
WITHOUT_A_MODEL = """
import runpy
import sayso.pipeline
from sayso.types import Reading
sayso.pipeline.read_report = lambda report, table: Reading(report, ())
runpy.run_module("sayso", run_name="__main__")
"""
SAYSO = [sys.executable, "-c", WITHOUT_A_MODEL]


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """A folder of its own, without settings of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def report(tmp_path) -> str:
    file = tmp_path / "reservoir.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file.name


@pytest.fixture(autouse=True)
def statements(reading, monkeypatch):
    """The model is not what is tested here: each report is read as holding the same three statements."""
    monkeypatch.setattr(
        sayso.pipeline, "read_report", lambda report, table: replace(reading, report=report), raising=True
    )


def test_a_report_is_printed_as_text(report, capsys):
    assert run(["read", report]) == 0
    out, err = capsys.readouterr()
    assert "the water board (Larkhaven Water Board)  said" in out
    assert err == ""


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "html"])
def test_every_other_format_is_printed(format, report, capsys):
    assert run(["read", report, "--format", format]) == 0
    assert "Dr Tamsin Oyelaran" in capsys.readouterr().out


def test_what_the_user_says_of_a_report_wins(report, capsys):
    told = ["--published", "2031-08-12", "--outlet", "Fell Post", "--url", "https://fellpost.example/1"]
    assert run(["read", report, "-f", "json", *told]) == 0
    found = json.loads(capsys.readouterr().out)["report"]
    assert found["published"] == "2031-08-12"
    assert found["outlet"] == {"name": "Fell Post", "domain": "fellpost.example"}
    assert found["url"] == "https://fellpost.example/1"


OWN = '[[actor]]\nid = "outlet:fell-post"\nname = "Fell Post"\nnames = ["the Post"]\n'


@pytest.mark.parametrize("by", ["option", "variable", "settings"])
def test_actors_of_ones_own_are_laid_over_the_packaged_ones(by, report, tmp_path, monkeypatch, capsys):
    tables = []
    real = sayso.pipeline.read_report
    monkeypatch.setattr(
        sayso.pipeline, "read_report", lambda report, table: tables.append(table) or real(report, table)
    )
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    if by == "variable":
        monkeypatch.setenv("SAYSO_ACTORS", "own.toml")
    if by == "settings":
        (tmp_path / "sayso.toml").write_text('[read]\nactors = "own.toml"\n', encoding="utf-8")
    given = ["--actors", "own.toml"] if by == "option" else []
    assert run(["read", report, "-f", "jsonl", *given]) == 0
    assert tables[0].get("outlet:fell-post").name == "Fell Post"


def test_a_wrong_file_of_actors_is_wrong_use(report, tmp_path, capsys):
    (tmp_path / "own.toml").write_text('[[actor]]\nid = "Fell Post"\n', encoding="utf-8")
    for name in ("own.toml", "missing.toml"):
        assert run(["read", report, "--actors", name]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"sayso: {name}: ")


def test_a_refused_source_is_one_line_and_the_rest_goes_on(report, capsys):
    assert run(["read", "missing.txt", report, "-f", "jsonl"]) == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [err.strip()]
    assert err.startswith("sayso: missing.txt: no such file")


def test_a_fault_of_our_own_costs_one_report_and_no_other(report, tmp_path, monkeypatch, capsys):
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("Ines Corvo", "Aurel Bantock"), encoding="utf-8")
    real = sayso.pipeline.read_report

    def stumbling(report, table):
        if "Bantock" in report.text:
            raise Stumbled(report.id, "Sayso stumbled over it", "please report that")
        return real(report, table)

    monkeypatch.setattr(sayso.pipeline, "read_report", stumbling)
    assert run(["read", "other.txt", report, "-f", "jsonl"]) == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.startswith("sayso: other.txt: Sayso stumbled over it; please report that")


def test_nothing_read_is_a_failure(capsys):
    assert run(["read", "missing.txt"]) == 1
    assert capsys.readouterr().out == ""


def test_a_hostile_name_cannot_steer_the_terminal(capsys):
    assert run(["read", "miss\x1b[31ming\n.txt"]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--format", "xml", "reservoir.txt"],
        ["--published", "yesterday", "reservoir.txt"],
        ["--url", "fellpost", "reservoir.txt"],
        ["--url", "https://fellpost.example/1", "reservoir.txt", "reservoir.txt"],
        ["--timeout", "0", "reservoir.txt"],
        ["--max-bytes", "many", "reservoir.txt"],
        ["--output", "no/such/folder.json", "reservoir.txt"],
        ["--sideways", "reservoir.txt"],
    ],
)
def test_wrong_use_is_told_apart(wrong, report, capsys):
    assert run(["read", *wrong]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Error: " in err


def test_output_goes_to_a_file(report, tmp_path, capsys):
    assert run(["read", report, "-f", "json", "-o", "out.json"]) == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["schema"] == "sayso/1"
    assert capsys.readouterr().out == ""


def test_a_file_is_left_alone_when_nothing_could_be_read(tmp_path):
    kept = tmp_path / "out.json"
    kept.write_text("kept")
    assert run(["read", "missing.txt", "-o", "out.json"]) == 1
    assert kept.read_text() == "kept"
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_file_is_left_alone_when_reading_is_interrupted(report, tmp_path, monkeypatch):
    def interrupted(report, table):
        raise KeyboardInterrupt

    monkeypatch.setattr(sayso.pipeline, "read_report", interrupted)
    assert run(["read", report, "-o", "out.json"]) == 130
    assert not (tmp_path / "out.json").exists()


def test_results_come_as_they_are_read(report, monkeypatch, capsys):
    seen = []
    real = sayso.pipeline.read_report

    def watched(report, table):
        seen.append(capsys.readouterr().out)
        return real(report, table)

    monkeypatch.setattr(sayso.pipeline, "read_report", watched)
    assert run(["read", report, report, "-f", "jsonl"]) == 0
    assert seen[0] == ""
    assert seen[1].count("\n") == 1


# What only a process of its own can show.


def test_an_interrupt_ends_it_with_130_and_one_line():
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Where the tests run in the background interrupts are ignored, and a child would ignore them too.
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen([*SAYSO, "read", "-"], **pipes) as process:
        signal.signal(signal.SIGINT, kept)
        process.stdin.write(b"word " * 100_000)  # more than a pipe holds, so the process is reading it
        process.stdin.flush()
        for _ in range(60):  # Python misses a signal that comes right before it waits for input
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        else:
            process.kill()
        assert process.stdout.read() == b""
        assert process.stderr.read().strip() == b"sayso: interrupted"
    assert process.returncode == 130


def test_a_closed_pipe_ends_it_quietly(report):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*SAYSO, "read", report, report, "-f", "jsonl"], stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(report):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*SAYSO, "read", report, "-f", "json"], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"sayso: cannot write: ")
    assert done.stderr.count(b"\n") == 1


def test_standard_input_is_a_source():
    done = subprocess.run([*SAYSO, "read", "-"], input=REPORT.encode(), capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


def on_a_terminal(arguments: list[str], **others) -> bytes:
    """What ``sayso`` writes to standard error where that is a terminal."""
    terminal, end = pty.openpty()
    process = subprocess.Popen([*SAYSO, *arguments], stderr=end, env=os.environ | {"TERM": "xterm"}, **others)
    os.close(end)
    written = b""
    try:
        while piece := os.read(terminal, 4096):
            written += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(terminal)
    assert process.wait(timeout=60) == 0
    return written


def test_progress_is_shown_on_a_terminal_only(report):
    assert b"/2" in on_a_terminal(["read", report, report], stdout=subprocess.DEVNULL)
    done = subprocess.run([*SAYSO, "read", report, report], capture_output=True, timeout=60)
    assert done.stderr == b""


def test_progress_is_not_shown_for_one_report(report):
    assert on_a_terminal(["read", report], stdout=subprocess.DEVNULL) == b""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["read", "--help"]], ids=" ".join)
def test_version_and_help_load_nothing_heavy(arguments):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sayso", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"numpy", "onnxruntime", "rich", "tokenizers", "lxml", "trafilatura", "httpx2"}
