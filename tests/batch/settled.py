"""A ledger, and the folder of a batch as its phases up to `claims` would have left it, from that ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.joins.gathering import EMPTY
from sayso.batch.layout import Layout
from sayso.batch.writing import filled
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Arrived, vectors_of
from sayso.ledger.sqlite.writer import SqliteWriter
from sayso.pipeline import read_report
from sayso.read.sources import report
from sayso.types import Outlet, Reading

MODEL = "made"
STORY = Path(__file__).parents[2] / "examples/story"


@cache
def story() -> tuple[Reading, ...]:
    """The worked story, read."""
    files = sorted(path for path in STORY.iterdir() if path.name != "README")
    return tuple(read_report(report(str(file))) for file in files)


def kept(readings: Sequence[Reading], path: Path) -> SqliteWriter:
    """A ledger of ``readings``, added in their order; close it."""
    writer = SqliteWriter(path)
    keeper = Keeper(writer)
    for number, reading in enumerate(readings):
        known = writer.view.has(reading.report.id)
        what = Reading(reading.report, ()) if known else reading
        vectors = None if known else vectors_of(reading)
        found = keeper.keep(Arrived(f"made#{number}", what, None if known else MODEL, vectors))
        assert found.refused is None, found.refused
    return writer


def left(readings: Sequence[Reading], ledger: SqliteWriter, layout: Layout, at_once: int = 4) -> None:
    """The phases' files: what was read, ``at_once`` readings a shard, and what the ledger says of it."""
    places: dict[str, tuple[int, int]] = {}
    for shard in range(-(-len(readings) // at_once)):
        here = readings[shard * at_once : (shard + 1) * at_once]

        def fill(files: Any, shard: int = shard, here: Sequence[Reading] = here) -> None:
            seen: set[str] = set()
            for row, reading in enumerate(here):
                source = f"made#{shard * at_once + row}"
                places.setdefault(reading.report.id, (shard, row))
                if reading.report.id in seen:
                    files.rows.repeat(reading.report, row, source)
                else:
                    files.rows.add(Arrived(source, reading, MODEL, vectors_of(reading)), reading, row)
                seen.add(reading.report.id)
            files.flush()

        filled(layout, shard, fill)
    told = ledger.view._connection.execute
    current = dict(told("SELECT id, current FROM reports"))
    arrivals = [
        (reading.report.id, number // at_once, number % at_once) for number, reading in enumerate(readings)
    ]
    documents = [
        {
            "report": text,
            "shard": shard,
            "row": row,
            "first": (first := places[text] == (shard, row)),
            "current": first and bool(current[text]),
        }
        for text, shard, row in arrivals
    ]
    _write(layout, "documents", documents)
    _write(
        layout, "current", [{k: row[k] for k in ("report", "shard")} for row in documents if row["current"]]
    )
    _tables(layout, told)


def _tables(layout: Layout, told: Any) -> None:
    def rows(command: str) -> list[dict[str, Any]]:
        cursor = told(command)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    _write(
        layout,
        "appearances",
        rows(
            "SELECT r.id report, nullif(a.url, '') url, nullif(a.outlet, '') outlet,"
            " nullif(a.domain, '') domain, a.published FROM appearances a JOIN reports r ON r.key = a.report"
        ),
    )
    ends = (
        "SELECT a.id one, b.id other, score, why"
        " FROM {} e JOIN {} a ON a.key = e.one JOIN {} b ON b.key = e.other"
    )
    _write(layout, "edges", rows(ends.format("edges", "statements", "statements")))
    _write(layout, "story_edges", rows(ends.format("story_edges", "reports", "reports")))
    copies = rows(
        "SELECT a.id earlier, b.id later, words, directed, why, passages FROM copies c"
        " JOIN reports a ON a.key = c.earlier JOIN reports b ON b.key = c.later"
    )
    _write(layout, "copies", [row | {"directed": bool(row["directed"])} for row in copies])
    _write(layout, "copy_of", rows("SELECT id report, copy_of FROM reports WHERE copy_of IS NOT NULL"))
    _write(layout, "near", rows("SELECT id one, copy_of other FROM reports WHERE copy_of IS NOT NULL"))
    _write(
        layout, "stories", rows("SELECT r.id report, g.story FROM gists g JOIN reports r ON r.key = g.report")
    )
    homes = rows(
        "SELECT s.id statement, substr(s.id, 1, instr(s.id, ':') - 1) report, m.claim home"
        " FROM claim_statements m JOIN statements s ON s.key = m.statement ORDER BY m.claim, m.position"
    )
    _write(layout, "homes", homes)
    members: dict[str, list[str]] = {}
    for row in homes:
        members.setdefault(row["home"], []).append(row["statement"])
    claims = rows("SELECT id claim, wording, reasons FROM claims ORDER BY id")
    _write(
        layout,
        "claims",
        [
            row
            | {
                "reasons": msgspec.json.decode(row["reasons"]),
                "statements": members[row["claim"]],
                "reports": sorted({each.partition(":")[0] for each in members[row["claim"]]}),
            }
            for row in claims
        ],
    )
    odds = rows(
        "SELECT kind, a.id statement, b.id against, NULL denied, d.confidence, d.why, NULL together"
        " FROM disputes d JOIN statements a ON a.key = d.statement JOIN statements b ON b.key = d.against"
        " WHERE a.report <> b.report"
    )
    _write(layout, "odds", odds)


def _write(layout: Layout, phase: str, rows: list[dict[str, Any]]) -> None:
    schema = EMPTY.get(phase)
    path = layout.phase(phase) / "made.parquet"
    path.parent.mkdir(parents=True)
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), path)


def elsewhere(reading: Reading, name: str, domain: str) -> Reading:
    """The same text, as another outlet published it."""
    address = f"https://{domain}/again"
    again = replace(reading.report, url=address, canonical_url=None, outlet=Outlet(name, domain))
    return replace(reading, report=again)
