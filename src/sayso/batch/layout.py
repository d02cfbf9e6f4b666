"""Where things lie in the folder that a batch fills.

::

    OUT/manifest.json            what it is, when it is whole (`sayso.batch.dataset`)
    OUT/reports/month=2026-11/   the data set: Parquet, one folder a table, by month of publication
    OUT/statements/… voices/… claims/… links/… refusals/…
    OUT/.work/plan.json          the shards, and how they are read
    OUT/.work/read/TABLE/000017.parquet    what was read of a shard, by table (`sayso.batch.tables`)
    OUT/.work/PHASE/…            what a join writes
    OUT/.work/done/PHASE/TASK    a marker: the task's result, written when all that it wrote is in its place
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


class Fills(Protocol):
    """Writes a file's content."""

    def __call__(self, out: BinaryIO, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths below ``out``, a folder that every worker sees under the same name."""

    out: Path

    @property
    def manifest(self) -> Path:
        return self.out / "manifest.json"

    @property
    def work(self) -> Path:
        return self.out / ".work"

    @property
    def plan(self) -> Path:
        return self.work / "plan.json"

    def table(self, name: str) -> Path:
        """The folder of a table of the data set."""
        return self.out / name

    def read(self, table: str) -> Path:
        """The folder of what was read, by shard: `shard_file`."""
        return self.work / "read" / table

    def phase(self, name: str) -> Path:
        """The folder of what a join writes."""
        return self.work / name

    def marker(self, phase: str, task: str) -> Path:
        return self.work / "done" / phase / task

    def finished(self, phase: str, task: str) -> bytes | None:
        """The result of a task that is done; None where it is not."""
        try:
            return self.marker(phase, task).read_bytes()
        except FileNotFoundError:
            return None

    def finish(self, phase: str, task: str, result: bytes) -> None:
        """Mark a task as done: all that it wrote is in its place."""
        whole(self.marker(phase, task), lambda out: out.write(result))


def shard_file(number: int) -> str:
    """The name of a shard's file in each table."""
    return f"{number:06}.parquet"


def whole(path: Path, fill: Fills) -> None:
    """Write a file so that it is there whole, or not at all, whatever is killed; one that is there is
    replaced. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
