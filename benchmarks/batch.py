"""What `sayso batch` costs: records and words a second, on one worker and on two, at growing sizes.

    python benchmarks/batch.py --reports READINGS [--sizes 1000 10000 100000] [--peer-python PYTHON]

READINGS is a file of readings as `sayso read --format jsonl` prints them, or a folder of reports as JSON:
their texts become pages of HTML, beside pages made up (`batch_made.py`). Of each size an archive is made, and
read by `batch_run.py` in a process of its own; up to `BOTH` records on one worker and on two, taking turns,
else on two. spaCy's small model is given the texts that were read, on one thread, in the same run. Prints
tables and writes results/batch.json and results/batch.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.batch_made import MIXTURE, PASSED, archive
from benchmarks.speed import HERE, ONE_THREAD, Unmeasured, child, machine, prose
from benchmarks.tables import Cell, save, table

from sayso.read import reports
from sayso.types import Report

SIZES = (1_000, 10_000, 100_000)

BOTH = 10_000
"""Records of the largest archive that one worker reads too."""

REPETITIONS = 3
"""Runs of an archive of up to `OFTEN` records; larger ones are run once."""

OFTEN = 1_000

PASSING = 10_000
"""Records of an archive of which all are passed over, which tells what that costs."""

SPACY = 400
"""The most texts that spaCy is given."""

NOTES = """
Seconds of the processor are those of all processes, from the start of the command to the end: loading,
passing over, reading, joining, writing. "Times spaCy" sets these, a word, beside the seconds that spaCy's
small model takes for the same words once it is loaded, with nothing to fetch, pass over, join or write.
Phases are seconds on the wall.
"""


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Titles and texts of the reports in a file of readings, or a folder of reports."""
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            report = json.loads(line)["report"]
            yield report["title"] or "", report["text"]
    else:
        for found in reports(sorted(str(file) for file in path.rglob("*.json"))):
            if isinstance(found, Report):
                yield found.title or "", found.text


def measured(made: Path, workers: int, out: Path) -> dict[str, Any]:
    """One run."""
    command = [sys.executable, str(HERE / "batch_run.py"), str(made), str(out), str(workers)]
    figures: dict[str, Any] = json.loads(child(command).output)
    return figures


def spacy(out: Path, python: str, scratch: Path) -> dict[str, float]:
    """Seconds of spaCy for the texts of a data set, and the words in them."""
    import pyarrow.dataset

    from sayso.batch.packing import unpack_reading

    found = pyarrow.dataset.dataset(out / "reports").to_table(columns=["text", "reading"]).slice(0, SPACY + 1)
    given = [prose(unpack_reading(row["reading"], row["text"]).report) for row in found.to_pylist()]
    file = scratch / "texts.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    told = json.loads(
        child([python, str(HERE / "speed_spacy.py"), str(file)], ONE_THREAD | {"PYTHONPATH": ""}).output
    )
    return {"seconds": told["seconds"]["whole"], "words": sum(len(text.split()) for text in given[1:])}


def size(records: int, given: Sequence[tuple[str, str]], python: str) -> dict[str, Any]:
    """All that is measured of one size."""
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        made = scratch / "made.warc.gz"
        archive(made, records, given)
        runs: dict[int, list[dict[str, Any]]] = {2: []} if records > BOTH else {1: [], 2: []}
        peers = []
        for turn in range(REPETITIONS if records <= OFTEN else 1):
            for workers, kept in runs.items():
                out = scratch / f"{turn}-{workers}"
                kept.append(measured(made, workers, out))
            try:
                peers.append(spacy(out, python, scratch))
            except Unmeasured as problem:
                print(f"spaCy is not measured: {problem}", file=sys.stderr)
    return {"records": records, "runs": runs, "spaCy": peers}


def passing() -> dict[str, Any]:
    """A run over pages of which none is a report."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made.warc.gz"
        archive(made, PASSING, mixture=PASSED)
        return measured(made, 1, Path(folder) / "out")


def rows(sizes: Sequence[dict[str, Any]]) -> Iterator[list[Cell]]:
    first: float | None = None
    for one in sizes:
        for workers, runs in one["runs"].items():
            wall, processor = (median(run[name] for run in runs) for name in ("wall", "processor"))
            words = runs[0]["manifest"]["words"]
            cost = processor / one["records"] * 1e3
            first = first or cost
            yield [
                f"{one['records']:,} on {workers}",
                runs[0]["manifest"]["records"]["read"],
                one["records"] / wall,
                words / wall,
                words / processor,
                cost,
                round(cost / first, 2),
                max(run["manifest"]["peak_memory_bytes"] for run in runs) / 2**20,
                max(run["driver"] for run in runs),
            ]


HEAD = (
    "records, workers",
    "reports read",
    "records a second",
    "words a second",
    "words a processor second",
    "ms of the processor a record",
    "times the first",
    "largest reading worker, MB",
    "driver, MB",
)


def ratios(sizes: Sequence[dict[str, Any]], page: float) -> Iterator[str]:
    """Two workers beside one, and spaCy; ``page`` is what one that is passed over costs, in seconds."""
    for one in sizes:
        runs = one["runs"]
        if 1 in runs:
            pairs = zip(runs[1], runs[2], strict=True)
            faster = median(a["wall"] / b["wall"] for a, b in pairs)
            reading = median(
                a["phases"]["read"] / b["phases"]["read"] for a, b in zip(runs[1], runs[2], strict=True)
            )
            yield f"- {one['records']:,} records: two workers are {faster:.2f} times as fast as one"
            yield f"  (reading alone {reading:.2f} times)"
        if one["spaCy"]:
            speed = median(peer["words"] / peer["seconds"] for peer in one["spaCy"])
            ours = runs.get(1) or runs[2]
            whole = median(run["manifest"]["words"] / run["processor"] for run in ours)
            alone = median(run["manifest"]["words"] / _of_reports(run, page) for run in ours)
            yield (
                f"- {one['records']:,} records: {whole / speed:.2f} times spaCy's speed, end to end;"
                f" {alone / speed:.2f} times without what the pages cost that are passed over"
            )


def _of_reports(run: dict[str, Any], page: float) -> float:
    """Seconds of the processor that are not for pages passed over."""
    records = run["manifest"]["records"]
    seconds: float = run["processor"] - page * (records["all"] - records["read"])
    return seconds


def shown(sizes: Sequence[dict[str, Any]], passed: dict[str, Any], found: str) -> str:
    largest = sizes[-1]
    run = largest["runs"][2][0]
    whole = sum(run["phases"].values())
    phases = [[name, seconds, 100 * seconds / whole] for name, seconds in run["phases"].items()]
    steps = run["manifest"]["seconds"]
    stages = [[name, seconds, 100 * seconds / sum(steps.values())] for name, seconds in steps.items()]
    pages = passed["manifest"]["records"]["all"]
    return "\n".join(
        [
            table(HEAD, rows(sizes)),
            "",
            *ratios(sizes, passed["processor"] / pages),
            "",
            f"Where the time goes, {largest['records']:,} records on two workers:",
            "",
            table(("phase", "seconds", "percent"), phases),
            "",
            table(("of reading", "processor seconds", "percent"), stages),
            "",
            f"{pages:,} pages of which none is a report, on one worker: "
            f"{1e3 * passed['processor'] / pages:.2f} ms of the processor each.",
            "",
            f"{MIXTURE.count('report') + MIXTURE.count('made up')} of {len(MIXTURE)} records are reports in "
            f"English, on {found}.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=Path, help="a file of readings, or a folder of reports as JSON")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--peer-python", default=sys.executable, help="a Python that has spaCy")
    options = parser.parse_args()
    given = list(texts(options.reports)) if options.reports else []
    found = machine()
    try:
        sizes = [size(records, given, options.peer_python) for records in options.sizes]
        passed = passing()
    except Unmeasured as problem:
        sys.exit(f"the batch is not measured: {problem}")
    told = shown(sizes, passed, found)
    print(told)
    save("batch", "Batch", f"{told}\n{NOTES}", {"sizes": sizes, "passing": passed, "machine": found})


if __name__ == "__main__":
    main()
