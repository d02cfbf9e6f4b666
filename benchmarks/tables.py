"""How the benchmarks show their figures, and where they keep them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"

Cell = str | float | int | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int = 1) -> str:
    """A Markdown table; its first column is words, the others are figures, None is shown as a dash."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *([_shown(c, digits) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(cell: Cell, digits: int) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else f"{cell:,.{digits if isinstance(cell, float) else 0}f}"


def save(name: str, title: str, shown: str, content: Mapping[str, Any], folder: Path = RESULTS) -> None:
    """Keep a benchmark's figures as ``name``.json, and what was shown of them as ``name``.md."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    (folder / f"{name}.md").write_text(f"# {title}\n\n{shown.strip()}\n", encoding="utf-8")
