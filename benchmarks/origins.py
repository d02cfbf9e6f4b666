"""How well what reports have to do with each other is found: claims, copies, origins, disputes, stories, and
what finding it costs as a ledger grows.

    python -m benchmarks.origins --reports FOLDER [--parts claims stories …] [--most STATEMENTS]
    python -m benchmarks.origins --readings READINGS.jsonl --paths PATHS.txt

FOLDER is ``news-events``: its reports are read anew, which takes some minutes. READINGS are readings of them
that are made already, one a line, PATHS their paths line by line. Each part is a module beside this one
(`origins_claims` and so on), can be run alone, and says there what it measures and how. Writes
results/origins.json and results/origins.md; a part that is not among ``--parts`` keeps the figures of its
last run, and says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.speed import machine
from benchmarks.tables import RESULTS, save

from sayso.export.json import encoded
from sayso.pipeline import read_report
from sayso.read.sources import report


class Part(NamedTuple):
    """A benchmark: its module, what is appended to its command, and where it keeps its figures."""

    module: str
    kept: str
    options: Sequence[str] = ()


PARTS = {
    "claims": Part("origins_claims", "origins_claims"),
    "copies": Part("origins_copies", "origins_copies"),
    "trees": Part("origins_trees", "origins_trees"),
    "disputes": Part("origins_disputes", "origins_disputes"),
    "stories": Part("origins_stories", "origins_stories"),
    "memory": Part("origins_scale", "origins_scale_memory", ("--in", "memory")),
    "ledger": Part("origins_scale", "origins_scale_ledger", ("--in", "ledger")),
    "twin": Part("origins_twin", "origins_twin"),
}
"""What is measured, in order. "memory" and "ledger" take from half an hour to hours for a million."""


def read(folder: Path, into: Path) -> tuple[Path, Path]:
    """Read all reports of ``folder``; the files of their readings and of their paths."""
    readings, paths = into / "readings.jsonl", into / "paths.txt"
    with readings.open("wb") as lines, paths.open("w", encoding="utf-8") as names:
        for path in sorted(folder.rglob("*.json")):
            lines.write(encoded(read_report(report(str(path)))) + b"\n")
            names.write(f"{path}\n")
    return readings, paths


def run(part: Part, readings: Path, paths: Path, most: int) -> None:
    """Run one part, which keeps its figures. Raises `subprocess.CalledProcessError`."""
    command = [sys.executable, "-m", f"benchmarks.{part.module}", *part.options]
    if part.module == "origins_scale":
        command += ["--reports", str(readings), "--most", str(most)]
    elif part.module == "origins_twin":
        command += ["--reports", str(readings)]
    else:
        command += ["--readings", str(readings), "--paths", str(paths)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent.parent)


def assembled(ran: Iterable[str], results: Path = RESULTS) -> tuple[str, dict[str, object]]:
    """The tables and the figures of all parts; of those that did not run, from before."""
    texts, figures = [], {}
    for name, part in PARTS.items():
        shown = results / f"{part.kept}.md"
        if not shown.exists():
            texts.append(f"## {name}\n\nnot measured yet")
            continue
        title, _, table = shown.read_text(encoding="utf-8").partition("\n")
        note = "" if name in ran else "\n\n(from an earlier run)"
        texts.append(f"#{title}\n\n{table.strip()}{note}")
        figures[name] = json.loads((results / f"{part.kept}.json").read_text(encoding="utf-8"))
    return "\n\n".join(texts), figures


def chosen(parts: Sequence[str] | None) -> Mapping[str, Part]:
    return {name: part for name, part in PARTS.items() if parts is None or name in parts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--reports", type=Path, metavar="FOLDER")
    source.add_argument("--readings", type=Path)
    parser.add_argument("--paths", type=Path)
    parser.add_argument("--parts", nargs="*", choices=list(PARTS), help="all, unless some are named")
    parser.add_argument("--most", type=int, default=1_000_000, help="statements that a ledger grows to")
    options = parser.parse_args()
    if options.readings and not options.paths:
        parser.error("--readings needs --paths, the paths of their reports line by line")
    parts = chosen(options.parts)
    with TemporaryDirectory() as folder:
        readings, paths = options.readings, options.paths
        if parts and options.reports:
            readings, paths = read(options.reports, Path(folder))
        for part in parts.values():
            run(part, readings, paths, options.most)
    text, figures = assembled(parts)
    text += f"\n\n- {date.today().isoformat()}, on {machine()}"
    print(text)
    save("origins", "Claims, copies, origins, disputes, stories", text, figures)


if __name__ == "__main__":
    main()
