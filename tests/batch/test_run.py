"""A batch from end to end, ended in every way there is while it runs: nothing is lost, nothing there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("daft")
sys.path.insert(0, str(Path(__file__).parent))

import batches
from batches import batch, begun, group, interfered, tables, until

READING = ("sayso.pipeline", "read_report")
LATER = (
    ("sayso.batch.joins.documents", "documents"),
    ("sayso.batch.joins.meeting", "Meet.__call__"),
    ("sayso.batch.joins.settling", "steps"),
    ("sayso.batch.joins.origins", "Trace.__call__"),
    ("sayso.batch.dataset.shards", "WriteShards.__call__"),
    ("sayso.batch.dataset.counting", "counted"),
)
"""Where a driver is killed after reading, in their order."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batches.archives(tmp_path_factory.mktemp("news") / "in")


@pytest.fixture(scope="module")
def undisturbed(news: Path) -> dict[str, list[str]]:
    """The data set of a run in which nothing happens."""
    out = news.parent / "out"
    done = batch(news, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    found = tables(out)
    assert all(found[table] for table in ("reports", "statements", "voices", "claims", "links", "refusals"))
    return found


def markers(out: Path) -> dict[str, tuple[int, int]]:
    """The shards that are marked as read, with what tells whether a file of theirs was written anew."""
    found = {}
    for path in (out / ".work/done/read").glob("[!.]*"):
        stat = (out / ".work/read/arrived" / f"{path.name}.parquet").stat()
        found[path.name] = (stat.st_ino, stat.st_mtime_ns)
    return found


def test_a_driver_killed_in_reading_goes_on_where_it_was(
    news: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    out, at = tmp_path / "out", tmp_path / "at"
    with begun(news, "--out", out, env=interfered(*READING, at, word="lantern")) as driver:
        until(lambda: len(markers(out)) == 3 and list(at.iterdir()))
        (worker,) = (int(path.name) for path in at.iterdir())
        assert worker != driver.pid
        before = markers(out)
        driver.kill()
        driver.wait()
        until(lambda: not group(driver.pid))
    assert not (out / "manifest.json").exists()
    env = interfered(*LATER[0], tmp_path / "later")
    with begun(news, "--out", out, env=env) as driver:
        until(lambda: list((tmp_path / "later").iterdir()))
        assert markers(out).items() > before.items()
        (tmp_path / "later/go").touch()
        assert driver.wait(batches.PATIENCE) == 0
    assert tables(out) == undisturbed


def test_a_driver_killed_in_each_later_phase_goes_on_where_it_was(
    news: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for number, (module, function) in enumerate(LATER):
        at = tmp_path / str(number)
        env = interfered(module, function, at, kills=True)
        with begun(news, "--out", out, env=env) as driver:
            assert driver.wait(batches.PATIENCE) == -signal.SIGKILL
            assert (at / str(driver.pid)).exists()
            until(lambda leader=driver.pid: not group(leader))
    done = batch(news, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert tables(out) == undisturbed


def test_a_killed_worker_changes_nothing(
    news: Path, undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    out, at = tmp_path / "out", tmp_path / "at"
    env = interfered(*READING, at, word="lantern")
    with begun(news, "--out", out, env=env) as driver:
        until(lambda: list(at.iterdir()))
        (worker,) = (int(path.name) for path in at.iterdir())
        os.kill(worker, signal.SIGKILL)
        (at / "go").touch()
        out_text, err = driver.communicate(timeout=batches.PATIENCE)
        assert (driver.returncode, err) == (0, "")
        assert len(list(at.iterdir())) > 2  # another worker read it
    assert tables(out) == undisturbed
