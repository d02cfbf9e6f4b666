"""What was read, into the data set: reports, their statements and voices, and what was refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
import pyarrow as arrow
from pyarrow import compute, parquet

from sayso.batch.dataset.months import Months, dates
from sayso.batch.dataset.schemas import REPORTS
from sayso.batch.engine import Cluster, Task, daft, use, write
from sayso.batch.engine import parquet as frame_of
from sayso.batch.joins.gathering import SHARDS, groups, report_of, rows_in, rows_of, shards_of, tellings
from sayso.batch.layout import Layout, shard_file

if TYPE_CHECKING:
    from daft import DataFrame

ROWS = 500
"""Rows of a shard that are in memory at a time."""

_TEXT = arrow.string()
_APPEARANCES = REPORTS.field("appearances").type


def facts(layout: Layout, cluster: Cluster) -> list[Task]:
    """Bring what was decided of reports and statements to the shards that they were read from: the phases
    ``facts`` and ``told``. A task for each group of shards."""
    use(cluster.runner, cluster.address)
    if layout.finished("facts", "all") is None:
        documents = frame_of(layout.phase("documents"))
        group = (daft.col("shard") // daft.lit(SHARDS)).cast(daft.DataType.int64()).alias("group")
        first = documents.where(daft.col("first")).with_column("group", group)
        write(_facts(layout, first), layout.phase("facts"), ["group"])
        write(_told(layout, first), layout.phase("told"), ["group"])
        layout.finish("facts", "all", b"{}")
    return groups(layout)


def _facts(layout: Layout, first: DataFrame) -> DataFrame:
    """What is known of each text, at the place where it was read: (group, shard, row, report, current,
    copy_of, story, appearances)."""
    col = daft.col
    seen = rows_of(layout, "appearances")
    place = daft.functions.to_struct(**{field.name: col(field.name) for field in _APPEARANCES.value_type})
    places = seen.select("report", place.alias("place")).groupby("report")
    appearances = places.agg(col("place").list_agg().alias("appearances"))
    found = first.select("group", "shard", "row", "report", "current")
    for table in (rows_of(layout, "copy_of"), rows_of(layout, "stories"), appearances):
        found = found.join(table, on="report", how="left")
    return found


def _told(layout: Layout, first: DataFrame) -> DataFrame:
    """The claim of each statement, in its shard: (group, shard, statement, claim)."""
    told = tellings(layout).with_column("report", report_of(daft.col("statement")))
    places = first.where(daft.col("current")).select("group", "shard", "report")
    return told.join(places, on="report").select("group", "shard", "statement", "claim")


@dataclass(frozen=True, slots=True)
class WriteShards:
    """The data set's rows of a group of shards."""

    layout: Layout
    phase: ClassVar[str] = "written"

    def __call__(self, task: Task) -> str:
        known = _Known(self.layout, int(task.what))
        written = {}
        for table, rows in (
            ("reports", self._reports),
            ("statements", self._statements),
            ("voices", self._voices),
            ("refusals", self._refusals),
        ):
            with Months(self.layout, table, task.name) as months:
                for shard in shards_of(task):
                    for part in rows(shard, known):
                        months.add(part)
            written[table] = months.rows
        return msgspec.json.encode(written).decode()

    def _reports(self, shard: int, known: _Known) -> Iterator[arrow.Table]:
        for table in self._read("arrived", shard):
            facts = [known.facts.get((shard, row)) for row in table["row"].to_pylist()]
            found = table.filter([fact is not None for fact in facts])
            kept = [fact for fact in facts if fact]
            for name in ("current", "copy_of", "story", "appearances"):
                kind = REPORTS.field(name).type
                found = found.append_column(name, arrow.array([fact[name] for fact in kept], kind))
            yield _dated(found)

    def _statements(self, shard: int, known: _Known) -> Iterator[arrow.Table]:
        for table in self._read("statements", shard):
            found = _of(table, known.current[shard])
            claims = [known.claims.get(statement) for statement in found["id"].to_pylist()]
            yield _dated(found.append_column("claim", arrow.array(claims, _TEXT)))

    def _voices(self, shard: int, known: _Known) -> Iterator[arrow.Table]:
        for table in self._read("voices", shard):
            yield _dated(_of(table, known.current[shard]))

    def _refusals(self, shard: int, known: _Known) -> Iterator[arrow.Table]:
        yield from self._read("refused", shard)

    def _read(self, name: str, shard: int) -> Iterator[arrow.Table]:
        path: Path = self.layout.read(name) / shard_file(shard)
        if path.exists():
            for batch in parquet.ParquetFile(path).iter_batches(batch_size=ROWS):
                yield arrow.Table.from_batches([batch])


class _Known:
    """What was decided of a group's reports, by (shard, row), and of their statements."""

    def __init__(self, layout: Layout, group: int) -> None:
        self.facts: dict[tuple[int, int], dict[str, Any]] = {}
        self.current: dict[int, list[str]] = defaultdict(list)
        for fact in rows_in(layout.phase("facts") / f"group={group}"):
            fact["appearances"] = sorted(fact["appearances"] or (), key=_address)
            self.facts[fact["shard"], fact["row"]] = fact
            if fact["current"]:
                self.current[fact["shard"]].append(fact["report"])
        self.claims: dict[str, str] = {
            row["statement"]: row["claim"] for row in rows_in(layout.phase("told") / f"group={group}")
        }


def _address(place: dict[str, str | None]) -> list[str]:
    return [place[name] or "" for name in ("url", "domain", "outlet")]


def _of(table: arrow.Table, reports: list[str]) -> arrow.Table:
    """The rows that belong to ``reports``: another shard may have read the same text before."""
    return table.filter(compute.is_in(table["report"], arrow.array(reports, _TEXT)))


def _dated(table: arrow.Table) -> arrow.Table:
    place = table.schema.get_field_index("day")
    return table.set_column(place, "day", dates(table["day"]))
