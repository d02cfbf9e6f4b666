"""A phase's tasks, by worker processes, each once, whoever dies."""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from sayso.batch.engine.runner import Cluster, use
from sayso.batch.engine.tasks import Task, Work
from sayso.batch.engine.worker import Notes, Outcome, Worker
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
            for name, outcome in _round(work, list(waiting.values()), layout, cluster):
                task = waiting.pop(name)
                yield task, _result(outcome, work.phase, task, layout)
        except BatchError:
            raise
        except Exception as fault:  # Daft's and Ray's many ways to say that a process is gone
            _log.warning("%s: the engine failed and begins again: %s", work.phase, fault)
            now = _state(notes)
            barren = barren + 1 if len(waiting) == left and now == before else 0
            before = now
            if barren >= BARREN:
                raise BatchError(
                    str(layout.out),
                    f"the engine failed {barren} times in {work.phase} ({_line(fault)})",
                    "see that the workers can start, then give the same command again: it goes on",
                ) from fault


def _round(
    work: Work, tasks: Sequence[Task], layout: Layout, cluster: Cluster
) -> Iterator[tuple[str, Outcome]]:
    """Tasks by name with what became of them, until all are done or the engine fails. At the end, however it
    comes, the workers end too."""
    daft = use(cluster.runner, cluster.address)
    with _Lease(layout) as lease:
        worker = daft.cls(Worker, max_concurrency=min(cluster.workers, len(tasks)), use_process=True)
        columns = {"name": [task.name for task in tasks], "what": [task.what for task in tasks]}
        frame = daft.from_pydict(columns)
        do = worker(work, layout, lease).do
        frame = frame.select("name", do(frame["name"], frame["what"]).alias("outcome"))
        rows = frame.iter_rows(results_buffer_size=1)
        # In the order of the tasks a long one would hold up the others; this counts when a query begins.
        with daft.execution_config_ctx(maintain_order=False):
            first = next(rows)
        for row in chain([first], rows):
            yield row["name"], msgspec.json.decode(row["outcome"], type=Outcome)


class _Lease:
    """A file that tells workers, on whichever machine, that the run still wants them."""

    def __init__(self, layout: Layout) -> None:
        self._path = layout.work / "running" / uuid.uuid4().hex

    def __enter__(self) -> Path:
        whole(self._path, lambda out: out.write(b""))
        return self._path

    def __exit__(self, *_: object) -> None:
        self._path.unlink(missing_ok=True)


def _result(outcome: Outcome, phase: str, task: Task, layout: Layout) -> str:
    if outcome.result is not None:
        return outcome.result
    _log.error("%s, task %s:\n%s", phase, task.name, outcome.trace)
    raise BatchError(
        str(layout.out),
        f"{phase}, task {task.name}: {outcome.fault}",
        "put that right, then give the same command again: it goes on where it was",
    )


def _state(notes: Notes) -> dict[str, bytes]:
    """What is noted of the tasks in hand: it changes whenever one is begun."""
    found = notes.folder.glob("[!.]*")
    return {path.name: path.read_bytes() for path in found}


def _line(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}".strip().splitlines()[0]
