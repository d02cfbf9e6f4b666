"""Sources to readings, by one process or several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso import errors, ledger
from sayso.errors import Refused, Stumbled
from sayso.ledger.base import View
from sayso.read.document import Document
from sayso.read.sources import DEFAULT, Options, documents, read_document
from sayso.types import Floats, Reading, Report

if TYPE_CHECKING:
    from sayso.link.claims.mention import Mention
    from sayso.resolve.table import ActorTable

WORTH_PROCESSES = 8
"""Fewer documents are read in this process: another takes half a second to begin."""

AHEAD = 4
"""Documents for each process that are read before they are asked for; so memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to read: ``actors`` is a file of the user's own, ``known`` a ledger whose texts need no reading."""

    options: Options = field(default_factory=lambda: DEFAULT)
    actors: Path | None = None
    known: Path | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A source with its reading, or why there is none. ``model`` is what read it; None where the text was
    known and was not read for statements. ``vectors`` are (statements, width); ``mentions`` those of the
    statements, where this process read them."""

    source: str
    what: Reading | Refused
    model: str | None = None
    vectors: Floats | None = None
    mentions: tuple[Mention, ...] | None = None


def arrivals(sources: Sequence[str], recipe: Recipe, view: View, processes: int) -> Iterator[Arrived]:
    """Each document of ``sources`` as it was read, in their order. ``view`` tells which texts are known here;
    other processes ask ``recipe.known``."""
    found = chain.from_iterable(documents(source, recipe.options) for source in sources)
    first = list(islice(found, WORTH_PROCESSES)) if processes > 1 else []
    if len(first) < WORTH_PROCESSES:
        for item in chain(first, found):
            yield arrived(item, recipe, view)
    else:
        with _Team(recipe, processes) as team:
            yield from team.read(chain(first, found))


def reread(reports: Iterable[Report], recipe: Recipe, processes: int) -> Iterator[Arrived]:
    """Each of ``reports``, stored ones, as it is read now, under its id as the source."""
    found = iter(reports)
    first = list(islice(found, WORTH_PROCESSES)) if processes > 1 else []
    if len(first) < WORTH_PROCESSES:
        for report in chain(first, found):
            yield arrived(report, recipe, None)
    else:
        with _Team(replace(recipe, known=None), processes) as team:
            yield from team.read(chain(first, found))


Item = Document | Report | Refused
"""What is read: a document, a report that is one already, or nothing for a reason."""


def arrived(item: Item, recipe: Recipe, view: View | None) -> Arrived:
    """One item, read. Never raises for a bad one."""
    name = name_of(item)
    report = read_document(item) if isinstance(item, Document) else item
    if isinstance(report, Refused):
        return Arrived(name, report)
    if view is not None and view.has(report.id):
        return Arrived(name, Reading(report, ()))
    from sayso.models.identity import identity
    from sayso.pipeline import read_compared

    try:
        reading, vectors, mentions = read_compared(report, _table(recipe.actors))
        return Arrived(name, reading, identity(), vectors, mentions)
    except Stumbled as fault:
        return Arrived(name, Stumbled(name, fault.problem, fault.remedy))


def vectors_of(reading: Reading) -> Floats:
    """(statements, width): the embeddings of their contents."""
    from sayso.models.embedding import packaged

    return packaged().embed([statement.content.text for statement in reading.statements])


def name_of(item: Item) -> str:
    """What an item is called in messages and among refusals."""
    if isinstance(item, Document):
        return item.name
    return item.source if isinstance(item, Refused) else item.id


@cache
def _table(actors: Path | None) -> ActorTable:
    from sayso.resolve.table import extended, packaged

    return extended(actors) if actors else packaged()


class _Team:
    """Processes that read documents. When one dies (memory, a fault below Python), the documents in hand are
    read again, one at a time, and the one that kills is refused."""

    def __init__(self, recipe: Recipe, processes: int) -> None:
        self._recipe, self._processes = recipe, processes
        self._pool = self._made(processes)

    def __enter__(self) -> _Team:
        return self

    def __exit__(self, *_: object) -> None:
        # Waited for: Python's own end of a pool that is still ending writes to a closed pipe now and then.
        self._pool.shutdown(cancel_futures=True)

    def read(self, found: Iterator[Item]) -> Iterator[Arrived]:
        waiting: deque[tuple[Item, Future[bytes]]] = deque()
        for item in found:
            waiting.append((item, self._asked(item)))
            if len(waiting) >= AHEAD * self._processes:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Item, Future[bytes]]]) -> Arrived:
        item, future = waiting.popleft()
        try:
            return _unpacked(future.result())
        except BrokenProcessPool:
            answer = self._alone(item)
            again = [(one, self._asked(one)) for one, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return answer

    def _alone(self, item: Item) -> Arrived:
        """The document with nothing beside it, so that it is known which one kills."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._made(1)
        try:
            return _unpacked(self._asked(item).result())
        except BrokenProcessPool:
            name = name_of(item)
            problem = "reading it ended the process (out of memory, or a fault in a library)"
            return Arrived(
                name, Stumbled(name, problem, "please report that with the text, and go on without it")
            )
        finally:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._made(self._processes)

    def _asked(self, item: Item) -> Future[bytes]:
        done: Future[bytes] = Future()
        if isinstance(item, Refused):
            done.set_result(_packed(Arrived(item.source, item)))
            return done
        try:
            return self._pool.submit(_read, item)
        except BrokenProcessPool as broken:
            done.set_exception(broken)
            return done

    def _made(self, processes: int) -> ProcessPoolExecutor:
        # Not forked: the libraries that run the encoder have threads, which do not survive that.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, context, _begin, (self._recipe,))


_worker: dict[str, Any] = {}


def _begin(recipe: Recipe) -> None:
    """What a process does first: leave interrupts to its parent, and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _worker["recipe"] = recipe
    _worker["view"] = ledger.view(recipe.known) if recipe.known else None


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _read(item: Item) -> bytes:
    return _packed(arrived(item, _worker["recipe"], _worker["view"]))


def _packed(one: Arrived) -> bytes:
    """As bytes, which cross between processes faster than objects do; errors would not cross at all."""
    what: object = one.what
    if isinstance(what, Refused):
        what = (type(what).__name__, what.source, what.problem, what.remedy)
    vectors = None if one.vectors is None else (one.vectors.shape, one.vectors.tobytes())
    return msgspec.msgpack.encode((isinstance(one.what, Refused), one.source, what, one.model, vectors))


def _unpacked(data: bytes) -> Arrived:
    import numpy as np

    refused, source, what, model, vectors = msgspec.msgpack.decode(
        data, type=tuple[bool, str, msgspec.Raw, str | None, tuple[tuple[int, int], bytes] | None]
    )
    array = None if vectors is None else np.frombuffer(vectors[1], np.float32).reshape(vectors[0])
    if refused:
        kind, *rest = msgspec.msgpack.decode(what, type=tuple[str, str, str, str])
        return Arrived(source, getattr(errors, kind, Refused)(*rest))
    return Arrived(source, msgspec.msgpack.decode(what, type=Reading), model, array)
