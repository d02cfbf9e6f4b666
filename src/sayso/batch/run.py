"""The one place that knows the order of a batch: inputs in, a data set out."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from sayso import __version__
from sayso.batch import dataset
from sayso.batch.dataset import Manifest
from sayso.batch.dataset.counting import counted
from sayso.batch.dataset.schemas import TABLES
from sayso.batch.engine import Cluster, Task, Work, run_here, sized
from sayso.batch.engine import run as run_tasks
from sayso.batch.engine.worker import line_of
from sayso.batch.inputs import Plan
from sayso.batch.inputs.plan import plan
from sayso.batch.joins import arranging, origins, settling
from sayso.batch.joins.arranging import Arrange
from sayso.batch.joins.documents import documents
from sayso.batch.joins.meeting import Meet
from sayso.batch.layout import Layout, whole
from sayso.batch.reading import ReadShard, ShardRead
from sayso.batch.rows import SCHEMAS
from sayso.batch.tables import BANDS, FINGERPRINTS, GISTS, MENTIONS
from sayso.errors import BatchError
from sayso.intake.reading import Recipe
from sayso.models.identity import identity
from sayso.read.sources import Options

__all__ = ["Advance", "Cluster", "Settings", "run"]


FEW_REPORTS = 1_000
"""Fewer are linked in this process: starting others for each phase would take longer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: ``max_bytes`` bounds a document, ``actors`` is a file of the user's own."""

    max_bytes: int = 16 * 2**20
    actors: Path | None = None

    @property
    def recipe(self) -> Recipe:
        """The same for workers, which may be in another folder than this process is."""
        return Recipe(Options(max_bytes=self.max_bytes), self.actors and self.actors.absolute())


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a phase is: ``done`` of ``of`` tasks; in reading, the ``records`` and ``words`` so far."""

    phase: str
    done: int
    of: int
    records: int = 0
    words: int = 0


ENGINES = frozenset({"daft", "ray"})
"""Modules whose exceptions say that a dataframe came to nothing: the disk is full, a machine is gone."""

Tell = Callable[[Advance], object]


class Begun(msgspec.Struct, frozen=True):
    """What a batch began with: only the same goes on with it. ``actors`` is the hash of the file."""

    sayso: str
    models: str
    max_bytes: int
    actors: str | None
    plan: Plan


def run(inputs: Sequence[str], out: Path, settings: Settings, cluster: Cluster, tell: Tell) -> Manifest:
    """Read ``inputs`` and link what they say, into the folder ``out``; what was done there before is not done
    again. Raises `sayso.errors.BatchError` where it cannot go on; what is done stays."""
    layout = Layout(out.absolute())
    planned = None if layout.manifest.exists() or layout.plan.exists() else plan(inputs)
    sized(cluster)  # where no cluster answers, nothing is begun
    with _alone(layout):
        made = dataset.manifest(layout)
        if made is None:
            begun = _begun(layout, planned, inputs, settings)
            batch = _Batch(layout, cluster, tell)
            batch.read(begun.plan, settings.recipe)
            batch.link()
            batch.write()
            made = counted(layout, begun)
        elif made.inputs != tuple(inputs):
            raise _other(layout, "is done, of other inputs")
        # Also what a run left that ended right here.
        shutil.rmtree(layout.work, ignore_errors=True)
    return made


class _Batch:
    """The phases, in their order."""

    def __init__(self, layout: Layout, cluster: Cluster, tell: Tell) -> None:
        self._layout, self._cluster, self._tell = layout, cluster, tell
        self._reports = 0

    def read(self, planned: Plan, recipe: Recipe) -> None:
        """Shards to tables."""
        tasks = (
            Task(f"{shard.number:06}", msgspec.json.encode(shard).decode()) for shard in planned.shards()
        )
        records = words = 0
        self._tell(Advance("read", 0, len(planned)))
        found = run_tasks(ReadShard(self._layout, recipe), tasks, self._layout, self._cluster)
        for done, (_, result) in enumerate(found, 1):
            shard = msgspec.json.decode(result, type=ShardRead)
            records, words = records + shard.records, words + shard.words
            self._reports += shard.read
            self._tell(Advance("read", done, len(planned), records, words))
        self._see(len(planned))

    def _see(self, shards: int) -> None:
        """Whether this machine sees what others wrote: joins would pass over what it does not see."""
        for table in SCHEMAS:
            seen = sum(1 for _ in self._layout.read(table).glob("[!.]*.parquet"))
            if seen != shards:
                raise BatchError(
                    str(self._layout.read(table)),
                    f"shows {seen} of {shards} files, which are all written",
                    "see that the shared folder shows at once what another machine writes (NFS: actimeo=0),"
                    " then give the same command again: it goes on",
                )

    def link(self) -> None:
        """What reports have to do with each other."""
        layout, cluster = self._layout, sized(self._cluster)
        documents(layout, cluster)
        for kind in (MENTIONS, GISTS, FINGERPRINTS, BANDS):
            arranged = arranging.plan_for(layout, kind, cluster.workers)
            self._all("compare", Arrange(layout, kind), arranging.tasks(layout, kind))
            self._all("compare", Meet(layout, kind), arranging.meetings(arranged))
        for work, tasks in settling.steps(layout):
            self._all("settle", work, tasks)
        for work, tasks in origins.steps(layout, cluster):
            self._all("trace", work, tasks)

    def write(self) -> None:
        """All of it into the data set."""
        for work, tasks in dataset.steps(self._layout, self._cluster):
            self._all("write", work, tasks)

    def _all(self, phase: str, work: Work, tasks: Sequence[Task]) -> None:
        """All tasks of a phase; in this process where others would not earn the second they begin in."""
        self._tell(Advance(phase, 0, len(tasks)))
        few = len(tasks) <= self._cluster.workers or self._reports < FEW_REPORTS
        if few and self._cluster.runner == "local":
            found = run_here(work, tasks, self._layout)
        else:
            found = run_tasks(work, tasks, self._layout, self._cluster)
        for done, _ in enumerate(found, 1):
            self._tell(Advance(phase, done, len(tasks)))


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """No other batch writes into the folder meanwhile."""
    try:
        layout.work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(layout.out / ".lock")
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise BatchError(
            str(layout.out),
            "another batch is writing into it",
            "wait until it is done, or name another folder",
        ) from None
    except OSError as problem:
        reason = problem.strerror or line_of(problem)
        raise _stopped(layout, f"cannot be written ({reason.lower()})") from problem
    except Exception as fault:
        if type(fault).__module__.partition(".")[0] not in ENGINES:
            raise
        raise _stopped(layout, f"the engine failed ({line_of(fault)})") from fault


def _stopped(layout: Layout, problem: str) -> BatchError:
    return BatchError(str(layout.out), problem, "see to that, then run it again: it goes on")


def _begun(layout: Layout, planned: Plan | None, inputs: Sequence[str], settings: Settings) -> Begun:
    """What this batch began with, now or in an earlier run."""
    actors = hashlib.sha256(settings.actors.read_bytes()).hexdigest() if settings.actors else None
    try:
        before = msgspec.json.decode(layout.plan.read_bytes(), type=Begun)
    except FileNotFoundError:
        if any(layout.table(name).exists() for name in TABLES):
            raise _other(layout, "was begun by another Sayso, or whose .work is gone") from None
        begun = Begun(__version__, identity(), settings.max_bytes, actors, planned or plan(inputs))
        whole(layout.plan, lambda out: out.write(msgspec.json.encode(begun)))
        return begun
    except msgspec.DecodeError:
        raise _other(layout, "was begun by another Sayso") from None
    now = Begun(__version__, identity(), settings.max_bytes, actors, before.plan)
    if before.plan.inputs != tuple(inputs):
        raise _other(layout, "was begun with other inputs")
    if now != before:
        raise _other(layout, "was begun with other settings, or by another Sayso")
    before.plan.check()
    return before


def _other(layout: Layout, problem: str) -> BatchError:
    return BatchError(
        str(layout.out), f"holds a batch that {problem}", "name another folder, or delete this one"
    )
