"""Groups of near copies, each with the earliest published as its head, as a ledger points at it
(`sayso.ledger.sqlite.copies`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as arrow
from pyarrow import compute, parquet

from sayso.batch.engine import Task
from sayso.batch.joins.documents import DOCUMENTS
from sayso.batch.joins.shuffling import Parts
from sayso.batch.layout import Layout
from sayso.ledger.sqlite.keys import UNDATED, first_key

COPY_OF = arrow.schema({"report": arrow.string(), "copy_of": arrow.string()})

Arrival = tuple[bool, int, int, int]
"""Sorts reports by publication: undated ones last, by minute, then as they arrived."""


@dataclass(frozen=True)
class Group:
    """All groups, in one task; what is in memory are those reports alone that have a near copy, some 330
    bytes each."""

    layout: Layout
    phase: str = "copy_of"

    def __call__(self, task: Task) -> str:
        groups = Groups()
        for one, other in _pairs(self.layout.phase("near")):
            groups.join(one, other)
        arrivals = dict(_arrivals(self.layout, groups.members()))
        with Parts(self.layout.phase(self.phase), task.name, COPY_OF) as parts:
            for report, head in sorted(groups.heads(arrivals).items()):
                if report != head:
                    parts.add(report, (report, head))
        return "{}"


class Groups:
    """Reports that belong together, by likeness from one to the next."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        self._up[self._top(one)] = self._top(other)

    def members(self) -> list[str]:
        return sorted(self._up)

    def heads(self, arrivals: Mapping[str, Arrival]) -> dict[str, str]:
        """The head of each report's group."""
        first: dict[str, str] = {}
        for report in sorted(self._up, key=arrivals.__getitem__):
            first.setdefault(self._top(report), report)
        return {report: first[self._top(report)] for report in self._up}

    def _top(self, report: str) -> str:
        self._up.setdefault(report, report)
        while (up := self._up[report]) != report:
            self._up[report] = report = self._up[up]
        return report


def _pairs(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(file).iter_batches(columns=["one", "other"]):
            yield from zip(batch["one"].to_pylist(), batch["other"].to_pylist(), strict=True)


def _arrivals(layout: Layout, reports: list[str]) -> Iterator[tuple[str, Arrival]]:
    """Where these reports, current ones, come: from where each arrived first."""
    wanted, dated = arrow.array(reports, arrow.string()), first_key(UNDATED + 1)
    firsts = _places(layout, wanted)
    for file in sorted(layout.read("arrived").glob("*.parquet")) if reports else ():
        for batch in parquet.ParquetFile(file).iter_batches(columns=["report", "shard", "row", "minute"]):
            for found in batch.filter(compute.is_in(batch["report"], wanted)).to_pylist():
                place = found["shard"], found["row"]
                if firsts[found["report"]] == place:
                    key = first_key(found["minute"])
                    yield found["report"], (key < dated, key, *place)


def _places(layout: Layout, wanted: arrow.Array) -> dict[str, tuple[int, int]]:
    """The shard and row of these reports' first arrival."""
    places = {}
    for file in sorted(layout.phase("documents").glob("*.parquet")):
        for batch in parquet.ParquetFile(file).iter_batches(columns=DOCUMENTS.names):
            kept = compute.and_(batch["first"], compute.is_in(batch["report"], wanted))
            for found in batch.filter(kept).to_pylist():
                places[found["report"]] = found["shard"], found["row"]
    return places
