"""Sums over timed runs, and the processes that they come from."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from benchmarks.speed import Unmeasured, child, prose, shown, speeds

from sayso.types import Block, BlockKind, Report


def run(factor: float) -> dict[str, Any]:
    seconds = {
        "read": 1, "tokens": 1, "packing and encoder": 16, "encoder": 14, "parse": 17, "attribute": 1,
        "resolve": 1, "situate": 5, "whole": 25, "bare encoder": 15,
    }  # fmt: skip
    return {"seconds": {name: factor * s for name, s in seconds.items()}, "loading": 0.5, "peak": 100.0}


def test_parts_are_told_apart_and_the_median_is_taken() -> None:
    result = speeds(4000, [run(1), run(5), run(2)], [])
    assert result["parts"]["**read to situate**"] == {"words a second": 80, "percent": 100}
    assert [part["percent"] for part in result["parts"].values()] == [4, 4, 8, 56, 0, 4, 4, 20, 100, 60]
    assert result["of the bare encoder"] == 0.6
    assert "spaCy" not in result


def test_spacy_is_compared_run_by_run() -> None:
    theirs = [{"seconds": {"whole": 30.0 * n}, "loading": 2.0, "peak": 300.0} for n in (1, 2, 3)]
    result = speeds(4000, [run(1), run(2), run(3)], theirs)
    assert result["times spaCy"] == 1.2
    result |= {"reports": 9, "machine": "a mill", "missing": {"cold start": "no model"}}
    assert "- 1.20 times spaCy's speed" in shown(result)
    assert "- cold start: not measured (no model)" in shown(result)


def test_a_child_says_what_it_printed_and_used() -> None:
    found = child([sys.executable, "-c", "print('done')"])
    assert found.output == "done\n"
    assert found.peak > 1


def test_a_failing_child_gives_its_last_line_as_the_reason() -> None:
    with pytest.raises(Unmeasured, match=r"^ImportError: no such luck$"):
        child([sys.executable, "-c", "raise ImportError('no such luck')"])


def test_only_what_is_read_for_language_is_counted() -> None:
    kinds = (BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.BODY)
    blocks = tuple(Block(kind, 4 * n, 4 * n + 3) for n, kind in enumerate(kinds))
    assert prose(Report("0" * 16, "one\ntwo\nsix", blocks)) == "one\n\nsix"
