"""Adding, exporting, importing, rereading and telling versions apart, from the command line."""

import json

import pytest

from sayso import ledger
from sayso.cli import run
from sayso.intake import rereading
from sayso.intake.linking import Linking
from sayso.ledger.query import Query

REPORT = """The ferry will close

The ferry of Larkhaven will close for three weeks, Maren Holt said on Monday.

The owner of the ferry denied that it had been asked.
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def desk(tmp_path):
    return tmp_path / "desk.db"


def sayso(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_summary_says_what_came_of_all_sources(report, desk, tmp_path, capsys):
    code, out, err = sayso(capsys, "add", report, tmp_path / "none.txt", "--ledger", desk)
    assert (code, out) == (3, f"{desk}: 2 reports: 1 new, 1 refused\n")
    assert err.startswith(f"sayso: {tmp_path / 'none.txt'}: no such file; check the path")
    assert sayso(capsys, "add", report, "-l", desk) == (0, f"{desk}: 1 report: 1 known already\n", "")


def test_nothing_read_is_a_failure(desk, tmp_path, capsys):
    assert sayso(capsys, "add", tmp_path / "none.txt", "-l", desk)[0] == 1


def test_lines_for_programs_say_what_came_of_each_source(report, desk, capsys):
    _, out, _ = sayso(capsys, "add", report, "-l", desk, "--format", "jsonl")
    (line,) = map(json.loads, out.splitlines())
    assert (line["source"], line["outcome"], len(line["report"])) == (str(report), "new", 16)


def test_the_ledger_is_named_by_the_settings_too(report, desk, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sayso.toml").write_text(f'ledger = "{desk}"\n[add]\nprocesses = 1\n')
    assert sayso(capsys, "add", report)[0] == 0
    assert desk.exists()
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "other.db"))
    assert sayso(capsys, "add", report)[0] == 0
    assert (tmp_path / "other.db").exists()


def test_what_is_exported_is_imported_without_loss(report, desk, tmp_path, capsys):
    changed = tmp_path / "changed.json"
    for text in (
        "Maren Holt said that the ferry will close.",
        "Maren Holt said that the ferry will not close.",
    ):
        changed.write_text(json.dumps({"url": "https://a.example/1", "title": "Ferry", "text": text}))
        sayso(capsys, "add", changed, report, "-l", desk)
    exported, again = tmp_path / "desk.jsonl", tmp_path / "again.db"
    assert sayso(capsys, "export", "-l", desk, "-o", exported)[0] == 0
    code, out, err = sayso(capsys, "import", exported, "-l", again)
    assert (code, out, err) == (0, f"{again}: 3 reports: 2 new, 1 new version\n", "")
    assert sayso(capsys, "export", "-l", again)[1] == exported.read_text("utf-8")
    with ledger.view(desk) as one, ledger.view(again) as other:
        assert one.counts() == other.counts()


def test_a_line_that_is_no_reading_is_refused_with_its_number(report, desk, tmp_path, capsys):
    sayso(capsys, "add", report, "-l", desk)
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"a": 1}\n' + sayso(capsys, "export", "-l", desk)[1] + "\nnot json\n")
    code, out, err = sayso(capsys, "import", lines, "-l", tmp_path / "other.db")
    assert code == 3
    assert "1 new, 2 refused" in out
    assert [line.split(": ")[1] for line in err.splitlines()] == [f"{lines}#1", f"{lines}#4"]


def test_only_reports_that_answer_are_exported(report, desk, tmp_path, capsys):
    other = tmp_path / "other.txt"
    other.write_text("A bridge\n\nDagny Orrell said that the bridge was safe.\n")
    sayso(capsys, "add", report, other, "-l", desk)
    _, out, _ = sayso(capsys, "export", "bridge", "-l", desk)
    assert [json.loads(line)["report"]["title"] for line in out.splitlines()] == ["A bridge"]


def test_an_export_of_nothing_says_so_and_leaves_no_file(report, desk, tmp_path, capsys):
    sayso(capsys, "add", report, "-l", desk)
    for output in ("-", tmp_path / "out.jsonl"):
        code, out, err = sayso(capsys, "export", "bridge", "-l", desk, "-o", output)
        assert (code, out) == (1, "")
        assert err == f"sayso: no statement in {desk} answers bridge; ask for less, or in other words\n"
    assert not (tmp_path / "out.jsonl").exists()


def test_an_export_takes_the_query_that_a_search_takes(report, desk, capsys):
    sayso(capsys, "add", report, "-l", desk)
    assert sayso(capsys, "export", "-l", desk, "ferry", "-bridge")[0] == 0
    assert sayso(capsys, "export", "-l", desk, "weeks three", "ferry")[0] == 1  # words in a row
    assert sayso(capsys, "export", "-l", desk, "three weeks", "ferry")[0] == 0


def test_rereading_says_what_changed_and_brings_the_version_up_to_date(report, desk, capsys, monkeypatch):
    sayso(capsys, "add", report, "-l", desk)
    assert sayso(capsys, "reread", "-l", desk)[1] == f"{desk}: 0 read again, 0 changed, 0 refused\n"
    real = __import__("sayso.pipeline").pipeline.read_compared

    def fewer(report, table):
        found = real(report, table)
        said = found.reading
        fewer = type(said)(said.report, said.statements[:1], said.actors)
        return type(found)(fewer, found.vectors[:1], found.mentions[:1])

    monkeypatch.setattr("sayso.pipeline.read_compared", fewer)
    monkeypatch.setattr(rereading, "identity", lambda: "another")
    code, out, _ = sayso(capsys, "reread", "-l", desk)
    assert code == 0
    assert "- The owner of the ferry: that it had been asked" in out
    assert out.endswith("1 read again, 1 changed, 0 refused\n")
    with ledger.view(desk) as view:
        assert view.counts().statements == 1


def test_a_fault_in_linking_costs_one_report_and_leaves_nothing_of_it(
    report, desk, tmp_path, capsys, monkeypatch
):
    """Adding, importing and rereading go on, with one line for it and no trace."""
    other = tmp_path / "other.txt"
    other.write_text("A bridge\n\nDagny Orrell said that the bridge was safe.\n")
    sayso(capsys, "add", report, other, "-l", desk)
    exported = tmp_path / "desk.jsonl"
    sayso(capsys, "export", "-l", desk, "-o", exported)
    real = Linking.add

    def failing(self, reading, vectors):
        real(self, reading, vectors)
        if "bridge" in reading.report.text:
            raise ZeroDivisionError

    monkeypatch.setattr(Linking, "add", failing)
    for command, summary in (
        (["add", report, other, "-l", tmp_path / "one.db"], "1 new, 1 refused"),
        (["import", exported, "-l", tmp_path / "two.db"], "1 new, 1 refused"),
        (["reread", "--all", "-l", desk], "2 read again, 0 changed, 1 refused"),
    ):
        code, out, err = sayso(capsys, *command)
        assert code == 3
        assert summary in out
        assert "Sayso stumbled over keeping it (ZeroDivisionError in failing, line " in err
        assert err.count("\n") == 1
    for name, reports in (("one.db", 1), ("two.db", 1), ("desk.db", 2)):
        with ledger.view(tmp_path / name) as view:
            assert view.counts().reports == reports
            assert len(view.search(Query(), limit=9)) == 2 + (name == "desk.db")


def test_versions_are_told_apart_by_their_statements(desk, tmp_path, capsys):
    page = tmp_path / "page.json"
    for text in (
        "Maren Holt said that the ferry will close for two weeks. Dagny Orrell said that nobody was asked.",
        "Maren Holt said that the ferry will close for three weeks. Tobiah Renn denied that.",
    ):
        page.write_text(json.dumps({"url": "https://a.example/1", "title": "Ferry", "text": text}))
        _, out, _ = sayso(capsys, "add", page, "-l", desk, "-f", "jsonl")
    code, out, _ = sayso(capsys, "diff", json.loads(out)["report"], "-l", desk)
    assert code == 0
    signs = [line.split()[0] for line in out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert sorted(signs) == ["+", "-", "~"]
    assert "two weeks → that the ferry will close for three weeks" in out


@pytest.mark.parametrize("command", [["diff", "x"], ["export"], ["reread"]])
def test_a_ledger_that_is_not_there_is_named(command, desk, capsys):
    code, out, err = sayso(capsys, *command, "-l", desk)
    assert (code, out) == (1, "")
    assert err == f"sayso: {desk}: no such ledger; check the path, or make one with sayso add\n"
    assert not desk.exists()
