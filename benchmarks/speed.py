"""How fast reports are read, and where the time goes, beside spaCy's small English model.

    python benchmarks/speed.py --reports FOLDER [--peer-python PYTHON] [--limit N]

FOLDER holds reports as JSON, at any depth. Words are what white space parts, in the blocks that are read
for language; seconds are those of the processor, all threads together. spaCy is given the same blocks, and
kept to one thread. Each repetition is a process of its own (`speed_sayso.py`, `speed_spacy.py`), the two
taking turns so that other work on the machine slows both, and the median is shown. Prints tables; with the
packaged model it also writes results/speed.json and results/speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.tables import Cell, save, table

from sayso.parse import READ_KINDS
from sayso.read import reports
from sayso.types import Report

HERE = Path(__file__).parent
REPETITIONS = 3
STARTS = 7
EXAMPLE = HERE.parent / "examples" / "water-rationing.txt"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""For spaCy: Sayso keeps to one thread by itself."""

PARTS: dict[str, Callable[[dict[str, float]], float]] = {
    "read": lambda s: s["read"],
    "parse: words": lambda s: s["tokens"],
    "parse: windows in, scores out": lambda s: s["packing and encoder"] - s["encoder"],
    "parse: encoder": lambda s: s["encoder"],
    "parse: sentences, trees, names, lemmas": lambda s: s["parse"] - s["tokens"] - s["packing and encoder"],
    "attribute": lambda s: s["attribute"],
    "resolve": lambda s: s["resolve"],
    "situate": lambda s: s["situate"],
    "**read to situate**": lambda s: s["whole"],
    "bare encoder": lambda s: s["bare encoder"],
}
"""Row of the table → its seconds, from those that `speed_sayso.py` prints."""

NOTES = """
The parts add up to the whole, but for what is lost in timing. The bare encoder is ONNX Runtime over the same
windows, prepared; "parse: encoder" is the same work in its place.
"""

Run = dict[str, Any]


class Child(NamedTuple):
    """A finished process: what it printed, its seconds by the clock on the wall, its peak in MB."""

    output: str
    seconds: float
    peak: float


class Unmeasured(Exception):
    """Why something has no figure."""


def child(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Child:
    """Run a command to its end, with ``settings`` in its environment too. Raises `Unmeasured`, with the
    last line of its complaint, when it fails."""
    with TemporaryDirectory() as scratch:
        output, errors = Path(scratch, "output"), Path(scratch, "errors")
        environment = os.environ | dict(settings or {})
        started = time.perf_counter()
        with open(output, "wb") as out, open(errors, "wb") as err:
            process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
            _, status, usage = os.wait4(process.pid, 0)  # the one call that says what this child used
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise Unmeasured(lines[-1] if lines else f"exit status {process.returncode}")
        return Child(output.read_text(encoding="utf-8"), seconds, usage.ru_maxrss / 1024)


def prose(report: Report) -> str:
    """The blocks that are read for language, an empty line between them."""
    blocks = [block for block in report.blocks if block.kind in READ_KINDS]
    return "\n\n".join(report.text[block.start : block.end] for block in blocks)


def collected(folder: Path, limit: int | None) -> dict[str, str]:
    """Path → prose of the reports that can be read."""
    found = {}
    for path in sorted(map(str, folder.rglob("*.json")))[:limit]:
        for report in reports([path]):
            if isinstance(report, Report) and prose(report):
                found[path] = prose(report)
    return found


def repeated(texts: dict[str, str], model: Path | None, python: str) -> tuple[list[Run], list[Run], str]:
    """What Sayso's and spaCy's runs printed, and why spaCy has none, if it has none."""
    ours: list[Run] = []
    theirs: list[Run] = []
    why = ""
    with TemporaryDirectory() as scratch:
        paths, prose = Path(scratch, "paths.json"), Path(scratch, "texts.json")
        paths.write_text(json.dumps(list(texts)), encoding="utf-8")
        prose.write_text(json.dumps(list(texts.values())), encoding="utf-8")
        sayso = [sys.executable, str(HERE / "speed_sayso.py"), str(paths), *([str(model)] if model else [])]
        spacy = [python, str(HERE / "speed_spacy.py"), str(prose)]
        for _ in range(REPETITIONS):
            ours.append(json.loads(child(sayso).output))
            try:
                theirs.append(json.loads(child(spacy, ONE_THREAD).output))
            except Unmeasured as problem:
                why = str(problem)
    return ours, theirs, why


def speeds(words: int, ours: list[Run], theirs: list[Run]) -> dict[str, Any]:
    """Words a second of each part, its share of the whole, and the ratios that matter most."""
    parts = {
        name: {
            "words a second": words / max(median(part(run["seconds"]) for run in ours), 1e-9),
            "percent": median(100 * part(run["seconds"]) / run["seconds"]["whole"] for run in ours),
        }
        for name, part in PARTS.items()
    }
    result: dict[str, Any] = {
        "words": words,
        "parts": parts,
        "of the bare encoder": median(r["seconds"]["bare encoder"] / r["seconds"]["whole"] for r in ours),
        "loading": median(run["loading"] for run in ours),
        "peak": median(run["peak"] for run in ours),
    }
    if theirs:
        times = [run["seconds"]["whole"] for run in theirs]
        pairs = zip(ours, theirs, strict=True)
        result["spaCy"] = {
            "words a second": words / median(times),
            "loading": median(run["loading"] for run in theirs),
            "peak": median(run["peak"] for run in theirs),
        }
        result["times spaCy"] = median(b["seconds"]["whole"] / a["seconds"]["whole"] for a, b in pairs)
    return result


def starts() -> dict[str, float]:
    """Seconds on the wall and megabytes at most of one short report from a cold start, and of the imports."""
    reading = [child([sys.executable, "-m", "sayso", "read", str(EXAMPLE)]) for _ in range(STARTS)]
    nothing, importing = (
        median(child([sys.executable, "-c", code]).seconds for _ in range(STARTS))
        for code in ("pass", "import sayso.pipeline, sayso.read")
    )
    return {
        "seconds": median(run.seconds for run in reading),
        "peak": max(run.peak for run in reading),
        "imports": importing - nothing,
    }


def shown(result: dict[str, Any]) -> str:
    rows: list[list[Cell]] = [
        [name, round(part["words a second"]), 1e6 / part["words a second"], part["percent"]]
        for name, part in result["parts"].items()
    ]
    spacy = result.get("spaCy")
    if spacy:
        speed = spacy["words a second"]
        rows.append(["spaCy en_core_web_sm", round(speed), 1e6 / speed, None])
    head = ["", "words per CPU second", "ms per 1,000 words", "percent of the time"]
    lines = [table(head, rows), ""]
    lines.append(f"- {result['of the bare encoder']:.0%} of the bare encoder's speed")
    if spacy:
        lines.append(f"- {result['times spaCy']:.2f} times spaCy's speed")
    lines.append(f"- imports and model: {result['loading']:.2f} s; peak over all: {result['peak']:.0f} MB")
    if spacy:
        lines.append(f"- spaCy's: {spacy['loading']:.2f} s; {spacy['peak']:.0f} MB")
    start = result.get("start")
    if start:
        lines.append(
            f"- `sayso read` of one short text file from a cold start: {start['seconds']:.2f} s "
            f"(imports {start['imports']:.2f} s), {start['peak']:.0f} MB"
        )
    lines += [f"- {what}: not measured ({why})" for what, why in result["missing"].items()]
    lines += ["", f"{result['words']:,} words in {result['reports']:,} reports, on {result['machine']}."]
    return "\n".join(lines)


def machine() -> str:
    """The processor, and whether it is busy with other work."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    cores = os.cpu_count() or 1
    busy = ", busy with other work" if os.getloadavg()[0] > cores / 2 else ""
    return f"{names[0] if names else 'an unknown processor'} ({cores} cores{busy})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", required=True, help="a folder of reports as JSON")
    parser.add_argument("--model", type=Path, help="a model's folder in place of the packaged one")
    parser.add_argument("--peer-python", default=sys.executable, help="a Python that has spaCy")
    parser.add_argument("--limit", type=int, help="read no more reports than this")
    options = parser.parse_args()
    found = machine()  # before our own work makes it busy
    texts = collected(Path(options.reports), options.limit) if options.reports else {}
    if len(texts) < 2:
        print(f"the speed is not measured: fewer than two reports in {options.reports or '(no --reports)'}")
        return
    try:
        ours, theirs, why = repeated(texts, options.model, options.peer_python)
    except Unmeasured as problem:
        sys.exit(f"the speed is not measured: {problem}")
    words = sum(len(text.split()) for text in list(texts.values())[1:])
    result = speeds(words, ours, theirs)
    result |= {"reports": len(texts) - 1, "machine": found, "missing": {"spaCy": why} if why else {}}
    try:
        result["start"] = starts()
    except Unmeasured as problem:
        result["missing"]["cold start"] = str(problem)
    print(shown(result))
    if options.model is None:
        save("speed", "Speed", f"{shown(result)}\n{NOTES}", result)


if __name__ == "__main__":
    main()
