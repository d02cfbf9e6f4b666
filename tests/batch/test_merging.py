"""A batch's data set into a ledger: as if its sources had been added."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from settled import elsewhere, kept, story
from test_dataset import BARE, Begun, written

from sayso.batch.dataset.counting import counted
from sayso.batch.joins import gathering
from sayso.batch.layout import Layout
from sayso.batch.merging import is_data_set, merge
from sayso.cli import run
from sayso.errors import BatchError, WrongFormat
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Arrived
from sayso.ledger.base import Outcome
from sayso.ledger.sqlite.writer import SqliteWriter
from sayso.types import Reading

APART = {"reports": {"added", "sayso"}, "appearances": {"added"}, "refusals": {"first", "last"}}
"""Columns that tell when a ledger was filled, and by which Sayso."""


def told(ledger: SqliteWriter) -> dict[str, list[str]]:
    """All rows of a ledger, less `APART`."""
    ask = ledger.view._connection.execute
    tables = ask(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE '%fts%'"
    )
    found = {}
    for (name,) in tables.fetchall():
        columns = [
            row[1] for row in ask(f"PRAGMA table_info({name})") if row[1] not in APART.get(name, set())
        ]
        chosen = ", ".join(f'"{column}"' for column in columns)
        found[name] = sorted(repr(tuple(row)) for row in ask(f"SELECT {chosen} FROM {name}"))
    return found


def readings() -> list[Reading]:
    """The worked story; one text once more and once elsewhere, and an older version, which comes last."""
    first, second, *rest = story()
    older = replace(
        second.report,
        id="0" * 16,
        text=f"{second.report.text} ",
        modified="2001-01-01",
        published="2031-09-30",
    )
    again = elsewhere(first, "Quern Mail", "quern.example")
    return [first, again, second, *rest, rest[0], Reading(older, ())]


@pytest.fixture(scope="module")
def data_set(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "REPORTS", 5)
        layout = written(readings(), tmp_path_factory.mktemp("merging"))
        counted(layout, Begun())
    return layout


@pytest.fixture
def merged(data_set: Layout, tmp_path: Path) -> Iterator[SqliteWriter]:
    with closing(SqliteWriter(tmp_path / "merged.db")) as writer:
        yield writer


def test_merging_leaves_the_ledger_that_adding_leaves(data_set, merged, tmp_path):
    outcomes = [one.added.outcome for one in merge(merged, str(data_set.out)) if one.added]
    assert outcomes.count(Outcome.OLDER) == 1
    assert outcomes.count(Outcome.NEW) == len(story())
    with closing(kept(readings(), tmp_path / "added.db")) as added:
        refused = WrongFormat(BARE.source, BARE.problem, BARE.remedy)
        Keeper(added).keep(Arrived(BARE.source, refused))
        one, other = told(merged), told(added)
    for name in ("statements", "claims", "claim_statements", "copies", "disputes", "gists", "appearances"):
        assert one[name], name
    assert one == other


def test_merging_again_changes_nothing(data_set, merged):
    list(merge(merged, str(data_set.out)))
    before = told(merged)
    again = [one.added.outcome for one in merge(merged, str(data_set.out)) if one.added]
    assert set(again) == {Outcome.KNOWN}
    after = told(merged)
    assert after.pop("refusals") != before.pop("refusals")  # refused twice now
    assert after == before


def test_the_command_adds_files_and_data_sets_alike(data_set, tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("The ferries stay in port, the harbour master, Inge Folkerts, said on Monday. " * 3)
    code = run(["add", str(page), str(data_set.out), "--ledger", str(tmp_path / "desk.db")])
    out = capsys.readouterr()
    assert f"{len(story()) + 1:,} new" in out.out
    assert BARE.problem in out.err
    assert code == 3


def test_another_folder_is_none_and_is_read(tmp_path):
    (tmp_path / "manifest.json").write_text('{"schema": "of something else"}')
    assert not is_data_set(str(tmp_path))
    for name in ("-", "https://quay.example/", str(tmp_path / "nowhere"), "\0"):
        assert not is_data_set(name)


class TestUnusable:
    def merging(self, folder: Path, writer: SqliteWriter) -> str:
        assert is_data_set(str(folder))
        with pytest.raises(BatchError) as told:
            list(merge(writer, str(folder)))
        assert "\n" not in str(told.value)
        assert not list(writer.view.all_reports())
        return str(told.value)

    def test_a_batch_that_is_not_done(self, tmp_path, merged):
        layout = Layout(tmp_path / "out")
        layout.plan.parent.mkdir(parents=True)
        layout.plan.write_text("{}")
        assert "is not done" in self.merging(layout.out, merged)

    def test_another_version(self, tmp_path, merged):
        (tmp_path / "manifest.json").write_text('{"schema": "sayso/batch-99"}')
        assert "of the version sayso/batch-99" in self.merging(tmp_path, merged)

    def test_one_that_lacks_a_file(self, data_set, tmp_path, merged):
        out = tmp_path / "out"
        subprocess.run(["cp", "-r", str(data_set.out), str(out)], check=True)
        manifest = msgspec.json.decode((out / "manifest.json").read_bytes())
        lost = next(iter(manifest["tables"]["voices"]["files"]))
        (out / lost).unlink()
        assert f"lacks {lost}" in self.merging(out, merged)


def test_without_arrow_it_says_what_to_install(data_set, merged, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BatchError, match=r"sayso\[parquet\]"):
        list(merge(merged, str(data_set.out)))


def test_looking_for_a_data_set_loads_no_arrow_and_no_engine():
    code = (
        "import sys; from sayso.batch.merging import is_data_set; is_data_set('.');"
        " sys.exit(bool({'pyarrow', 'daft', 'ray'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
