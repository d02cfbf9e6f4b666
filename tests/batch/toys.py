"""A work that does as it is told, for the tests of the engine. Run as a program it is a driver of its own:
``toys.py OUT RUNNER ADDRESS WORKERS ORDER…`` prints each result as a line of JSON."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sayso.batch.engine import Cluster, Task, run
from sayso.batch.layout import Layout

PATIENCE = 20.0
"""Seconds that a task waits at most for what it is told to wait for."""


@dataclass(frozen=True)
class Toy:
    """Notes the process of each beginning in ``begun/TASK``, then obeys the task's orders."""

    out: Path
    phase: str = "toy"

    def __call__(self, task: Task) -> str:
        orders = json.loads(task.what)
        with self._file("begun", task).open("a") as log:
            log.write(f"{os.getpid()}\n")
        times = len(begun(self.out, task.name))
        if "place" in orders:
            note = Layout(self.out).work / "doing" / task.name
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(f"record {times}")
        for other in orders.get("until", ()):
            self._await(other)
        if times <= orders.get("kill", 0):
            os.kill(os.getpid(), signal.SIGKILL)
        if "full" in orders:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if "print" in orders:
            print("said by a work")
        time.sleep(orders.get("sleep", 0))
        return json.dumps({"process": os.getpid(), "threads": os.environ.get("OMP_NUM_THREADS")})

    def excuse(self, task: Task) -> None:
        self._file("excused", task).write_text("")

    def _await(self, other: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not (self.out / other).exists():
            time.sleep(0.02)

    def _file(self, kind: str, task: Task) -> Path:
        folder = self.out / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / task.name


def begun(out: Path, name: str) -> list[int]:
    """The processes that began a task."""
    return [int(line) for line in (out / "begun" / name).read_text().split()]


def tasks(*orders: dict[str, object]) -> list[Task]:
    return [Task(f"t{number}", json.dumps(order)) for number, order in enumerate(orders)]


def main(out: str, runner: str, address: str, workers: str, *orders: str) -> None:
    cluster = Cluster(int(workers), "ray" if runner == "ray" else "local", address or None)
    todo = [Task(f"t{number}", order) for number, order in enumerate(orders)]
    for task, result in run(Toy(Path(out)), todo, Layout(Path(out)), cluster):
        print(json.dumps([task.name, json.loads(result)]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
