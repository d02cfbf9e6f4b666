"""Tasks on worker processes of this machine: each once, whoever dies."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("daft")

from sayso.batch.engine import Cluster, Task, run
from sayso.batch.engine.worker import Notes
from sayso.batch.layout import Layout
from sayso.errors import BatchError

HERE = Path(__file__).parent
TWO = Cluster(2)


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of toy works, which workers find too."""
    monkeypatch.setenv("PYTHONPATH", f"{HERE}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.syspath_prepend(HERE)
    return importlib.import_module("toys")


def results(toys: ModuleType, out: Path, *orders: dict[str, Any]) -> list[tuple[str, Any]]:
    found = run(toys.Toy(out), toys.tasks(*orders), Layout(out), TWO)
    return [(task.name, json.loads(result)) for task, result in found]


def test_each_task_is_done_once_in_processes_of_their_own(toys: ModuleType, tmp_path: Path) -> None:
    both = ["begun/t0", "begun/t1"]
    found = dict(results(toys, tmp_path, {"until": both}, {"until": both}, {}, {}))
    assert sorted(found) == ["t0", "t1", "t2", "t3"]
    assert [len(toys.begun(tmp_path, name)) for name in found] == [1, 1, 1, 1]
    processes = {result["process"] for result in found.values()}
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert {result["threads"] for result in found.values()} == {"1"}


def test_a_long_task_does_not_hold_back_the_result_of_another(toys: ModuleType, tmp_path: Path) -> None:
    found = results(toys, tmp_path, {"until": [".work/done/toy/t1"]}, {})
    assert [name for name, _ in found] == ["t1", "t0"]


def test_what_is_marked_comes_at_once_and_is_not_done_again(toys: ModuleType, tmp_path: Path) -> None:
    Layout(tmp_path).finish("toy", "t1", b'"done before"')
    found = results(toys, tmp_path, {}, {})
    assert found[0] == ("t1", "done before")
    assert found[1][0] == "t0"
    assert not (tmp_path / "begun" / "t1").exists()


def test_a_killed_worker_loses_nothing_and_nothing_is_printed(
    toys: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = results(toys, tmp_path, {}, {"kill": 1}, {}, {})
    assert sorted(name for name, _ in found) == ["t0", "t1", "t2", "t3"]
    assert len(toys.begun(tmp_path, "t1")) == 2
    assert capfd.readouterr() == ("", "")


def test_a_task_that_keeps_ending_its_process_is_named(toys: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="toy, task t1: it ended its process 3 times"):
        results(toys, tmp_path, {}, {"kill": 9})
    assert len(toys.begun(tmp_path, "t1")) == 3
    assert dict(results(toys, tmp_path, {}, {})).keys() == {"t0", "t1"}  # another day it goes on


def test_a_task_that_gets_further_each_time_is_tried_again(toys: ModuleType, tmp_path: Path) -> None:
    assert [name for name, _ in results(toys, tmp_path, {"kill": 4, "place": True})] == ["t0"]


def test_who_ends_for_the_sake_of_another_is_excused(toys: ModuleType, tmp_path: Path) -> None:
    kills = {"kill": 2, "until": ["begun/t0"]}
    found = results(toys, tmp_path, {"until": [".work/done/toy/t1"]}, kills)
    assert sorted(name for name, _ in found) == ["t0", "t1"]
    assert (tmp_path / "excused" / "t0").exists()
    assert not (tmp_path / "excused" / "t1").exists()


def test_only_a_death_of_its_own_counts(tmp_path: Path) -> None:
    notes = Notes(Layout(tmp_path), "toy")
    assert notes.begin("t").deaths == 0
    assert notes.begin("t").deaths == 1
    notes.excuse("t")
    assert notes.begin("t").deaths == 1
    assert notes.begin("t").there == 2


def test_a_full_disk_ends_the_run_with_one_line(toys: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"toy, task t0: OSError: .*No space left") as raised:
        results(toys, tmp_path, {"full": True})
    assert "\n" not in str(raised.value)
    assert "Traceback" in (tmp_path / ".work" / "faults" / "toy-t0.txt").read_text()
    assert [name for name, _ in results(toys, tmp_path, {})] == ["t0"]


def test_workers_that_cannot_begin_end_the_run_with_one_line(
    toys: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH")  # the work's module is not found there
    with pytest.raises(BatchError, match="the engine failed 3 times in toy") as raised:
        results(toys, tmp_path, {})
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 1000


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_driver(toys: ModuleType, tmp_path: Path, sent: signal.Signals) -> None:
    long = [json.dumps({"sleep": 600})] * 2
    driver = subprocess.Popen(
        [sys.executable, HERE / "toys.py", tmp_path, "local", "", "2", "{}", *long],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _wait(lambda: all((tmp_path / "begun" / name).exists() for name in ("t0", "t1", "t2")))
    workers = {process for name in ("t1", "t2") for process in toys.begun(tmp_path, name)}
    os.killpg(driver.pid, sent) if sent == signal.SIGINT else driver.kill()
    driver.communicate(timeout=60)
    assert driver.returncode != 0
    _wait(lambda: not any(_lives(worker) for worker in workers))
    assert [path.name for path in (tmp_path / ".work/done/toy").iterdir()] == ["t0"]
    found = run(toys.Toy(tmp_path), toys.tasks({}, {}, {}), Layout(tmp_path), TWO)
    assert sorted(task.name for task, _ in found) == ["t0", "t1", "t2"]
    assert len(toys.begun(tmp_path, "t0")) == 1


def test_no_tasks_need_no_workers(toys: ModuleType, tmp_path: Path) -> None:
    none: list[Task] = []
    assert list(run(toys.Toy(tmp_path), none, Layout(tmp_path), TWO)) == []


def _wait(true: Any) -> None:
    """Until it is true; a limit only so that a failure ends."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
