"""The commands that ask: their formats, pages, exit codes and errors."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from dataclasses import replace

import pytest

from sayso import ledger
from sayso.cli import run

COMMANDS = (
    ["search", "toll"],
    ["search", "toll", "--best"],
    ["timeline"],
    ["who", "holt"],
    ["voices"],
    ["voices", "--outlets"],
    ["stats"],
    ["stats", "--refusals"],
)


@pytest.fixture
def ask(path, capsys, monkeypatch):
    """Run a command on the ledger; what it printed, and its exit code."""
    monkeypatch.setenv("SAYSO_LEDGER", str(path))
    monkeypatch.setenv("COLUMNS", "80")

    def asked(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return asked


def test_a_search_is_told_with_speaker_act_day_outlet_and_id(ask, desk):
    code, out, err = ask("search", "june")
    row = desk.search("june").rows[0]
    assert (code, err) == (0, "")
    for told in (
        "Maren Holt",
        "say",
        "2 May 2031",
        "Larkhaven Courier",
        "Bridge toll to rise",
        row.id,
        row.text,
    ):
        assert told in out


def test_a_nameless_voice_is_told_by_its_description_and_relay(ask):
    _, out, _ = ask("search", "close")
    assert "a harbour official (described) via Quay Post" in out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_text_is_within_the_width_and_plain_where_there_is_no_terminal(ask, command):
    code, out, _ = ask(*command)
    assert code == 0
    assert out.strip()
    assert "\x1b" not in out
    assert all(len(line) <= 80 and line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_json_lines_and_table_have_the_same_rows(ask, command):
    whole = json.loads(ask(*command, "--format", "json")[1])
    lines = [json.loads(line) for line in ask(*command, "--format", "jsonl")[1].splitlines()]
    rows = list(csv.DictReader(io.StringIO(ask(*command, "--format", "csv")[1])))
    assert whole["next"] is None
    assert whole["rows"] == lines
    assert len(rows) == len(lines) > 0
    same = set(rows[0]) & {name for name, value in lines[0].items() if isinstance(value, str | int | float)}
    assert same
    for row, line in zip(rows, lines, strict=True):
        assert all(row[name].lstrip("'") == str("" if line[name] is None else line[name]) for name in same)


def test_no_cell_is_a_formula(ask):
    rows = list(csv.DictReader(io.StringIO(ask("search", "planned", "-f", "csv")[1])))
    assert rows[0]["title"] == "'=Minister denies it"
    assert rows[0]["text"] == "'-that any toll was planned"


def test_the_matched_words_are_in_the_json_as_offsets(ask):
    (row,) = json.loads(ask("search", "bridge june", "-f", "json")[1])["rows"]
    assert [row["text"][start:end] for start, end in row["marks"]] == ["bridge", "June"]


@pytest.mark.parametrize("command", [["search", "toll"], ["voices"], ["stats"], ["voices", "--outlets"]])
def test_the_place_that_a_page_ends_with_leads_to_the_next(ask, command):
    everything = json.loads(ask(*command, "-f", "json")[1])["rows"]
    first = json.loads(ask(*command, "-f", "json", "-n", "1")[1])
    second = json.loads(ask(*command, "-f", "json", "-n", "1", "--after", first["next"])[1])
    assert [*first["rows"], *second["rows"]] == everything[:2]
    assert f"--after {first['next']}" in ask(*command, "-n", "1")[1]


def test_words_that_begin_with_a_minus_are_no_options(ask):
    code, out, _ = ask("search", "toll", "-bridge", "-night ferry", "-f", "jsonl", "-n", "1")
    assert code == 0
    assert json.loads(out)["text"] == "the toll is a toll too many"
    assert ask("search", "-levy", "-ferry")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (['bridge "toll talks"'], 'bridge "toll talks"'),
        (["bridge toll"], "bridge toll"),
        (["bridge", "toll talks"], 'bridge "toll talks"'),
        (["bridge", "-toll talks"], 'bridge -"toll talks"'),
        (["bridge", "speaker:Maren Holt", "-via:Quay Post"], 'bridge speaker:"Maren Holt" -via:"Quay Post"'),
        (["bridge", "toll OR ferry"], "bridge toll OR ferry"),
    ],
)
def test_words_that_the_shell_kept_together_stay_together(ask, arguments, query):
    assert json.loads(ask("search", *arguments, "-f", "json")[1])["query"] == query


def test_an_option_that_is_none_is_wrong_use(ask):
    code, _, err = ask("search", "toll", "--loud")
    assert code == 2
    assert "--loud" in err


def test_nothing_found_is_told_and_fails(ask):
    for command in (["search", "zeppelin"], ["timeline", "zeppelin"], ["who", "Corvo"]):
        code, out, err = ask(*command)
        assert (code, out) == (1, "")
        assert command[1] in err
    code, out, _ = ask("search", "zeppelin", "-f", "json")
    assert code == 1
    assert json.loads(out) == {"query": "zeppelin", "rows": [], "next": None}


@pytest.mark.parametrize(
    "command",
    [["search", "act:denied"], ["search", "toll", "--after", "x"], ["stats", "toll"], ["search", "?!"]],
)
def test_a_bad_question_is_wrong_use_in_one_line(ask, command):
    code, out, err = ask(*command)
    assert (code, out) == (2, "")
    assert err.startswith("sayso: ")
    assert err.count("\n") == 1


def test_a_statement_is_shown_with_words_chain_and_reasons(ask, desk):
    row = desk.search("close").rows[0]
    code, out, _ = ask("show", row.id)
    assert code == 0
    for told in ("she said the old bridge may close", "relay", "anon:x:1", "A test says so.", "(model test)"):
        assert told in " ".join(out.split())
    shown = json.loads(ask("show", row.id, "-f", "json")[1])
    assert shown["statement"]["id"] == row.id
    assert "text" not in shown["report"]
    (paragraph,) = shown["paragraphs"]
    assert row.text in paragraph["text"]
    assert json.loads(ask("show", row.id, "-f", "jsonl")[1]) == shown
    (cells,) = csv.DictReader(io.StringIO(ask("show", row.id, "-f", "csv")[1]))
    assert cells["content"] == row.text


def test_the_address_of_a_report_is_shown_whole(ask, desk, tmp_path):
    one = next(iter(desk.view.readings()))
    url = f"https://quay.example/{'long-' * 30}"
    other = tmp_path / "desk.db"
    with ledger.writer(other) as writer:
        writer.add(replace(one, report=replace(one.report, url=url)), model="test")
    _, out, _ = ask("show", one.statements[0].id, "--ledger", str(other))
    assert url in out.splitlines()


def test_an_empty_ledger_has_no_tables_without_rows(ask, tmp_path):
    empty = tmp_path / "empty.db"
    ledger.writer(empty).close()
    for command in (["voices"], ["voices", "--outlets"], ["search"], ["timeline"]):
        code, out, err = ask(*command, "--ledger", str(empty))
        assert (code, out) == (1, "")
        assert err.startswith("sayso: ")
    code, out, _ = ask("stats", "--ledger", str(empty))
    assert code == 0
    assert "0  reports" in out


def test_a_report_is_shown_as_it_was_read(ask, desk):
    row = desk.search("close").rows[0]
    assert json.loads(ask("show", row.report, "-f", "json")[1])["report"]["id"] == row.report
    code, _, err = ask("show", "nothing:1")
    assert code == 1
    assert "no such" in err


def test_the_counts_are_told_with_what_they_are_of(ask):
    _, out, _ = ask("stats", "since:2031-05-03")
    assert "5  statements" in out
    assert "1 NoArticle" in out
    assert "Quay Post 1" in out
    assert "Larkhaven" not in out


@pytest.mark.parametrize("command", ["who", "search", "show", "timeline"])
def test_an_argument_that_is_no_utf_8_is_no_fault(ask, command):
    code, _, err = ask(command, "\udcffholt", "-f", "json")
    assert code in (0, 1)
    assert "Traceback" not in err


def test_a_ledger_that_is_not_there_is_told(ask, tmp_path):
    code, _, err = ask("search", "toll", "--ledger", str(tmp_path / "none.db"))
    assert code == 1
    assert "no such ledger" in err


def on_a_terminal(path, *arguments: str, **variables: str) -> str:
    """What a command prints on a terminal."""
    outer, inner = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment = kept | {"TERM": "xterm-256color", "COLUMNS": "80", "SAYSO_LEDGER": str(path)} | variables
    command = [sys.executable, "-m", "sayso", *arguments]
    with subprocess.Popen(command, stdout=inner, env=environment) as process:
        os.close(inner)
        printed = b""
        while process.poll() is None or printed[-1:] != b"\n":
            try:
                part = os.read(outer, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            printed += part
    os.close(outer)
    assert process.returncode == 0
    return printed.decode()


def test_a_terminal_shows_matched_words_in_bold(path):
    printed = on_a_terminal(path, "search", "june")
    assert "\x1b[1mJune\x1b[0m" in printed
    assert "\x1b[1;36mMaren Holt\x1b[0m" in printed


def test_no_color_leaves_bold_alone(path):
    printed = on_a_terminal(path, "search", "june", NO_COLOR="1")
    assert "\x1b[1mJune\x1b[0m" in printed
    assert "36m" not in printed
