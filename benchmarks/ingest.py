"""How many reports a second `sayso add` keeps, on one process and on two, and where the time goes.

    python benchmarks/ingest.py --reports PATH [--limit N] [--repetitions N]

PATH is anything that `sayso add` takes; of a folder, the first N files are added. Each repetition adds them
to a new ledger by the command itself, start and all, on one process and then on two, so that other work on
the machine slows both alike; the median is shown, and the quickest, which other work slowed least. Then the
same reports go in once more in this process, with a clock around each step. Prints tables and writes
results/ingest.json and results/ingest.md.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.speed import Unmeasured, child, machine
from benchmarks.tables import Cell, save, table

from sayso import ledger
from sayso.errors import Refused
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Arrived, vectors_of
from sayso.models.identity import identity
from sayso.pipeline import read_report
from sayso.read.document import Document
from sayso.read.sources import documents, read_document

PROCESSES = (1, 2)

STEPS = ("read: file to report", "read: report to statements", "read: embed", "keep", "link")
"""What adding consists of: the first three are what reading processes do, the others what the writer does."""

REPETITIONS = 5

HEAD = ("reading processes", "reports a second", "at its quickest", "seconds", "seconds of the processor")

NOTES = """
The ratio is of whole commands: two reading processes each load the model, and one process writes what both
read. On a machine that is busy with other work it says little; the seconds of the processor still say what
two cores have to share. The steps are of one more run, in one process, its first report left out; linking
takes the longer, the more reports of the same stories there are.
"""


def sources(path: Path, limit: int | None) -> list[str]:
    """What to name to `sayso add`."""
    if not path.is_dir():
        return [str(path)]
    return sorted(str(file) for file in path.rglob("*") if file.is_file())[:limit]


class Added(NamedTuple):
    """One `sayso add`: seconds on the wall, those of the processor in all its processes, and the reports
    that are kept."""

    seconds: float
    processor: float
    reports: int


def added(files: list[str], processes: int) -> Added:
    """Add to a new ledger."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch, "desk.db")
        command = [sys.executable, "-m", "sayso", "add", *files, "-l", str(path), "-p", str(processes)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = child(command).seconds
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with ledger.view(path) as view:
            return Added(seconds, processor, view.counts().reports)


class Steps:
    """Seconds of the processor, all threads together, and seconds on the wall that each step took."""

    def __init__(self) -> None:
        self.processor: Counter[str] = Counter()
        self.wall: Counter[str] = Counter()

    @contextmanager
    def clock(self, step: str) -> Iterator[None]:
        processor, wall = time.process_time(), time.perf_counter()
        yield
        self.processor[step] += time.process_time() - processor  # type: ignore[assignment]
        self.wall[step] += time.perf_counter() - wall  # type: ignore[assignment]

    def clocked(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function`` by the clock."""

        def run(*arguments: Any, **named: Any) -> Any:
            with self.clock(step):
                return function(*arguments, **named)

        return run


def stepped(files: list[str]) -> dict[str, dict[str, float]]:
    """Milliseconds a report of each step, in this process."""
    steps, kept = Steps(), 0
    with TemporaryDirectory() as scratch, ledger.writer(Path(scratch, "desk.db")) as writer:
        keeper = Keeper(writer)
        keeper._linking.add = steps.clocked("link", keeper._linking.add)  # type: ignore[method-assign]
        for document in (found for file in files for found in documents(file)):
            with steps.clock("read: file to report"):
                report = read_document(document) if isinstance(document, Document) else document
            if isinstance(report, Refused) or writer.view.has(report.id):
                continue
            with steps.clock("read: report to statements"):
                reading = read_report(report)
            with steps.clock("read: embed"):
                vectors = vectors_of(reading)
            with steps.clock("keep"):
                keeper.keep(Arrived(document.name, reading, identity(), vectors))
            if not kept:  # it loaded the models
                steps.processor.clear()
                steps.wall.clear()
            kept += 1
    for seconds in (steps.processor, steps.wall):
        seconds["keep"] -= seconds["link"]
        for step in seconds:
            seconds[step] *= 1000 / max(kept - 1, 1)  # type: ignore[assignment]
    names = [name for name in STEPS if name in steps.wall]
    return {name: {"processor": steps.processor[name], "wall": steps.wall[name]} for name in names}


def measured(files: list[str], repetitions: int) -> dict[str, Any]:
    """Commands on one and on two processes in turn, one of a single report, and the steps."""
    runs = [{processes: added(files, processes) for processes in PROCESSES} for _ in range(repetitions)]
    start = median(added(files[:1], 1).seconds for _ in range(repetitions))
    one, two = PROCESSES
    return {
        "reports": runs[0][one].reports,
        "repetitions": repetitions,
        "seconds": {str(p): [run[p].seconds for run in runs] for p in PROCESSES},
        "processor": {str(p): median(run[p].processor for run in runs) for p in PROCESSES},
        "reports a second": {
            str(p): median(run[p].reports / run[p].seconds for run in runs) for p in PROCESSES
        },
        "quickest": {str(p): max(run[p].reports / run[p].seconds for run in runs) for p in PROCESSES},
        "ratio": median(run[one].seconds / run[two].seconds for run in runs),
        "ratio of the quickest": min(run[one].seconds for run in runs)
        / min(run[two].seconds for run in runs),
        "one report": start,
        "steps": stepped(files),
    }


def shown(result: dict[str, Any]) -> str:
    rates: list[list[Cell]] = [
        [
            processes,
            result["reports a second"][processes],
            result["quickest"][processes],
            median(seconds),
            result["processor"][processes],
        ]
        for processes, seconds in result["seconds"].items()
    ]
    steps = result["steps"]
    sums = {of: sum(step[of] for step in steps.values()) for of in ("processor", "wall")}
    rows: list[list[Cell]] = [
        [name, step["processor"], step["wall"], 100 * step["processor"] / sums["processor"]]
        for name, step in steps.items()
    ]
    rows.append(["**all**", sums["processor"], sums["wall"], 100.0])
    return "\n".join(
        [
            table(HEAD, rates, 2),
            "",
            f"- two processes to one: {result['ratio']:.2f} times, the median of the pairs; "
            f"{result['ratio of the quickest']:.2f} times, each at its quickest",
            f"- a single report, start and all: {result['one report']:.2f} s",
            "",
            table(["step", "ms of the processor a report", "ms on the wall", "percent"], rows),
            "",
            f"{result['reports']:,} reports, {result['repetitions']} times each, on {result['machine']}.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", required=True, type=Path, help="a folder of reports, or one source")
    parser.add_argument("--limit", type=int, help="add no more files than this")
    parser.add_argument("--repetitions", type=int, default=REPETITIONS, help="how often, for the median")
    options = parser.parse_args()
    found = machine()  # before our own work makes it busy
    files = sources(options.reports, options.limit)
    try:
        result = measured(files, options.repetitions) | {"machine": found}
    except Unmeasured as problem:
        sys.exit(f"adding is not measured: {problem}")
    print(shown(result))
    save("ingest", "Adding reports", f"{shown(result)}\n{NOTES}", result)


if __name__ == "__main__":
    main()
