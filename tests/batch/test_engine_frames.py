"""Dataframes in and out of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("daft")

from sayso.batch.engine import daft, parquet, use, write


@pytest.fixture(autouse=True)
def here() -> None:
    use("local", None)


def test_a_folder_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write(daft.from_pydict({"name": ["a", "b"], "number": [1, None]}), tmp_path / "one")
    write(daft.from_pydict({"name": ["c"], "number": [3]}), tmp_path / "two")
    found = parquet(tmp_path / "one", tmp_path / "two").sort("name").to_pydict()
    assert found == {"name": ["a", "b", "c"], "number": [1, None, 3]}


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "news [old] {a,b} *?\\ Zoë #1 %20" / "one"
    write(daft.from_pydict({"name": ["a"]}), folder)
    assert parquet(folder).to_pydict() == {"name": ["a"]}


def test_what_a_writer_left_that_died_is_not_there(tmp_path: Path) -> None:
    class Dying:
        def write_parquet(self, folder: str, **options: object) -> daft.DataFrame:
            rows = daft.from_pydict({"name": ["a"]})
            rows.write_parquet(folder)
            return rows.write_parquet(folder)

    write(Dying(), tmp_path / "one")  # type: ignore[arg-type]
    assert parquet(tmp_path / "one").to_pydict() == {"name": ["a"]}


def test_no_rows_are_a_folder_with_columns(tmp_path: Path) -> None:
    frame = daft.from_pydict({"name": ["a"]})
    write(frame.where(daft.col("name") == "b"), tmp_path / "none")
    assert parquet(tmp_path / "none").to_pydict() == {"name": []}


def test_what_was_there_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    (tmp_path / ".here.partial").mkdir()
    (tmp_path / ".here.partial" / "half.parquet").write_bytes(b"half")
    write(daft.from_pydict({"name": ["old"]}), tmp_path / "here")
    write(daft.from_pydict({"name": ["new"]}), tmp_path / "here")
    assert parquet(tmp_path / "here").to_pydict() == {"name": ["new"]}
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_rows_go_to_folders_by_a_column(tmp_path: Path) -> None:
    frame = daft.from_pydict({"month": ["2026-01", "2026-02", "2026-01"], "name": ["a", "b", "c"]})
    write(frame, tmp_path / "table", ["month"])
    assert sorted(path.name for path in (tmp_path / "table").iterdir()) == ["month=2026-01", "month=2026-02"]
    found = parquet(tmp_path / "table" / "month=2026-01").to_pydict()
    assert {name: sorted(values) for name, values in found.items()} == {"name": ["a", "c"]}


def test_what_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    write(daft.from_pydict({"name": ["old"]}), tmp_path / "here")

    @daft.func
    def fails(name: str) -> str:
        raise ValueError(f"no {name}")

    frame = daft.from_pydict({"name": ["new"]})
    with pytest.raises(Exception, match="no new"):
        write(frame.select(fails(frame["name"])), tmp_path / "here")
    assert parquet(tmp_path / "here").to_pydict() == {"name": ["old"]}
