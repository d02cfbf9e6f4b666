"""What a worker is given, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a phase: ``name`` is unique in it and safe as a file's name, ``what`` is JSON."""

    name: str
    what: str


class Work(Protocol):
    """What is done with each task of a phase: a small object that can be pickled, which loads what is heavy
    in the worker, once. It writes files under the task's name and returns JSON, and may be called again for
    a task that was cut off. What it raises ends the run.

    A work may have a method ``excuse(task)`` too: it is called when the process ends for the sake of others,
    so that one which counts what ends its process does not count this."""

    @property
    def phase(self) -> str: ...

    def __call__(self, task: Task, /) -> str: ...
