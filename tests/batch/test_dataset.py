"""The data set: its tables and months, its manifest, and what a killed writer leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as arrow
import pytest
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parent))

from settled import elsewhere, kept, left, story

from sayso.batch import dataset
from sayso.batch.dataset.buckets import WriteBuckets, linked
from sayso.batch.dataset.counting import counted
from sayso.batch.dataset.months import Months
from sayso.batch.dataset.schemas import TABLES
from sayso.batch.dataset.shards import WriteShards, facts
from sayso.batch.engine import Cluster, Task
from sayso.batch.inputs.shards import Refusal
from sayso.batch.joins import gathering, origins
from sayso.batch.layout import Layout
from sayso.batch.packing import unpack_reading
from sayso.batch.reading import ShardRead
from sayso.errors import BatchError
from sayso.types import Reading

CLUSTER = Cluster(1)
AT_ONCE = 4
BARE = Refusal("bare.pdf", "WrongFormat", "is a PDF", "give its text")


@dataclass(frozen=True)
class Planned:
    inputs: tuple[str, ...] = ("made.jsonl",)
    refused: tuple[Refusal, ...] = (BARE,)


@dataclass(frozen=True)
class Begun:
    sayso: str = "1.2.3"
    models: str = "abc"
    plan: Planned = field(default_factory=Planned)


def undated(reading: Reading) -> Reading:
    return replace(reading, report=replace(reading.report, published=None))


def did(layout: Layout, work: Any, tasks: list[Task]) -> None:
    """The tasks of a work, done here."""
    for task in tasks:
        layout.finish(work.phase, task.name, work(task).encode())


def written(readings: list[Reading], folder: Path) -> Layout:
    """The data set of readings, all but its manifest."""
    layout = Layout(folder / "out")
    with kept(readings, folder / "made.db") as ledger:
        left(readings, ledger, layout, AT_ONCE)
    for work, tasks in origins.steps(layout, CLUSTER):
        did(layout, work, tasks)
    did(layout, WriteShards(layout), facts(layout, CLUSTER))
    did(layout, WriteBuckets(layout), linked(layout, CLUSTER))
    for number, file in enumerate(sorted(layout.read("arrived").glob("*.parquet"))):
        blobs = parquet.read_table(file, columns=["reading"]).column("reading")
        told = ShardRead(number, len(blobs), len(blobs) - blobs.null_count, blobs.null_count)
        layout.finish("read", f"{number:06}", msgspec.json.encode(told))
    return layout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Layout]:
    first, second, *rest = story()
    again = elsewhere(first, "Quern Mail", "quern.example")
    older = replace(
        second.report,
        id="0" * 16,
        text=f"{second.report.text} ",
        modified="2001-01-01",
        published="2031-09-30",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "REPORTS", 5)
        # The text comes again in its own shard and in another; the older version comes last.
        readings = [first, again, second, *map(undated, rest[:1]), *rest[1:], again, Reading(older, ())]
        yield written(readings, tmp_path_factory.mktemp("dataset"))


def table(layout: Layout, name: str) -> arrow.Table:
    files = sorted(layout.table(name).rglob("*.parquet"))
    return arrow.concat_tables([parquet.ParquetFile(file).read() for file in files])


def rows(layout: Layout, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table(layout, name).to_pylist()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_file_has_its_tables_columns_and_says_what_it_is(made: Layout, name: str) -> None:
    counted(made, Begun())
    files = sorted(made.table(name).rglob("*.parquet"))
    assert files
    for file in files:
        schema = parquet.read_schema(file)
        assert schema.equals(TABLES[name])
        assert schema.metadata[b"schema"] == dataset.SCHEMA.encode()


@pytest.mark.parametrize("name", ["reports", "statements", "voices", "claims", "links"])
def test_a_row_is_in_the_month_of_its_day(made: Layout, name: str) -> None:
    months = set()
    for file in made.table(name).rglob("*.parquet"):
        month = file.parent.name.removeprefix("month=")
        days = parquet.ParquetFile(file).read(["day"]).column("day").to_pylist()
        assert {f"{day:%Y-%m}" if day else "undated" for day in days} == {month}
        months.add(month)
    assert {"2031-10", "undated"} <= months


def test_a_text_is_one_report_wherever_else_it_comes(made: Layout) -> None:
    found = {row["report"]: row for row in rows(made, "reports")}
    assert len(found) == table(made, "reports").num_rows == len(story()) + 1
    first = found[story()[0].report.id]
    assert [place["outlet"] for place in first["appearances"]] == ["Quern Mail"]
    assert sum(len(row["appearances"]) for row in found.values()) == 1
    ids = [row["id"] for row in rows(made, "statements")]
    assert len(ids) == len(set(ids)) == sum(len(reading.statements) for reading in story())


def test_a_replaced_version_is_a_report_with_a_link_to_the_newest(made: Layout) -> None:
    newest = story()[1].report.id
    assert [row["report"] for row in rows(made, "reports") if not row["current"]] == ["0" * 16]
    links = [(row["one"], row["other"]) for row in rows(made, "links") if row["kind"] == "version"]
    assert links == [("0" * 16, newest)]


def test_statements_know_their_claims_and_claims_their_statements(made: Layout) -> None:
    claims = {each: row["claim"] for row in rows(made, "claims") for each in row["statements"]}
    assert {row["id"]: row["claim"] for row in rows(made, "statements")} == claims


def test_reports_hold_their_whole_reading(made: Layout) -> None:
    found = {row["report"]: unpack_reading(row["reading"], row["text"]) for row in rows(made, "reports")}
    assert found[story()[4].report.id] == story()[4]


def test_the_manifest_counts_what_came_and_what_is_there(made: Layout) -> None:
    told = counted(made, Begun())
    records = told.records
    assert (records.all, records.read, records.repeated) == (len(story()) + 3, len(story()) + 1, 2)
    assert told.current == len(story())
    assert told.unread == {"WrongFormat": 1}
    assert told.faulty
    for name, counts in told.tables.items():
        assert counts.rows == sum(counts.files.values()) == table(made, name).num_rows
        assert {made.out / file for file in counts.files} == {*made.table(name).rglob("*.parquet")}
    assert dataset.manifest(made) == told
    (refused,) = rows(made, "refusals")
    assert refused["source"] == BARE.source


def test_a_table_without_rows_can_be_asked_too(made: Layout) -> None:
    inputs = made.table("refusals") / "month=undated/inputs.parquet"
    inputs.unlink()
    told = counted(made, Begun(plan=Planned(refused=())))
    assert told.tables["refusals"] == dataset.Table(0, {"refusals/month=undated/none.parquet": 0})
    assert table(made, "refusals").schema.equals(TABLES["refusals"])
    (made.out / "refusals/month=undated/none.parquet").unlink()


def test_what_is_passed_over_is_no_fault(made: Layout) -> None:
    told = counted(made, Begun(plan=Planned(refused=())))
    assert not told.faulty
    passed = {"NoArticle": 3, "WrongLanguage": 1}
    assert not msgspec.structs.replace(told, records=_refused(told, passed)).faulty
    assert msgspec.structs.replace(told, records=_refused(told, passed | {"Stumbled": 1})).faulty


def _refused(told: dataset.Manifest, refused: dict[str, int]) -> dataset.Records:
    return msgspec.structs.replace(told.records, refused=refused)


def test_a_loss_is_told(made: Layout) -> None:
    marker = made.marker("read", "000000")
    before = marker.read_bytes()
    told = msgspec.json.decode(before, type=ShardRead)
    told.records += 1
    marker.write_bytes(msgspec.json.encode(told))
    try:
        with pytest.raises(BatchError, match="records do not add up"):
            counted(made, Begun())
    finally:
        marker.write_bytes(before)


def test_an_arrival_that_was_lost_between_phases_is_told(made: Layout) -> None:
    file = min(made.phase("documents").glob("*.parquet"))
    before = file.read_bytes()
    found = parquet.ParquetFile(file).read()
    parquet.write_table(found.slice(0, len(found) - 1), file)
    try:
        with pytest.raises(BatchError, match="arrivals do not add up"):
            counted(made, Begun())
    finally:
        file.write_bytes(before)


def test_a_task_that_is_done_again_writes_the_same_files(made: Layout) -> None:
    before = {file: file.read_bytes() for file in made.table("claims").rglob("*.parquet")}
    work = WriteBuckets(made)
    for task in linked(made, CLUSTER):
        work(task)
    assert {file: file.read_bytes() for file in made.table("claims").rglob("*.parquet")} == before


REFUSED = arrow.Table.from_pylist(
    [{"source": "a", "kind": "NoArticle", "problem": "is empty", "remedy": "pass it over"}],
    schema=TABLES["refusals"],
)


def test_where_a_task_fails_nothing_of_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.batch.dataset.months.HELD", 0)  # so that a file is begun
    begun: list[str] = []

    def fails() -> None:
        with Months(Layout(tmp_path), "refusals", "000007") as months:
            months.add(REFUSED)
            begun.extend(path.name for path in tmp_path.rglob("*") if path.is_file())
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fails()
    assert len(begun) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_task_left_is_swept_when_it_is_done_again(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    torn = layout.table("refusals") / "month=undated" / ".000007.parquet.123"
    torn.parent.mkdir(parents=True)
    torn.write_bytes(b"PAR1")
    with Months(layout, "refusals", "000007") as months:
        months.add(REFUSED)
    assert [path.name for path in torn.parent.iterdir()] == ["000007.parquet"]
    assert months.rows == {"refusals/month=undated/000007.parquet": 1}


def test_a_manifest_is_read_without_arrow_or_daft() -> None:
    code = "import sys, sayso.batch.dataset; print({'daft', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
