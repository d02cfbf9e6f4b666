"""Near copies point at the earliest published of their group."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.engine import Task
from sayso.batch.joins.near import Group
from sayso.batch.layout import Layout, shard_file
from sayso.ledger.sqlite.keys import minute


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(arrow.Table.from_pylist(rows), path)


def heads(
    folder: Path, arrived: Sequence[tuple[str, str | None]], near: list[tuple[str, str]]
) -> dict[str, str]:
    """By report and its day, as they arrive, two to a shard; the head that each points at."""
    layout = Layout(folder)
    rows: list[dict[str, object]] = [
        {"report": report, "shard": number // 2, "row": number % 2, "minute": minute(published)}
        for number, (report, published) in enumerate(arrived)
    ]
    seen: set[str] = set()
    for row in rows:
        row["first"] = row["report"] not in seen
        row["current"] = row["first"]
        seen.add(str(row["report"]))
    for shard in range(0, len(rows), 2):
        write(layout.read("arrived") / shard_file(shard // 2), rows[shard : shard + 2])
    write(layout.phase("documents") / "0.parquet", rows)
    for number, (one, other) in enumerate(near):
        write(layout.phase("near") / f"{number}.parquet", [{"one": one, "other": other}])
    Group(layout)(Task("all", "{}"))
    found = parquet.read_table(layout.phase("copy_of")).to_pylist()
    return {row["report"]: row["copy_of"] for row in found}


def test_all_of_a_group_point_at_the_earliest(tmp_path: Path) -> None:
    arrived = [("a", "2031-05-06"), ("b", "2031-05-04"), ("c", "2031-05-05"), ("d", "2031-05-01")]
    assert heads(tmp_path, arrived, [("a", "b"), ("a", "c")]) == {"a": "b", "c": "b"}


def test_an_undated_one_is_no_head_where_another_has_a_date(tmp_path: Path) -> None:
    assert heads(tmp_path, [("a", None), ("b", "2031-05-04")], [("a", "b")]) == {"a": "b"}


def test_of_one_minute_the_first_that_arrived_is_the_head(tmp_path: Path) -> None:
    arrived = [("b", None), ("c", None), ("a", None)]
    assert heads(tmp_path, arrived, [("a", "b"), ("a", "c")]) == {"a": "b", "c": "b"}


def test_a_text_is_dated_by_its_first_arrival(tmp_path: Path) -> None:
    arrived = [("a", "2031-05-06"), ("b", "2031-05-05"), ("a", "2031-05-01")]
    assert heads(tmp_path, arrived, [("a", "b")]) == {"a": "b"}


def test_groups_grow_together_by_a_member_of_both(tmp_path: Path) -> None:
    arrived = [(name, f"2031-05-0{n}") for n, name in enumerate("abcdefg", 1)]
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("b", "c"), ("f", "d")]
    assert heads(tmp_path, arrived, pairs) == dict.fromkeys("bcdef", "a")


def test_without_near_copies_nothing_points_anywhere(tmp_path: Path) -> None:
    assert heads(tmp_path, [("a", None)], []) == {}
