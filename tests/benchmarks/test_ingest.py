"""What adding costs is measured of the command itself, and of each of its steps."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import ingest

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = [str(EXAMPLES / name) for name in ("water-rationing.txt", "grain-talks.txt", "dam-talks.txt")]


def test_files_of_a_folder_are_named_one_by_one() -> None:
    assert ingest.sources(EXAMPLES / "story", 2) == sorted(map(str, (EXAMPLES / "story").iterdir()))[:2]
    assert ingest.sources(Path("archive.warc.gz"), None) == ["archive.warc.gz"]


def test_the_command_is_timed_and_what_it_kept_is_counted() -> None:
    added = ingest.added(FILES[:1], 1)
    assert added.reports == 1
    assert min(added.processor, added.seconds) > 0


def test_linking_is_no_part_of_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [0.0]

    def takes(seconds: float) -> None:
        passed[0] += seconds

    clock = SimpleNamespace(perf_counter=lambda: passed[0], process_time=lambda: passed[0] / 2)
    monkeypatch.setattr(ingest, "time", clock)
    monkeypatch.setattr("sayso.intake.linking.Linking.add", lambda *_: takes(0.05))
    keep = ingest.Keeper.keep
    monkeypatch.setattr(ingest.Keeper, "keep", lambda *given: (takes(0.02), keep(*given)))
    steps = ingest.stepped(FILES)
    assert list(steps) == list(ingest.STEPS)
    assert steps["link"] == pytest.approx({"wall": 50, "processor": 25})
    assert steps["keep"] == pytest.approx({"wall": 20, "processor": 10})
    assert steps["read: embed"]["wall"] == 0
