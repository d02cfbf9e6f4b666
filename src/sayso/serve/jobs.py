"""Work that takes longer than a page may: done by another process, one after the other, and watched.

A process of its own for each job: what is read there cannot slow down the pages, and when its time is up or a
report is too much for it, it is ended and nothing else is.
"""

from __future__ import annotations

import logging
import multiprocessing
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection

from sayso.serve import work
from sayso.serve.site import Site

log = logging.getLogger("sayso.serve")

WAITING = 8
"""Jobs that may wait; more are turned away."""
REMEMBERED = 200
"""Jobs that are remembered, so that their pages lead on to what came of them."""
SECONDS = {"read": 120.0, "feeds": 1800.0}
"""How long a job of a kind may take."""


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """Something to do. ``stages`` are what has happened so far, a sentence each; ``address`` is where the
    result is, once it is DONE; ``problem`` says why it FAILED."""

    id: str
    task: work.Task
    state: State = State.WAITING
    stages: list[str] = field(default_factory=list)
    address: str = "/"
    problem: str = ""

    @property
    def ended(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


class Jobs:
    """Jobs of a site, in the order they came."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._jobs: dict[str, Job] = {}
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def put(self, task: work.Task) -> Job | None:
        """Have a task done; None where too many wait already."""
        with self._changed:
            if len(self._queue) >= WAITING or self._closed:
                return None
            job = Job(secrets.token_urlsafe(12), task)
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED:
                del self._jobs[next(iter(self._jobs))]
            self._queue.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="sayso jobs")
                self._thread.start()
            self._changed.notify()
        return job

    def job(self, identifier: str) -> Job | None:
        """The job of this id, as long as it is remembered."""
        return self._jobs.get(identifier)

    def running(self, kind: str) -> Job | None:
        """A job of a kind that has not ended."""
        return next((j for j in list(self._jobs.values()) if j.task.kind == kind and not j.ended), None)

    def close(self) -> None:
        """Take no more, and leave what waits."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._queue and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                job = self._queue.popleft()
                job.state = State.RUNNING
            try:
                self._do(job)
            except Exception:
                log.exception("a job failed")
                _fail(job, "Something went wrong here. It has been written to the log of this server.")

    def _do(self, job: Job) -> None:
        """Start a process, and listen to it until it has ended or its time is up."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work.begin, args=(theirs, self._site, job.task), daemon=True)
        process.start()
        theirs.close()
        try:
            self._listen(job, ours)
        finally:
            process.kill() if process.is_alive() and not job.ended else None
            process.join(5)
            if process.is_alive():
                process.kill()
            ours.close()

    def _listen(self, job: Job, ours: Connection) -> None:
        end = time.monotonic() + SECONDS[job.task.kind]
        while not job.ended:
            left = end - time.monotonic()
            if left <= 0 or self._closed:
                _fail(job, f"It took longer than {SECONDS[job.task.kind]:.0f} seconds and was given up.")
                return
            if not ours.poll(min(left, 0.5)):
                continue
            try:
                said = ours.recv()
            except EOFError:
                _fail(job, "Reading it ended the process: it may need more memory than there is.")
                return
            _hear(job, said)


def _hear(job: Job, said: work.Said) -> None:
    match said:
        case work.Stage(sentence):
            job.stages.append(sentence)
        case work.Done(address):
            job.address, job.state = address, State.DONE
        case work.Failed(problem):
            _fail(job, problem)


def _fail(job: Job, problem: str) -> None:
    job.problem, job.state = problem, State.FAILED
