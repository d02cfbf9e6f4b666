"""What one more report costs as the number of linked statements grows, in memory and in a ledger.

    python -m benchmarks.origins_scale --reports READINGS.jsonl [--in memory|ledger] [--most 1000000]

Reports are real stories told again about others (`origins_made`), ``--daily`` a day. All are linked, one by
one. In memory that is the same claims and the stories, in two stores of dictionaries; in a ledger all that
``sayso add`` does with a reading: it is kept, with its claims, copies, disputes, origins, positions and
stories, each report in a transaction of its own. Making the reports and their embeddings is not counted. At
each size the last `TIMED` reports tell what one more costs. Times are of the processor, since other work may
run beside. Shown is also how much the made-up statements are like the real ones in what linking costs.
Figures are kept after each size, so that a run that is broken off has told something.

In memory, what is behind the first `LINKED` statements is not linked again but told again: all that is kept
(mentions, gists, keys, edges, claims, stories) is kept once more under other ids at a later time, as often as
it takes, and `TIMED` reports are linked behind it. Linking would come to the same, since the copies are
further apart than what is compared. How much memory that takes is not told, because the copies share their
words. ``--all`` links everything.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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
from sayso.link.claims import Linker, Mention, mentions
from sayso.link.claims.candidates import keys
from sayso.link.memory import Memory
from sayso.link.store import Edge
from sayso.link.stories import Gist, StoryLinker, StoryMemory
from sayso.models.embedding import packaged
from sayso.types import Floats, Reading

DAILY = 12
"""Reports a day: some 170 statements, so that the smallest size fills the two months within which stories are
compared, and the two weeks of claims: else the first size would be cheap because it has less to compare. A
million statements are 16 years."""

LINKED = 100_000
TIMED = 300
SIZES = (10_000, 30_000, 100_000, 1_000_000)

Parts = dict[str, float]
"""Seconds of the processor by part."""


class Row(NamedTuple):
    """One size. ``pace`` is how many statements were linked in a second since the size before, from which
    comes what a statement costs; milliseconds are of one more report, the median and the 95th percentile of
    the last `TIMED`, which have more or fewer statements; ``parts`` are their means."""

    statements: int
    pace: float
    middle: float
    slow: float
    memory: float | None
    disk: float
    parts: Parts


def embedded(reading: Reading) -> Floats:
    return packaged().embed([statement.content.text for statement in reading.statements])


def timed(parts: Parts, name: str, work: Callable[[], Any]) -> None:
    started = time.process_time()
    work()
    parts[name] = parts.get(name, 0.0) + time.process_time() - started


class Claims(Memory):
    """That remembers what it was given, to be told again."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[Mention, Sequence[int]]] = []

    def keep(self, mention: Mention, keys: Sequence[int]) -> None:
        super().keep(mention, keys)
        self.given.append((mention, keys))

    def again(self, name: str, days: int) -> None:
        for mention, keyed in self.given:
            statement, report = f"{name}{mention.statement}", f"{name}{mention.report}"
            later = replace(
                mention,
                statement=statement,
                report=report,
                published=moved(mention.published, days),
                day=(mention.day or 0) + days,
            )
            super().keep(later, keyed)
        ids = [mention.statement for mention, _ in self.given]
        self.join(Edge(name + e.one, name + e.other, e.score, e.why) for e in list(self.edges(ids)))
        claims = [
            replace(
                claim,
                id=name + claim.id,
                statements=tuple(name + each for each in claim.statements),
                wording=name + claim.wording,
            )
            for claim in self.claims(ids)
        ]
        self.replace([], claims)


class Stories(StoryMemory):
    """The same for stories."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[Gist, Sequence[int]]] = []

    def keep(self, gist: Gist, keys: Sequence[int]) -> None:
        super().keep(gist, keys)
        self.given.append((gist, keys))

    def again(self, name: str, days: int) -> None:
        for gist, keyed in self.given:
            report, moment = f"{name}{gist.report}", moved(gist.moment, days)
            super().keep(replace(gist, report=report, moment=moment, day=(gist.day or 0) + days), keyed)
        ids = [gist.report for gist, _ in self.given]
        self.join(Edge(name + e.one, name + e.other, e.score, e.why) for e in list(self.edges(ids)))
        places = self.standings(ids)
        self.place({name + each: name + str(place.story) for each, place in places.items()})


def moved(published: str | None, days: int) -> str:
    return (datetime.fromisoformat(published or "") + timedelta(days=days)).isoformat()


class InMemory:
    """Claims and stories in dictionaries."""

    def __init__(self) -> None:
        self.claims, self.stories = Claims(), Stories()
        self._linkers = Linker(self.claims), StoryLinker(self.stories)
        self._days = 0

    def add(self, reading: Reading, vectors: Floats) -> Parts:
        published = moved(reading.report.published, self._days)
        reading = replace(reading, report=replace(reading.report, published=published))
        parts: Parts = {}
        timed(parts, "claims", lambda: self._linkers[0].add(reading, vectors))
        timed(parts, "stories", lambda: self._linkers[1].add(reading))
        return parts

    def again(self, times: int) -> int:
        """Tell all that was linked again, so many times; how many statements that makes."""
        days = [mention.day for mention, _ in self.claims.given if mention.day]
        every = max(days) - min(days) + 1
        for time_ in range(1, times + 1):
            self.claims.again(f"{time_}~", time_ * every)
            self.stories.again(f"{time_}~", time_ * every)
        self._days = times * every
        return times * len(self.claims.given)

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


def rows(
    store: InMemory | InLedger, readings: Iterable[Reading], sizes: Sequence[int], *, again: bool
) -> Iterator[Row]:
    """Link until there are as many statements as the last of ``sizes``; a row at each. ``again`` is whether
    to tell again what comes behind `LINKED`."""
    last: deque[Parts] = deque(maxlen=TIMED)
    made, before, spent, told = 0, 0, 0.0, False
    ahead = list(sizes)
    for reading in readings:
        if not ahead:
            return
        parts = store.add(reading, embedded(reading))
        last.append(parts)
        made, spent = made + len(reading.statements), spent + sum(parts.values())
        if made < ahead[0] or len(last) < TIMED:
            continue
        costs = [1000 * sum(each.values()) for each in last]
        means = {name: 1000 * mean(each[name] for each in last) for name in parts}
        memory = None if told else resident()
        pace = (made - before) / spent
        yield Row(ahead.pop(0), pace, median(costs), quantiles(costs, n=20)[-1], memory, store.disk(), means)
        if again and ahead and ahead[0] > made >= LINKED and isinstance(store, InMemory):
            made, told = made + store.again(ahead[0] // LINKED - 1), True
            last.clear()
        before, spent = made, 0.0


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
    parts = list(found[0].parts)
    head = ["statements", "linked a second", "cost, times the first", "one more report, ms", "95 % are below"]
    body: list[tuple[Cell, ...]] = [
        (
            f"{row.statements:,}",
            round(row.pace),
            f"{found[0].pace / row.pace:.2f}",
            row.middle,
            row.slow,
            *(row.parts[part] for part in parts),
            None if row.memory is None else round(row.memory),
            round(row.disk),
        )
        for row in found
    ]
    head += [f"{part}, mean ms" for part in parts] + ["memory, MB", "on disk, MB"]
    likes = [(name, *(each[name] for each in result["likeness"].values())) for name in likes_of(result)]
    like = table(["how alike", *result["likeness"]], likes, digits=2)
    return f"In {where}, {result['daily']} reports a day:\n\n{table(head, body)}\n\n{like}"


def likes_of(result: dict[str, Any]) -> list[str]:
    return list(next(iter(result["likeness"].values())))


def measure(
    lines: list[str], where: str, sizes: Sequence[int], daily: int, folder: Path, *, again: bool
) -> None:
    """Link, and keep the figures after each size."""
    real = sorted(map(decoded, lines), key=lambda reading: reading.report.published or "")
    made = islice(Maker(lines, daily).readings(), len(real))
    alike = {"real": likeness(real), "made up": likeness(made)}
    result: dict[str, Any] = {"daily": daily, "rows": [], "likeness": alike}
    store = InMemory() if where == "memory" else InLedger(folder / "scale.db")
    for row in rows(store, Maker(lines, daily).readings(), sizes, again=again):
        result["rows"].append(row._asdict())
        text = shown(where, result)
        print(f"\n{text}", flush=True)
        name = f"origins_scale_{where}" if daily == DAILY else f"origins_scale_{where}_{daily}"
        save(name, f"Linking as it grows, in {where}", text, result)


def kept() -> dict[str, Any]:
    """What was measured last, by where."""
    files = {where: RESULTS / f"origins_scale_{where}.json" for where in ("memory", "ledger")}
    return {w: json.loads(file.read_text(encoding="utf-8")) for w, file in files.items() if file.exists()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--in", dest="where", choices=["memory", "ledger"], default="memory")
    parser.add_argument("--daily", type=int, default=DAILY)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--all", action="store_true", help="link everything, in memory too")
    options = parser.parse_args()
    lines = options.reports.read_text(encoding="utf-8").splitlines()
    with TemporaryDirectory() as folder:
        sizes = [size for size in SIZES if size <= options.most]
        measure(lines, options.where, sizes, options.daily, Path(folder), again=not options.all)


if __name__ == "__main__":
    main()
