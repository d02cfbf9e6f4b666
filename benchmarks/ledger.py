"""How fast a ledger takes reports, how large it gets, and how soon it answers, from ten thousand statements
to a million, while another process writes to it.

    python benchmarks/ledger.py [--sizes 10000,100000,1000000] [--folder FOLDER]

Reports are made up (`ledger_made.py`). Seconds are by the clock on the wall; making the reports is not
among them. Linking is measured by origins_scale.py. Prints tables; writes results/ledger.json and .md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.ledger_made import COMMON, MIDDLING, RARE, STATEMENTS, Maker
from benchmarks.speed import machine
from benchmarks.tables import Cell, save, table

import sayso
from sayso import ledger
from sayso.ask.desk import Desk

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 40
STARTS = 9

Question = Callable[[Desk], Any]


def asked(desk: Desk) -> dict[str, Question]:
    """What is asked, by name; each is a page of 20 rows."""
    known = [row.id for row in desk.search(MIDDLING, limit=20).rows]
    many, few = "Name0 Surname0", "Name500 Surname9473"
    return {
        "search: a common word": lambda d: d.search(COMMON),
        "search: a rare word": lambda d: d.search(RARE),
        "search: common and middling": lambda d: d.search(f"{COMMON} {MIDDLING}"),
        "search: common and rare": lambda d: d.search(f"{COMMON} {RARE}"),
        "search: a phrase of common words": lambda d: d.search('"w1 w2"'),
        "search: a phrase that is nowhere": lambda d: d.search('"w900 w901 w902"'),
        "search: common, not middling": lambda d: d.search(f"{COMMON} -{MIDDLING}"),
        "search: any of three": lambda d: d.search(f"{COMMON} OR {MIDDLING} OR {RARE}"),
        "search: a prefix": lambda d: d.search("w59*"),
        "search: common, by a common speaker": lambda d: d.search(f'{COMMON} speaker:"{many}"'),
        "search: common, by a rare speaker": lambda d: d.search(f'{COMMON} speaker:"{few}"'),
        "search: an act, unnamed": lambda d: d.search("act:deny anonymous:unnamed"),
        "search: common, of one month": lambda d: d.search(f"{COMMON} since:2030-03 until:2030-03"),
        "search: everything": lambda d: d.search(""),
        "search, best first: common": lambda d: d.search(COMMON, best=True),
        "who: speaks most": lambda d: d.who(many),
        "who: speaks little": lambda d: d.who(few),
        "timeline: a common word": lambda d: d.timeline(COMMON),
        "timeline: a rare word": lambda d: d.timeline(RARE),
        "show": lambda d: [d.show(each) for each in known[:1]],
    }


def grown(path: Path, maker: Iterator[Any], statements: int, at: int) -> list[float]:
    """Add reports until there are ``statements``, of which ``at`` are there; the seconds that each took."""
    seconds = []
    with ledger.writer(path) as writer:
        for reading in islice(maker, (statements - at) // STATEMENTS):
            started = time.perf_counter()
            writer.add(reading, model="made up")
            seconds.append(time.perf_counter() - started)
    return seconds


def answered(path: Path) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds of each question, all asked in turn while another process adds reports."""
    other = subprocess.Popen([sys.executable, __file__, "--write", str(path)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    other.stdout.readline()
    times: dict[str, list[float]] = {}
    try:
        with sayso.open(path) as desk:
            questions = asked(desk)
            for _ in range(ROUNDS):
                for name, question in questions.items():
                    started = time.perf_counter()
                    question(desk)
                    times.setdefault(name, []).append(1000 * (time.perf_counter() - started))
    finally:
        other.kill()
        other.communicate()
    return {name: {"p50": median(ms), "p95": quantiles(ms, n=20)[-1]} for name, ms in times.items()}


def write_on(path: Path) -> None:
    """Add ten reports a second until killed."""
    with ledger.writer(path) as writer:
        for reading in Maker(10**6, seed=int(time.time())).readings():
            writer.add(reading, model="made up")
            print("added", flush=True)
            time.sleep(0.1)


def starts(path: Path) -> float:
    """Seconds of ``sayso search`` as a whole process."""
    command = [sys.executable, "-m", "sayso", "search", MIDDLING, "--ledger", str(path)]
    seconds = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def measured(path: Path, sizes: list[int]) -> dict[str, Any]:
    maker = Maker(sizes[-1] // STATEMENTS).readings()
    steps: dict[int, Any] = {}
    seconds: list[float] = []
    at = 0
    for size in sizes:
        seconds += grown(path, maker, size, at)
        at = size
        with ledger.view(path) as view:
            there = view.counts().statements
        steps[size] = {
            "statements": there,
            "bytes a statement": path.stat().st_size / there,
            "answers": answered(path),
            "start": starts(path),
        }
        print(f"{size:,} done", file=sys.stderr)
    tenth = len(seconds) // 10
    ends = {"first tenth": seconds[:tenth], "last tenth": seconds[-tenth:]}
    adding = {name: STATEMENTS * len(part) / sum(part) for name, part in ends.items()}
    slower = sum(ends["last tenth"]) / sum(ends["first tenth"])
    return {"machine": machine(), "sizes": steps, "adding": adding, "slower": slower}


def shown(result: dict[str, Any]) -> str:
    sizes = result["sizes"]
    rows: list[list[Cell]] = [
        [f"{size:,}", step["bytes a statement"], step["start"]] for size, step in sizes.items()
    ]
    names = next(iter(sizes.values()))["answers"]
    answers: list[list[Cell]] = [
        [name, *(step["answers"][name][p] for step in sizes.values() for p in ("p50", "p95"))]
        for name in names
    ]
    worst = max(step["p95"] for step in list(sizes.values())[-1]["answers"].values())
    head = ["milliseconds", *(f"{size:,} {p}" for size in sizes for p in ("p50", "p95"))]
    adding = result["adding"]
    return "\n".join(
        [
            table(["statements", "bytes each, all told", "`sayso search`, whole process, s"], rows, 2),
            "",
            table(head, answers, 2),
            "",
            f"- added a second: {adding['first tenth']:,.0f} statements in the first tenth, "
            f"{adding['last tenth']:,.0f} in the last, which takes {result['slower']:.2f} times as long",
            f"- the slowest p95 at the largest size: {worst:.1f} ms",
            f"- a report has {STATEMENTS} statements, and each is a transaction that is on the disk",
            "- while the questions were asked, another process added ten reports a second; on "
            f"{result['machine']}",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--folder", type=Path, help="where the ledger is made; a temporary one by default")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write_on(options.write)
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    with TemporaryDirectory() as scratch:
        result = measured((options.folder or Path(scratch)) / "made-up.db", sizes)
    print(shown(result))
    if sizes == list(SIZES):
        save("ledger", "The ledger: taking reports, and answering", shown(result), result)


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    main()
