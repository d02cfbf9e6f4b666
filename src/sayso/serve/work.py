"""What a job does, in a process of its own, telling how far it is."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess, parent_process
from typing import TYPE_CHECKING

from sayso.errors import BusyLedger, Refused
from sayso.serve import links
from sayso.serve.site import Site

if TYPE_CHECKING:
    from sayso.intake.keeping import Intake
    from sayso.intake.reading import Recipe
    from sayso.ledger.sqlite.writer import SqliteWriter
    from sayso.read.document import Document

log = logging.getLogger("sayso.serve")

PASTED = "the pasted text"
MOST_BYTES = 8 * 2**20
"""Of a page that is fetched."""
FETCH_SECONDS = 20.0
MOST_DOCUMENTS = 30
"""Reports of one address, which may be a feed."""
PATIENCE_SECONDS = 30.0
"""How long another program may be writing."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to do: to "read" a ``text`` or what is at ``url``, with what is known of it; or to ask the
    "feeds"."""

    kind: str
    text: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A step that has been taken, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Done:
    """All is done, and the result is at this address."""

    address: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing came of it, and why."""

    problem: str


Said = Stage | Done | Failed
Tell = Callable[[str], None]


def begin(pipe: Connection, site: Site) -> None:
    """The life of the process: one task after the other, until nobody is there to give another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the server's, which ends this one
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    warm(site)
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        pipe.send(outcome(site, task, lambda sentence: pipe.send(Stage(sentence))))


def warm(site: Site) -> None:
    """Load what reading needs."""
    from sayso.intake.reading import arrived
    from sayso.read.document import Document

    arrived(Document(PASTED, b"Nothing was said.", "text/plain"), _recipe(site), None)


def outcome(site: Site, task: Task, tell: Tell) -> Done | Failed:
    """What came of a task. Never raises."""
    try:
        return Done(ask_feeds(site, tell) if task.kind == "feeds" else read(site, task, tell))
    except Refused as refused:
        return Failed(f"{refused.problem[:1].upper()}{refused.problem[1:]}; {refused.remedy}.")
    except BusyLedger:
        return Failed("Another program is writing to the ledger; try again when it is done.")
    except Exception:
        log.exception("a job failed")
        return Failed("Something went wrong here. The log of this server says what.")


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def read(site: Site, task: Task, tell: Tell) -> str:
    """Read a text or an address, keep what was read, and say where it is. Raises `Refused` where it is no
    report, and `LedgerError`."""
    from sayso.intake.keeping import Keeper
    from sayso.intake.reading import arrived

    tell("Fetching the page." if task.url and task.text is None else "Reading the text.")
    recipe = _recipe(site)
    kept: list[Intake] = []
    with _writer(site, tell) as writer:
        keeper = Keeper(writer)
        for document in _documents(site, task):
            one = arrived(document, recipe, writer.view)
            if isinstance(one.what, Refused):
                raise one.what
            if one.model is None:
                tell("This text is known already.")
            else:
                tell(_found(len(one.what.statements), one.what.report.title))
            kept.append(keeper.keep(one))
    tell("Kept in the ledger.")
    reports = [intake.added.report for intake in kept if intake.added]
    return links.report(reports[0]) if len(reports) == 1 else "/reports"


def _documents(site: Site, task: Task) -> Iterator[Document]:
    """What is to be read. Raises `Refused`."""
    from sayso.read.document import Document, Known
    from sayso.read.sources import Options, documents

    known = Known(url=task.url, outlet=task.outlet, published=task.published, title=task.title)
    if task.text is not None:
        yield Document(PASTED, task.text.encode(), "text/plain", "utf-8", override=known)
        return
    assert task.url is not None
    assert task.url.startswith(("https://", "http://"))  # anything else would be a file of this machine
    options = Options(
        override=replace(known, url=None),
        allow_private=site.allow_private,
        timeout_seconds=FETCH_SECONDS,
        max_bytes=MOST_BYTES,
    )
    for number, document in enumerate(documents(task.url, options)):
        if isinstance(document, Refused):
            raise document
        if number == MOST_DOCUMENTS:
            return
        yield document


def ask_feeds(site: Site, tell: Tell) -> str:
    """One round through the feeds. Raises `LedgerError`."""
    from sayso.intake.feeds import Crawler, Mailbox, Manners, Round, SystemClock
    from sayso.intake.keeping import Keeper
    from sayso.intake.reading import arrived

    manners, clock = Manners(allow_private=site.allow_private), SystemClock()
    recipe = _recipe(site)
    with _writer(site, tell) as writer:
        crawler = Crawler(manners, Mailbox(), writer.feeds.record, clock)
        keeper = Keeper(writer)
        going = Round(
            writer.feeds,
            lambda document: keeper.keep(arrived(document, recipe, writer.view)),
            crawler,
            clock,
            manners.max_bytes,
        )
        tell("Asking the feeds.")
        try:
            for event in going.events():
                if event.intake and event.intake.added:
                    tell(f"Read {event.intake.title or event.url}.")
        finally:
            crawler.close()
    return "/feeds"


def _writer(site: Site, tell: Tell) -> SqliteWriter:
    """The ledger to write to, as soon as nobody else does. Raises `LedgerError`."""
    from sayso import ledger

    until = time.monotonic() + PATIENCE_SECONDS
    waited = False
    while True:
        try:
            return ledger.writer(site.ledger, create=False)
        except BusyLedger:
            if time.monotonic() > until:
                raise
        if not waited:
            tell("Waiting: another program is writing to the ledger.")
        waited = True
        time.sleep(0.5)


def _recipe(site: Site) -> Recipe:
    from sayso.intake.reading import Recipe
    from sayso.read.sources import Options

    return Recipe(Options(allow_private=site.allow_private), site.actors, site.ledger)


def _found(statements: int, title: str | None) -> str:
    number = f"{statements} {'statement' if statements == 1 else 'statements'}"
    return f"Found {number} in “{title}”." if title else f"Found {number}."
