import json
from dataclasses import replace
from pathlib import Path

import pytest

import sayso.pipeline
from sayso.cli import run
from sayso.cli.settings import files


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch, reading):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sayso.pipeline, "read_report", lambda report, table: replace(reading, report=report))
    Path("report.txt").write_text("The lake is empty, the water board said on Monday. " * 5)


def set_here(content: str) -> None:
    Path("sayso.toml").write_text(content)


def set_for_the_user(content: str) -> None:
    file = files()[1]
    file.parent.mkdir(parents=True)
    file.write_text(content)


def published(capsys, *arguments: str) -> str | None:
    assert run(["read", "report.txt", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)["report"]["published"]


def test_flag_before_variable_before_folder_before_user(capsys, monkeypatch):
    set_for_the_user("[read]\npublished = '2031-01-01'")
    assert published(capsys) == "2031-01-01"
    set_here("[read]\npublished = '2031-02-02'")
    assert published(capsys) == "2031-02-02"
    monkeypatch.setenv("SAYSO_PUBLISHED", "2031-03-03")
    assert published(capsys) == "2031-03-03"
    assert published(capsys, "--published", "2031-04-04") == "2031-04-04"


def test_settings_of_both_files_add_up(capsys):
    set_for_the_user("[read]\noutlet = 'Fell Post'\nformat = 'csv'")
    set_here("[read]\nformat = 'json'")
    assert run(["read", "report.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["report"]["outlet"]["name"] == "Fell Post"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[read]\nformt = 'json'", "formt: no such setting"),
        ("[read]\nformat = 'xml'", "format: 'xml' is not one of"),
        ("[read]\nfollow = 'perhaps'", "follow: 'perhaps' is neither true nor false"),
        ("[read]\ntimeout = -1", "timeout: -1"),
        ("[read]\npublished = 'yesterday'", "published: 'yesterday' is no ISO 8601 date"),
        ("[read]\noutput = 'report.txt'", "output: no such setting"),
        ("format = 'json'", "format: settings stand in the table [read]"),
        ("[write]", "write: settings stand in the table [read]"),
        ("read = 3", "read: settings stand in the table [read]"),
        ("[read", "cannot be read as TOML"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_file_and_key(content, says, capsys):
    set_here(content)
    assert run(["read", "report.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"sayso: sayso.toml: {says}")
    assert len(err.splitlines()) == 1


def test_a_wrong_setting_of_the_user_names_that_file(capsys):
    set_for_the_user("[read]\nformt = 'json'")
    assert run(["read", "report.txt"]) == 2
    assert str(files()[1]) in capsys.readouterr().err


def test_a_wrong_variable_is_named(capsys, monkeypatch):
    monkeypatch.setenv("SAYSO_FORMAT", "xml")
    assert run(["read", "report.txt"]) == 2
    assert "SAYSO_FORMAT" in capsys.readouterr().err


def test_a_date_and_a_number_may_be_written_as_toml_has_them(capsys):
    set_here("[read]\npublished = 2031-02-02\nmax-bytes = 100000\ntimeout = 3\nfollow = false")
    assert published(capsys) == "2031-02-02"


def test_help_comes_whatever_the_settings_are(capsys):
    set_here("[read")
    assert run(["read", "--help"]) == 0
    assert "Usage: sayso read" in capsys.readouterr().out
