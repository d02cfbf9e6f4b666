"""Work that takes longer than a page may: done by another process, one after the other, and watched.

What is read there cannot slow down the pages, and when a job's time is up or a report is too much for it,
that process is ended and nothing else is. It stays for a while when its job is done: the next need not wait
until the model is loaded.
"""

from __future__ import annotations

import logging
import multiprocessing
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
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
IDLE_SECONDS = 120.0
"""How long the process stays without work; it holds some 180 MB."""
MOST_JOBS = 50
"""Jobs that one process does before another takes its place, whatever it may have piled up."""
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
    """Jobs of a site, in the order they came; ``done`` is called when one has written to the ledger."""

    def __init__(self, site: Site, done: Callable[[], None] = lambda: None) -> None:
        self._site, self._done = site, done
        self._jobs: dict[str, Job] = {}
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._worker: _Worker | None = None
        self._closed = self._wanted = False

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
            self._wake()
        return job

    def prepare(self) -> None:
        """Have the process ready: there will be something to read soon."""
        with self._changed:
            self._wanted = not self._closed
            self._wake()

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
        if self._thread is not None:
            self._thread.join(5)

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True, name="sayso jobs")
            self._thread.start()
        self._changed.notify()

    def _work(self) -> None:
        """One job after the other; the process goes when nothing comes for a while."""
        while not self._closed:
            with self._changed:
                if not self._queue and not self._wanted and not self._closed:
                    self._changed.wait(IDLE_SECONDS if self._worker else None)
                job = self._queue.popleft() if self._queue else None
                wanted, self._wanted = self._wanted, False
                if job:
                    job.state = State.RUNNING
            if job:
                self._do(job)
            elif wanted:
                self._ready()
            else:
                self._let_go()
        self._let_go()

    def _ready(self) -> _Worker:
        if self._worker is None or self._worker.jobs >= MOST_JOBS or not self._worker.process.is_alive():
            self._let_go()
            self._worker = _Worker(self._site)
        return self._worker

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _do(self, job: Job) -> None:
        try:
            worker = self._ready()
            worker.jobs += 1
            worker.pipe.send(job.task)
            if not self._listen(job, worker.pipe):
                self._let_go()
        except Exception:
            log.exception("a job failed")
            _fail(job, "Something went wrong here. It has been written to the log of this server.")
            self._let_go()

    def _listen(self, job: Job, pipe: Connection) -> bool:
        """Hear how far it is until it has ended; False where the process is of no use any more."""
        end = time.monotonic() + SECONDS[job.task.kind]
        while not job.ended:
            left = end - time.monotonic()
            if left <= 0 or self._closed:
                _fail(job, f"It took longer than {SECONDS[job.task.kind]:.0f} seconds and was given up.")
                return False
            if not pipe.poll(min(left, 0.5)):
                continue
            try:
                said = pipe.recv()
            except (EOFError, OSError):
                _fail(job, "Reading it ended the process: it may need more memory than there is.")
                return False
            if isinstance(said, work.Done):
                self._done()  # before the job's page leads on to what has changed
            _hear(job, said)
        return True


class _Worker:
    """The process that does the work, and the pipe to it."""

    def __init__(self, site: Site) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work.begin, args=(theirs, site), daemon=True)
        self.process.start()
        theirs.close()
        self.jobs = 0

    def end(self) -> None:
        """End it, whatever it does."""
        self.pipe.close()
        self.process.kill()
        self.process.join(5)


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
