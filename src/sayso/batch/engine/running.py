"""A phase's tasks, by worker processes, each once, whoever dies."""

from __future__ import annotations

import logging
import shutil
import time
import traceback
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.batch.engine.results import Named, from_ray, local
from sayso.batch.engine.runner import Cluster, sized, use
from sayso.batch.engine.tasks import Task, Work
from sayso.batch.engine.worker import GLANCE, Notes, Outcome, Worker, line_of
from sayso.batch.layout import Layout, whole
from sayso.errors import BatchError

BARREN = 3
"""Failures of the engine in a row, without any task begun in between, after which it is no use."""

_log = logging.getLogger(__name__)


def run(work: Work, tasks: Iterable[Task], layout: Layout, cluster: Cluster) -> Iterator[tuple[Task, str]]:
    """Each task with its result, as they come; those that are marked at once. A task that is done is marked
    by its worker. Raises BatchError when a work raises, when a task keeps ending its process, or when the
    engine fails without getting anywhere; what is marked stays."""
    waiting: dict[str, Task] = {}
    for task in tasks:
        done = layout.finished(work.phase, task.name)
        if done is None:
            waiting[task.name] = task
        else:
            yield task, done.decode()
    notes = Notes(layout, work.phase)
    shutil.rmtree(notes.folder, ignore_errors=True)  # a new run counts deaths anew
    barren, before = 0, _state(notes)
    while waiting:
        left = len(waiting)
        try:
            with _lease(layout) as lease:
                for name, outcome in _round(work, list(waiting.values()), layout, cluster, lease):
                    if name in waiting:
                        task = waiting.pop(name)
                        yield task, _result(outcome, work.phase, task, layout)
        except BatchError:
            raise
        except Exception as fault:  # Daft's and Ray's many ways to say that a process is gone
            _log.info("%s: the engine failed and begins again", work.phase, exc_info=fault)
            time.sleep(2 * GLANCE)  # until the other workers of this round have ended
            now = _state(notes)
            barren = barren + 1 if len(waiting) == left and now == before else 0
            before = now
            if barren >= BARREN:
                raise BatchError(
                    str(layout.out),
                    f"the engine failed {barren} times in {work.phase} ({line_of(fault)})",
                    "see that the workers can start, then give the same command again: it goes on",
                ) from fault


def run_here(work: Work, tasks: Iterable[Task], layout: Layout) -> Iterator[tuple[Task, str]]:
    """`run`, in this process: for tasks so few or small that processes of their own, which take a second to
    begin, would earn nothing. Raises BatchError when a work raises; what is marked stays."""
    for task in tasks:
        done = layout.finished(work.phase, task.name)
        if done is None:
            try:
                done = work(task).encode()
                layout.finish(work.phase, task.name, done)
            except Exception as raised:
                Notes(layout, work.phase).fault(task.name, traceback.format_exc())
                yield task, _result(Outcome(None, line_of(raised)), work.phase, task, layout)
                return
        yield task, done.decode()


def _round(
    work: Work, tasks: Sequence[Task], layout: Layout, cluster: Cluster, lease: Path
) -> Iterator[Named]:
    """Tasks by name with what became of them, until all are done or the engine fails."""
    daft = use(cluster.runner, cluster.address)
    worker = daft.cls(Worker, max_concurrency=min(sized(cluster).workers, len(tasks)), use_process=True)
    do = worker(work, layout, lease).do
    frame = daft.from_pydict({"name": [task.name for task in tasks], "what": [task.what for task in tasks]})
    if cluster.runner == "ray":
        frame = frame.into_partitions(len(tasks))  # Ray hands out and gives back whole partitions
    frame = frame.select("name", do(frame["name"], frame["what"]).alias("outcome"))
    return from_ray(frame, layout, work.phase) if cluster.runner == "ray" else local(frame)


@contextmanager
def _lease(layout: Layout) -> Iterator[Path]:
    """A file that tells workers, on whichever machine, that the run wants them: they end when it goes."""
    path = layout.work / "running" / uuid.uuid4().hex
    try:
        whole(path, lambda out: out.write(b""))
    except OSError as fault:
        raise BatchError(
            str(layout.out), line_of(fault), "put that right, then give the command again"
        ) from fault
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _result(outcome: Outcome, phase: str, task: Task, layout: Layout) -> str:
    if outcome.result is not None:
        return outcome.result
    raise BatchError(
        str(layout.out),
        f"{phase}, task {task.name}: {outcome.fault}",
        "put that right, then give the same command again: it goes on where it was",
    )


def _state(notes: Notes) -> dict[str, bytes]:
    """What is noted of the tasks in hand: it changes whenever one is begun."""
    state = {}
    for path in notes.folder.glob("[!.]*"):
        with suppress(FileNotFoundError):  # a worker is ending it
            state[path.name] = path.read_bytes()
    return state
