"""Predictions as the scorer reads them, and its figures as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.attribution import FIGURES, annotators, shown, write
from benchmarks.polnear import Article


def test_an_absent_role_is_null(tmp_path: Path) -> None:
    write(tmp_path, "dam", [{"source": [], "cue": [(3, 5)], "content": [(6, 9)]}])
    assert json.loads((tmp_path / "dam.json").read_text()) == [
        {"source": None, "cue": [[3, 5]], "content": [[6, 9]]}
    ]


def test_every_further_annotator_is_a_prediction_against_the_first(tmp_path: Path) -> None:
    paths = [tmp_path / f"dam_{annotator}.ann" for annotator in "abc"]
    for number, path in enumerate(paths, 1):
        path.write_text(f"T1\tContent 0 {number}\tx\nE1\tAttribution:T1 Content:T1\n")
    several = Article("dam", "The dam\r\nheld.", tuple(paths))
    alone = Article("sea", "Nothing.", (paths[0],))
    (tmp_path / "out").mkdir()
    assert annotators([several, alone], tmp_path / "gold", tmp_path / "out") == 2
    assert json.loads((tmp_path / "out" / "dam-2.json").read_text())[0]["content"] == [[0, 3]]
    assert (tmp_path / "gold" / "text" / "dam-1.txt").read_bytes() == b"The dam\r\nheld."
    assert (tmp_path / "gold" / "attributions" / "dam-2_first.ann").read_text() == paths[0].read_text()


def test_a_column_without_figures_says_why() -> None:
    result: dict[str, Any] = {"articles": 3}
    for *above, last in FIGURES.values():
        place = result
        for key in above:
            place = place.setdefault(key, {})
        place[last] = 12.34
    result["recall_by_type"]["mixed"]["relation"] = None
    table = shown({"Sayso": result}, {"textacy": "no module of that name"})
    assert "| articles | 3 |" in table
    assert "| exact source, F1 | 12.3 |" in table
    assert "| relation, recall, mixed | – |" in table
    assert table.endswith("textacy: not measured (no module of that name)")
