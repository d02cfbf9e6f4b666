"""The table of all parts: what is measured, what is kept from before, what is missing."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest
from benchmarks.situation import PARTS, measured, shown_passages

from benchmarks import situation


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that count the letters of their folder's name, and no passages."""

    def module(name: str) -> SimpleNamespace:
        part = name.rpartition("_")[2]
        return SimpleNamespace(
            measure=lambda folder: {"letters": len(folder.name)}, shown=lambda r: f"{part}: {r['letters']}"
        )

    monkeypatch.setattr(situation.importlib, "import_module", module)
    monkeypatch.setattr(situation, "PASSAGES", Path("nowhere"))


def options(**given: Path) -> Namespace:
    return Namespace(**(dict.fromkeys(PARTS.values()) | given))


def test_a_part_with_its_corpus_is_measured_and_another_says_what_it_wants(parts, tmp_path) -> None:
    folder = tmp_path / "four"
    folder.mkdir()
    result, texts = measured(options(timeml=folder), {})
    assert result == {"times": {"letters": 4}}
    assert texts[0] == "times: 4"
    assert texts[-1] == "- events: not measured (its corpus is not given, --plover)"


def test_figures_of_an_earlier_run_are_kept_and_said_to_be(parts) -> None:
    result, texts = measured(options(), {"events": {"letters": 9}})
    assert result == {"events": {"letters": 9}}
    assert texts[-1] == "events: 9\n\n(from an earlier run: --plover was not given)"


def test_the_passages_are_summed_up() -> None:
    assert shown_passages({"acts": [3, 4], "times": [1, 2]}).splitlines()[-1] == "| **all** | 4 | 6 |"
