"""How well a statement's situation is read: times, figures, places, certainty, conditions, events, and all
of it on passages of our own.

    python benchmarks/situation.py --timeml FOLDER --meantime FOLDER --conditionals FOLDER --plover FOLDER
                                   --reports FOLDER

Each part is a module beside this one (`situation_times.py` and so on), can be run alone, and says there what
it measures and how. Prints tables and writes results/situation.json and results/situation.md; a part whose
corpus is not given keeps the figures of its last run, and says so.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.tables import RESULTS, Cell, save, table

PASSAGES = Path(__file__).parent.parent / "tests" / "situate" / "test_passages.py"
PARTS = {
    "times": "timeml",
    "figures": "meantime",
    "places": "reports",
    "certainty": "meantime",
    "conditions": "conditionals",
    "events": "plover",
}
"""Part → the option that names its corpus."""

Figures = dict[str, Any]


def own_passages() -> dict[str, list[int]]:
    """Right and total of each pattern in the project's own passages."""
    spec = importlib.util.spec_from_file_location("situate_passages", PASSAGES)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return {name: list(pair) for name, pair in module.scores().items()}


def shown_passages(result: dict[str, list[int]]) -> str:
    rows: list[list[Cell]] = [[name, right, total] for name, (right, total) in sorted(result.items())]
    right, total = (sum(row[i] for row in result.values()) for i in (0, 1))
    return table(["passages of our own", "right", "of"], [*rows, ["**all**", right, total]])


def measured(options: argparse.Namespace, before: Figures) -> tuple[Figures, list[str]]:
    """The figures of each part, measured now or ``before``, and all as texts."""
    result: Figures = {}
    texts: list[str] = []
    for part, corpus in PARTS.items():
        module = importlib.import_module(f"benchmarks.situation_{part}")
        folder = getattr(options, corpus)
        if folder and folder.exists():
            result[part] = module.measure(folder)
            texts.append(module.shown(result[part]))
        elif part in before:
            result[part] = before[part]
            texts.append(f"{module.shown(before[part])}\n\n(from an earlier run: --{corpus} was not given)")
        else:
            texts.append(f"- {part}: not measured (its corpus is not given, --{corpus})")
    if PASSAGES.exists():
        result["passages"] = own_passages()
        texts.append(shown_passages(result["passages"]))
    return result, texts


def folder(value: str) -> Path | None:
    return Path(value) if value else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in sorted(set(PARTS.values())):
        parser.add_argument(f"--{name}", type=folder, help=f"the folder of {name}")
    options = parser.parse_args()
    kept = RESULTS / "situation.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    result, texts = measured(options, before)
    shown = "\n\n".join(texts)
    print(shown)
    if any(part in result for part in PARTS):
        save("situation", "Situation", shown, result)


if __name__ == "__main__":
    main()
