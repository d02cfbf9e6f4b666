"""What it costs `sayso batch` to let all items meet, as they grow: 10,000, 100,000 and 1,000,000 statements.

    python -m benchmarks.batch_joins --reports READINGS.jsonl [--most 1000000] [--daily 12] [--workers 1 2]

Reports are real stories told again about others (`origins_made`), ``--daily`` a day, written as reading a
shard writes them. Behind the first `MADE` statements those are told again under other ids at a later time, as
often as it takes: they come no nearer to each other than before, and making them takes no reading and no
embeddings. Making is not counted. Then each kind of items is arranged and meets, by the engine, with one
worker and with two, each in a process of its own. Seconds of the processor are of the tasks alone; the time
by the clock has the engine's start in it, once for each phase. The exponent says how the processor's
seconds grow with the statements: 1 is in proportion. Prints tables and writes
results/batch_joins.json and .md.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyarrow as arrow
from benchmarks.origins_made import Maker
from benchmarks.tables import Cell, save, table
from pyarrow import parquet

from sayso.batch.engine import Cluster, run
from sayso.batch.joins.arranging import WINDOWS, Arrange, meetings, plan_for, tasks
from sayso.batch.joins.meeting import Meet
from sayso.batch.layout import Layout, shard_file, whole
from sayso.batch.packing import (
    pack_gist,
    pack_mention,
    pack_whole,
    unpack_gist,
    unpack_mention,
    unpack_whole,
)
from sayso.batch.rows import Rows
from sayso.batch.tables import BANDS, FINGERPRINTS, GISTS, ITEMS, MENTIONS
from sayso.intake.reading import Arrived, vectors_of

DAILY = 12
"""Reports a day, as in `origins_scale`: the smallest size fills the two months within which reports meet."""

MADE = 100_000
SIZES = (10_000, 100_000, 1_000_000)
SHARD = 500
"""Reports of a shard."""


class Cost(NamedTuple):
    """What a kind of items cost: seconds of the processor and by the clock, arranging and meeting; how many
    copies of items were arranged, how many pairs were judged, and what came of it, by phase."""

    arranging: float
    arranged: float
    meeting: float
    met: float
    copies: int
    pairs: int
    rows: dict[str, int]


class Trial(NamedTuple):
    """One size by so many workers. ``peak`` is the most megabytes that a worker had, ``driver`` the process
    that gave them their tasks."""

    statements: int
    reports: int
    workers: int
    costs: dict[str, Cost]
    peak: float
    driver: float


def fill(layout: Layout, lines: Sequence[str], statements: int, daily: int) -> tuple[int, int]:
    """Write shards until there are so many statements; how many there are, and reports."""
    made = reports = shard = 0
    days = 0
    readings = Maker(lines, daily).readings()
    while made < min(statements, MADE):
        rows = Rows(shard)
        for row, reading in enumerate(islice(readings, SHARD)):
            arrived = Arrived(reading.report.id, reading, "made up", vectors_of(reading))
            rows.add(arrived, reading, row)
            made += len(reading.statements)
            reports += 1
            days = reports // daily
            if made >= statements:
                break
        found = rows.as_tables()
        _keep(layout, shard, {kind: found[kind] for kind in WINDOWS})
        shard += 1
    first = shard
    for number in range(1, math.ceil(statements / made)):
        for old in range(first):
            _keep(layout, shard, {kind: _again(layout, kind, old, number, days + 1) for kind in WINDOWS})
            shard += 1
    times = max(math.ceil(statements / made), 1)
    return made * times, reports * times


def _keep(layout: Layout, shard: int, found: dict[str, arrow.Table]) -> None:
    for kind, rows in found.items():
        path = layout.read(kind) / shard_file(shard)
        whole(path, lambda out, rows=rows: parquet.write_table(rows, out, compression="zstd"))
    current = found[GISTS].select(["report"])
    shards = arrow.array([shard] * len(current), arrow.int64())
    path = layout.phase("current") / shard_file(shard)
    whole(path, lambda out: parquet.write_table(current.append_column("shard", shards), out))


def _again(layout: Layout, kind: str, shard: int, number: int, days: int) -> arrow.Table:
    """A shard's items once more, so many times ``days`` later, under other ids. Bands know no time: they are
    moved, so that a text is no copy of itself."""
    rows = parquet.read_table(layout.read(kind) / shard_file(shard)).to_pylist()
    name, later = f"{number}~", number * days
    for row in rows:
        row["item"], row["report"] = name + row["item"], name + row["report"]
        row["day"] += later
        row["blob"] = AGAIN[kind](row["blob"], name, row["day"], later)
        if kind == BANDS:
            row["keys"] = sorted(key ^ number for key in row["keys"])
    return arrow.Table.from_pylist(rows, schema=ITEMS)


def _mention(blob: bytes, name: str, day: int, later: int) -> bytes:
    one = unpack_mention(blob)
    statement, report, published = name + one.statement, name + one.report, _moved(one.published, later)
    return pack_mention(replace(one, statement=statement, report=report, published=published, day=day))


def _gist(blob: bytes, name: str, day: int, later: int) -> bytes:
    one = unpack_gist(blob)
    return pack_gist(replace(one, report=name + one.report, moment=_moved(one.moment, later), day=day))


def _text(blob: bytes, name: str, _: int, later: int) -> bytes:
    one = unpack_whole(blob)
    report = replace(one.report, id=name + one.report.id, published=_moved(one.report.published, later))
    return pack_whole(replace(one, report=report))


AGAIN = {MENTIONS: _mention, GISTS: _gist, FINGERPRINTS: _text, BANDS: _text}


def _moved(published: str | None, days: int) -> str:
    return (datetime.fromisoformat(published or "") + timedelta(days=days)).isoformat()


def trial(out: Path, statements: int, reports: int, workers: int) -> Trial:
    """All kinds, arranged and met anew."""
    layout, cluster, peak = Layout(out), Cluster(workers), 0
    costs = {}
    for kind in WINDOWS:
        started = time.perf_counter()
        plan = plan_for(layout, kind, workers)
        arrange = Arrange(layout, kind)
        found = [json.loads(r) for _, r in run(arrange, tasks(layout, kind), layout, cluster)]
        between = time.perf_counter()
        met = [json.loads(r) for _, r in run(Meet(layout, kind), meetings(plan), layout, cluster)]
        peak = max([peak, *(each["peak"] for each in found + met)])
        rows = {name: sum(each["rows"][name] for each in met) for name in met[0]["rows"]}
        costs[kind] = Cost(
            sum(each["spent"] for each in found),
            between - started,
            sum(each["spent"] for each in met),
            time.perf_counter() - between,
            sum(each["rows"] for each in found),
            sum(each["pairs"] for each in met),
            rows,
        )
    driver = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Trial(statements, reports, workers, costs, peak / 1e6, driver)


def _child(out: Path, statements: int, reports: int, workers: int, pipe: Any) -> None:
    pipe.send(trial(out, statements, reports, workers))


def alone(out: Path, statements: int, reports: int, workers: int) -> Trial:
    """A trial in a process of its own, with nothing of the one before."""
    for each in out.glob(".work/*"):
        if each.name not in ("read", "current"):
            shutil.rmtree(each)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(out, statements, reports, workers, there))
    process.start()
    there.close()
    try:
        found: Trial = here.recv()
    finally:
        process.join()
    return found


def exponent(small: Trial, large: Trial, kind: str | None = None) -> float:
    """How the processor's seconds grow with the statements."""
    before, after = _spent(small, kind), _spent(large, kind)
    return math.log(after / before) / math.log(large.statements / small.statements)


def _spent(of: Trial, kind: str | None = None) -> float:
    return sum(c.arranging + c.meeting for k, c in of.costs.items() if kind in (None, k))


def shown(trials: Sequence[Trial], daily: int) -> str:
    """The tables."""
    head = ["statements", "reports", "workers", "clock, s", "processor, s", "a statement, ms"]
    head += ["growth exponent", "a worker's peak, MB", "the driver's, MB"]
    singles = [each for each in trials if each.workers == trials[0].workers]
    body: list[tuple[Cell, ...]] = []
    for each in trials:
        before = [one for one in trials if one.workers == each.workers and one.statements < each.statements]
        clock, spent = sum(c.arranged + c.met for c in each.costs.values()), _spent(each)
        body.append(
            (
                f"{each.statements:,}",
                each.reports,
                each.workers,
                clock,
                spent,
                1000 * spent / each.statements,
                round(exponent(before[-1], each), 2) if before else None,
                round(each.peak),
                round(each.driver),
            )
        )
    parts = ["statements", "items", "arranging, s", "meeting, s", "copies", "pairs", "rows", "exponent"]
    kinds: list[tuple[Cell, ...]] = [
        (
            f"{each.statements:,}",
            kind,
            cost.arranging,
            cost.meeting,
            cost.copies,
            cost.pairs,
            sum(cost.rows.values()),
            round(exponent(singles[place - 1], each, kind), 2) if place else None,
        )
        for place, each in enumerate(singles)
        for kind, cost in each.costs.items()
    ]
    told = f"{daily} reports a day. All that meets:\n\n{table(head, body, 2)}"
    by = f"By kind, with {singles[0].workers} worker, seconds of the processor:"
    return f"{told}\n\n{by}\n\n{table(parts, kinds, 2)}"


def measure(
    lines: Sequence[str], sizes: Sequence[int], daily: int, workers: Sequence[int]
) -> Iterator[Trial]:
    for size in sizes:
        with TemporaryDirectory() as folder:
            statements, reports = fill(Layout(Path(folder)), lines, size, daily)
            for each in workers:
                yield alone(Path(folder), statements, reports, each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--daily", type=int, default=DAILY)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    lines = options.reports.read_text(encoding="utf-8").splitlines()
    trials: list[Trial] = []
    sizes = [size for size in SIZES if size <= options.most]
    for found in measure(lines, sizes, options.daily, options.workers):
        trials.append(found)
        text = shown(trials, options.daily)
        print(f"\n{text}", flush=True)
        name = "batch_joins" if options.daily == DAILY else f"batch_joins_{options.daily}"
        kept = [{**one._asdict(), "costs": {k: c._asdict() for k, c in one.costs.items()}} for one in trials]
        save(name, "Letting all items meet", text, {"daily": options.daily, "trials": kept})


if __name__ == "__main__":
    main()
