"""Sources into a ledger: read by several processes, written by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sayso.errors import Refused
from sayso.intake.reading import Arrived, Recipe, arrivals
from sayso.ledger.base import Added, Outcome, Stored, Writer
from sayso.link.claims.linker import Linker
from sayso.types import Floats, Reading


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one source: what was ``added``, or why it was ``refused``."""

    source: str
    added: Added | None = None
    refused: Refused | None = None
    title: str | None = None


def add(writer: Writer, sources: Sequence[str], recipe: Recipe, *, processes: int = 1) -> Iterator[Intake]:
    """Read ``sources`` as ``recipe`` says and keep each report, in the order of the sources, as they come.

    A report whose text is kept already is not read for statements again, so that what was interrupted goes on
    where it stopped. Refusals are kept too, and what is read is no longer refused. Raises
    `sayso.errors.LedgerError` where nothing can be written; what was yielded before is kept.
    """
    for arrived in arrivals(sources, recipe, writer.view, processes):
        yield keep(writer, arrived)


def keep(writer: Writer, arrived: Arrived) -> Intake:
    """Keep one report, or why there is none."""
    if isinstance(arrived.what, Refused):
        refused = arrived.what
        writer.refuse(arrived.source, type(refused).__name__, refused.problem, refused.remedy)
        return Intake(arrived.source, refused=refused)
    reading, model, vectors = arrived.what, arrived.model, arrived.vectors
    with writer.transaction():
        if model is None:
            added = writer.appears(reading.report)
        else:
            keep = partial(writer.add, reading, model=model, vectors=vectors)
            added = _linked(writer, reading, vectors, keep)
        writer.accept(arrived.source)
    return Intake(arrived.source, added, title=reading.report.title)


def keep_stored(writer: Writer, source: str, stored: Stored, vectors: Floats | None = None) -> Intake:
    """Keep a report that a ledger had."""
    with writer.transaction():
        added = _linked(writer, stored.reading, vectors, partial(writer.restore, stored, vectors))
    return Intake(source, added, title=stored.reading.report.title)


def _linked(writer: Writer, reading: Reading, vectors: Floats | None, add: Callable[[], Added]) -> Added:
    """A reading kept by ``add`` and linked; the version that it replaces is taken out of its claims first."""
    if writer.view.has(reading.report.id):
        return add()
    linker = Linker(writer.links)
    replaced = writer.view.current(reading.report)
    if replaced:
        linker.remove(replaced.id)
    added = add()
    if added.outcome is Outcome.OLDER and replaced:
        linker.add(writer.view.reading(replaced.id))
    elif added.outcome is not Outcome.OLDER:
        linker.add(reading, vectors)
    return added


@dataclass
class Tally:
    """How many sources came to what: each is one of these."""

    new: int = 0
    versions: int = 0
    elsewhere: int = 0
    known: int = 0
    refused: int = 0

    def count(self, intake: Intake) -> None:
        match intake.added.outcome if intake.added else None:
            case None:
                self.refused += 1
            case Outcome.NEW:
                self.new += 1
            case Outcome.VERSION | Outcome.OLDER:
                self.versions += 1
            case Outcome.ELSEWHERE:
                self.elsewhere += 1
            case Outcome.KNOWN:
                self.known += 1

    @property
    def all(self) -> int:
        return self.new + self.versions + self.elsewhere + self.known + self.refused
