"""What one more report costs as the number of linked statements grows, in memory and in a ledger.

    python -m benchmarks.origins_scale --reports READINGS.jsonl [--in memory|ledger] [--most 1000000]

Reports are real stories told again about others (`origins_made`), `DAILY` a day. All are linked, one by one.
In memory that is the same claims and the stories, in two stores of dictionaries; in a ledger all that ``sayso
add`` does with a reading: it is kept, with its claims, copies, disputes, origins, positions and stories, each
report in a transaction of its own. Making the reports and their embeddings is not counted. At each size the
last `TIMED` reports tell what one more costs. Times are of the processor, since other work may run beside.
Shown is also how much the made-up statements are like the real ones in what linking costs. Figures are kept
after each size, so that a run that is broken off has told something.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.origins_made import Maker
from benchmarks.tables import RESULTS, Cell, save, table

from sayso import ledger
from sayso.export.json import decoded
from sayso.intake.linking import Linking
from sayso.link.claims import Linker, mentions
from sayso.link.claims.candidates import keys
from sayso.link.memory import Memory
from sayso.link.stories import StoryLinker, StoryMemory
from sayso.models.embedding import packaged
from sayso.types import Floats, Reading

DAILY = 50
"""Reports a day: some 700 statements, so that the smallest size fills the two weeks in which claims are
compared. A million statements are four years."""

TIMED = 300
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)

Parts = dict[str, float]
"""Seconds of the processor by part."""


class Row(NamedTuple):
    """One size. Milliseconds are of one more report, the median and the 95th percentile of the last `TIMED`;
    ``parts`` are their means."""

    statements: int
    pace: float
    middle: float
    slow: float
    memory: float
    disk: float
    parts: Parts


def embedded(reading: Reading) -> Floats:
    return packaged().embed([statement.content.text for statement in reading.statements])


def timed(parts: Parts, name: str, work: Callable[[], Any]) -> None:
    started = time.process_time()
    work()
    parts[name] = parts.get(name, 0.0) + time.process_time() - started


class InMemory:
    """Claims and stories in dictionaries."""

    def __init__(self) -> None:
        self._claims, self._stories = Linker(Memory()), StoryLinker(StoryMemory())

    def add(self, reading: Reading, vectors: Floats) -> Parts:
        parts: Parts = {}
        timed(parts, "claims", lambda: self._claims.add(reading, vectors))
        timed(parts, "stories", lambda: self._stories.add(reading))
        return parts

    def disk(self) -> float:
        return 0.0


class InLedger:
    """All that ``sayso add`` does with a reading."""

    def __init__(self, path: Path) -> None:
        self._path, self._writer = path, ledger.writer(path)
        self._linking = Linking(self._writer)

    def add(self, reading: Reading, vectors: Floats) -> Parts:
        parts: Parts = {}
        started = time.process_time()
        with self._writer.transaction():
            timed(parts, "keeping", lambda: self._writer.add(reading, model="made up", vectors=vectors))
            timed(parts, "linking", lambda: self._linking.add(reading, vectors))
        parts["keeping"] = time.process_time() - started - parts["linking"]
        return parts

    def disk(self) -> float:
        return sum(each.stat().st_size for each in self._path.parent.iterdir()) / 1e6


def rows(store: InMemory | InLedger, readings: Iterable[Reading], most: int) -> Iterator[Row]:
    """Link until there are ``most`` statements; a row at each size."""
    last: deque[Parts] = deque(maxlen=TIMED)
    made, before, spent = 0, 0, 0.0
    sizes = iter([size for size in SIZES if size <= most])
    size = next(sizes, None)
    for reading in readings:
        if size is None:
            return
        parts = store.add(reading, embedded(reading))
        last.append(parts)
        made, spent = made + len(reading.statements), spent + sum(parts.values())
        if made >= size:
            costs = [1000 * sum(each.values()) for each in last]
            means = {name: 1000 * mean(each[name] for each in last) for name in parts}
            pace = (made - before) / spent
            yield Row(size, pace, median(costs), quantiles(costs, n=20)[-1], resident(), store.disk(), means)
            before, spent, size = made, 0.0, next(sizes, None)


def resident() -> float:
    """Megabytes of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def likeness(readings: Iterable[Reading]) -> dict[str, float]:
    """What linking costs depends on: keys and edges of a statement, and the share of statements in a claim
    with others."""
    store = Memory()
    linker, statements, keyed = Linker(store), 0, 0
    for reading in readings:
        found = mentions(reading, embedded(reading))
        linker.add_mentions(found)
        statements += len(found)
        keyed += sum(len(keys(mention)) for mention in found)
    claims = list(store.all_claims())
    ids = [statement for claim in claims for statement in claim.statements]
    together = sum(len(claim.statements) for claim in claims if len(claim.statements) > 1)
    return {
        "keys of a statement": keyed / statements,
        "edges of a statement": len(list(store.edges(ids))) / statements,
        "statements that share a claim, %": 100 * together / statements,
        "statements of the largest claim": max(len(claim.statements) for claim in claims),
    }


def shown(where: str, result: dict[str, Any]) -> str:
    found = [Row(**row) for row in result["rows"]]
    first = found[0].middle
    parts = list(found[0].parts)
    head = ["statements", "linked a second", "one more report, ms", "95 % are below", "times the first"]
    body: list[tuple[Cell, ...]] = [
        (
            f"{row.statements:,}",
            round(row.pace),
            row.middle,
            row.slow,
            f"{row.middle / first:.2f}",
            *(row.parts[part] for part in parts),
            round(row.memory),
            round(row.disk),
        )
        for row in found
    ]
    head += [f"{part}, mean ms" for part in parts] + ["memory, MB", "on disk, MB"]
    likes = [(name, *(each[name] for each in result["likeness"].values())) for name in likes_of(result)]
    like = table(["how alike", *result["likeness"]], likes, digits=2)
    return f"In {where}:\n\n{table(head, body)}\n\n{like}"


def likes_of(result: dict[str, Any]) -> list[str]:
    return list(next(iter(result["likeness"].values())))


def measure(lines: list[str], where: str, most: int, folder: Path) -> None:
    """Link, and keep the figures after each size."""
    real = sorted(map(decoded, lines), key=lambda reading: reading.report.published or "")
    made = islice(Maker(lines, DAILY).readings(), len(real))
    alike = {"real": likeness(real), "made up": likeness(made)}
    result: dict[str, Any] = {"rows": [], "likeness": alike}
    store = InMemory() if where == "memory" else InLedger(folder / "scale.db")
    for row in rows(store, Maker(lines, DAILY).readings(), most):
        result["rows"].append(row._asdict())
        text = shown(where, result)
        print(f"\n{text}", flush=True)
        save(f"origins_scale_{where}", f"Linking as it grows, in {where}", text, result)


def kept() -> dict[str, Any]:
    """What was measured last, by where."""
    files = {where: RESULTS / f"origins_scale_{where}.json" for where in ("memory", "ledger")}
    return {w: json.loads(file.read_text(encoding="utf-8")) for w, file in files.items() if file.exists()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--in", dest="where", choices=["memory", "ledger"], default="memory")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    options = parser.parse_args()
    lines = options.reports.read_text(encoding="utf-8").splitlines()
    with TemporaryDirectory() as folder:
        measure(lines, options.where, options.most, Path(folder))


if __name__ == "__main__":
    main()
