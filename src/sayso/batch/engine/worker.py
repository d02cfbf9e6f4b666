"""In a worker process: one task after another."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec.structs import replace

from sayso.batch.engine.runner import daft
from sayso.batch.engine.tasks import Task, Work
from sayso.batch.layout import Layout, whole

DEATHS = 3
"""A task that ends its process so often at one place is given up. Reading refuses a record after two."""

DEATHS_IN_ALL = 100
"""The same, wherever in the task: reading gets past some 50 records of a shard that end its process."""

LONGEST = 300
"""Characters of a fault that are shown."""

GLANCE = 0.2
"""Seconds between two looks at whether the run is still wanted."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a task: its result, or in one line why there is none."""

    result: str | None
    fault: str | None = None


class InHand(msgspec.Struct, frozen=True):
    """A task that is being done: how often that ended a process, how often of these one after another at the
    same place in the task, and at which (`Notes.place`). ``excused``: the process was ended for another's
    sake, which does not count."""

    deaths: int = 0
    there: int = 0
    at: str = ""
    excused: bool = False

    @property
    def hopeless(self) -> bool:
        return self.there >= DEATHS or self.deaths >= DEATHS_IN_ALL


@dataclass(frozen=True, slots=True)
class Notes:
    """Small files by which workers tell each other and the driver what they do."""

    layout: Layout
    phase: str

    @property
    def folder(self) -> Path:
        return self.layout.work / "hand" / self.phase

    def in_hand(self, task: str) -> Path:
        return self.folder / task

    def place(self, task: str) -> str:
        """Where a work says that it is in the task; empty where it says nothing."""
        try:
            return (self.layout.work / "doing" / task).read_text("utf-8", "replace")
        except OSError:
            return ""

    def begin(self, task: str) -> InHand:
        """Note that a task is in hand; one that already was has ended a process."""
        before = self._read(task)
        if before is None:
            note = InHand()
        elif before.excused:
            note = replace(before, excused=False)
        else:
            at = self.place(task)
            note = InHand(before.deaths + 1, before.there + 1 if at == before.at else 1, at)
        self._write(task, note)
        return note

    def excuse(self, task: str) -> None:
        """Note that the process will end, and that it is not the task's fault."""
        with suppress(OSError):
            if (note := self._read(task)) is not None:
                self._write(task, replace(note, excused=True))

    def _read(self, task: str) -> InHand | None:
        try:
            return msgspec.json.decode(self.in_hand(task).read_bytes(), type=InHand)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def _write(self, task: str, note: InHand) -> None:
        whole(self.in_hand(task), lambda out: out.write(msgspec.json.encode(note)))

    def fault(self, task: str, trace: str) -> None:
        """Keep what was raised, for whoever looks into it."""
        with suppress(OSError):
            whole(
                self.layout.work / "faults" / f"{self.phase}-{task}.txt",
                lambda out: out.write(trace.encode()),
            )

    def end(self, task: str) -> None:
        with suppress(OSError):
            self.in_hand(task).unlink(missing_ok=True)


class Hopeless(Exception):
    """A task that ends whichever process does it."""


class Worker:
    """One process. ``lease`` is a file that is there as long as its driver wants the results."""

    def __init__(self, work: Work, layout: Layout, lease: Path) -> None:
        self._work, self._layout = work, layout
        self._notes = Notes(layout, work.phase)
        self._task: Task | None = None
        # An interrupt is the driver's affair; Ray's workers run this outside the main thread.
        with suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            for ending in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(ending, lambda *_: self._leave())
        threading.Thread(target=self._end_with, args=(lease, os.getppid()), daemon=True).start()

    @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
    def do(self, names: Any, whats: Any) -> list[str]:
        pairs = zip(names.to_pylist(), whats.to_pylist(), strict=True)
        return [msgspec.json.encode(self._outcome(Task(*pair))).decode() for pair in pairs]

    def _outcome(self, task: Task) -> Outcome:
        """Never raises: Daft would end the process and wrap what was raised."""
        try:
            done = self._layout.finished(self._work.phase, task.name)
            return Outcome(self._done(task) if done is None else done.decode())
        except Exception as raised:
            line = str(raised) if isinstance(raised, Hopeless) else line_of(raised)
            self._notes.fault(task.name, traceback.format_exc())
            return Outcome(None, line)

    def _done(self, task: Task) -> str:
        self._task = task
        try:
            note = self._notes.begin(task.name)
            if note.hopeless:
                raise Hopeless(
                    f"it ended its process {note.deaths} times (out of memory, or a fault in a library)"
                )
            result = self._work(task)
            self._layout.finish(self._work.phase, task.name, result.encode())
            return result
        finally:
            self._task = None
            self._notes.end(task.name)

    def _end_with(self, lease: Path, parent: int) -> NoReturn:
        while os.getppid() == parent and lease.exists():
            time.sleep(GLANCE)
        self._leave()

    def _leave(self) -> NoReturn:
        """End, not by the fault of what is in hand."""
        if (task := self._task) is not None:
            with suppress(AttributeError, OSError):
                self._work.excuse(task)  # type: ignore[attr-defined]
            self._notes.excuse(task.name)
        os._exit(1)


def line_of(fault: BaseException) -> str:
    """An exception in one line, not too long: Daft's hold a whole trace now and then, the cause last."""
    lines = [line for line in str(fault).splitlines() if line.strip()] or [""]
    return f"{type(fault).__name__}: {lines[-1].strip()}"[:LONGEST]
