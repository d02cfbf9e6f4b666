"""Tables of figures, and the files that keep them."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.tables import save, table


def test_figures_are_rounded_and_gaps_are_dashes() -> None:
    shown = table(["", "ours", "theirs"], [["recall", 71.26, None], ["words", 12345, "many"]])
    assert shown.splitlines() == [
        "|  | ours | theirs |",
        "| --- | ---: | ---: |",
        "| recall | 71.3 | – |",
        "| words | 12,345 | many |",
    ]


def test_results_are_kept_as_json_and_markdown(tmp_path: Path) -> None:
    save("speed", "Speed", "fast\n", {"words": 3}, tmp_path / "results")
    assert json.loads((tmp_path / "results" / "speed.json").read_text()) == {"words": 3}
    assert (tmp_path / "results" / "speed.md").read_text() == "# Speed\n\nfast\n"
