"""Of equal texts the first, of versions the newest: as a ledger decides it, report by report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as arrow
import pytest
from pyarrow import parquet

from sayso.batch.engine import Cluster
from sayso.batch.joins import documents as module
from sayso.batch.joins.documents import current_reports, documents
from sayso.batch.layout import Layout, shard_file
from sayso.ledger.sqlite.keys import minute
from sayso.ledger.sqlite.rows import document_of, newness
from sayso.ledger.sqlite.writer import SqliteWriter
from sayso.types import Outlet, Reading, Report

COLUMNS = {
    "report": arrow.string(),
    "shard": arrow.int64(),
    "row": arrow.int64(),
    "document": arrow.string(),
    "newness": arrow.int64(),
    "minute": arrow.int64(),
    "url": arrow.string(),
    "canonical_url": arrow.string(),
    "outlet": arrow.string(),
    "domain": arrow.string(),
    "published": arrow.string(),
}
OUTLETS = (
    None,
    Outlet("Orvel Post", "orvel.example"),
    Outlet("Orvel Post", None),
    Outlet(None, "tarn.example"),
    Outlet("Tarn Echo", "tarn.example"),
    Outlet("Tarn Echo", None),
)


def made(random: Random, number: int) -> Report:
    """One of few texts, at one of few addresses, of one of few days: much of it comes again."""
    text = f"text {random.randrange(number // 2 + 1)}"
    return Report(
        f"id-{text}",
        text,
        (),
        url=random.choice((None, "https://a.example/1", "https://b.example/2", "https://b.example/3")),
        canonical_url=random.choice((None, None, "https://a.example/1", "https://c.example/4", "")),
        outlet=random.choice(OUTLETS),
        published=random.choice((None, "2031-05-04", "2031-05-04T10:00:00+02:00", "2031-05-06T01:00:00")),
        modified=random.choice((None, None, "2031-05-06T01:00:00", "2031-05-07")),
    )


def arrive(layout: Layout, reports: Sequence[Report], at_once: int) -> None:
    """As reading would write them, ``at_once`` to a shard; there is one shard at least."""
    for shard, start in enumerate(range(0, max(len(reports), 1), at_once)):
        rows = [
            {
                "report": report.id,
                "shard": shard,
                "row": row,
                "document": document_of(report),
                "newness": newness(report),
                "minute": minute(report.published),
                "url": report.url,
                "canonical_url": report.canonical_url,
                "outlet": report.outlet.name if report.outlet else None,
                "domain": report.outlet.domain if report.outlet else None,
                "published": report.published,
            }
            for row, report in enumerate(reports[start : start + at_once])
        ]
        folder = layout.read("arrived")
        folder.mkdir(parents=True, exist_ok=True)
        table = arrow.Table.from_pylist(rows, arrow.schema(COLUMNS))
        parquet.write_table(table, folder / shard_file(shard))


Places = set[tuple[str, str | None, str | None, str | None, str | None]]


def kept(folder: Path, reports: Sequence[Report]) -> tuple[set[str], Places]:
    """The current ones, and all appearances, by a ledger."""
    with SqliteWriter(folder / "kept.sayso") as writer:
        for report in reports:
            writer.add(Reading(report, ()), model="none")
        view = writer.view
        ids = {report.id for report in reports}
        places = {
            (
                report,
                seen.url,
                seen.outlet.name if seen.outlet else None,
                seen.outlet.domain if seen.outlet else None,
                seen.published,
            )
            for report in ids
            for seen in view.appearances(report)
        }
        return {report for report in ids if view.kept(report).current}, places


@pytest.mark.parametrize("seed", range(6))
def test_what_counts_is_what_a_ledger_would_keep(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    reports = [made(random, 40) for _ in range(40)]
    layout = Layout(tmp_path / "out")
    arrive(layout, reports, at_once=random.choice((7, 40)))
    documents(layout, Cluster(1), arrivals=random.choice((15, 1000)))
    current, places = kept(tmp_path, reports)
    found = parquet.read_table(layout.phase("documents")).to_pylist()
    assert {row["report"] for row in found if row["current"]} == current
    seen = parquet.read_table(layout.phase("appearances"))
    assert {tuple(row.values()) for row in seen.to_pylist()} == places
    assert len(seen) == len(places)


def test_who_goes_on_with_more_at_once_goes_on_with_the_same_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [made(Random(number), 40) for number in range(40)]
    layout, write = Layout(tmp_path / "out"), module._write
    arrive(layout, reports, at_once=40)

    def cut_off(path: Path, *rest: Any) -> None:
        if path.name == "000001.parquet":
            raise KeyboardInterrupt
        write(path, *rest)

    monkeypatch.setattr(module, "_write", cut_off)
    with pytest.raises(KeyboardInterrupt):
        documents(layout, Cluster(1), arrivals=15)
    monkeypatch.undo()
    documents(layout, Cluster(1), arrivals=1000)
    found = parquet.read_table(layout.phase("documents")).to_pylist()
    assert sorted(row["row"] for row in found) == list(range(40))
    assert {row["report"] for row in found if row["current"]} == kept(tmp_path, reports)[0]


def test_a_text_counts_in_the_shard_where_it_came_first(tmp_path: Path) -> None:
    one, other = Report("t1", "one", (), url="https://a.example/"), Report("t2", "two", ())
    layout = Layout(tmp_path)
    arrive(layout, [one, other, one, one], at_once=2)
    documents(layout, Cluster(1))
    assert (current_reports(layout, 0), current_reports(layout, 1)) == ({"t1", "t2"}, set())
    found = parquet.read_table(layout.phase("documents")).sort_by(
        [("shard", "ascending"), ("row", "ascending")]
    )
    assert found.column("first").to_pylist() == [True, True, False, False]


def test_nothing_that_was_read_is_nothing_that_counts(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    arrive(layout, [], at_once=1)
    documents(layout, Cluster(1))
    assert current_reports(layout, 0) == set()
