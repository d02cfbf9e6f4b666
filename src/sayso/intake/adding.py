"""Sources into a ledger: read by several processes, written by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import Refused
from sayso.intake.reading import Arrived, Recipe, arrivals
from sayso.ledger.base import Added, Outcome, Writer
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
    with writer.transaction():
        added = _kept(writer, arrived.what, arrived.model, arrived.vectors)
        writer.accept(arrived.source)
    return Intake(arrived.source, added, title=arrived.what.report.title)


def _kept(writer: Writer, reading: Reading, model: str | None, vectors: Floats | None) -> Added:
    """A reading kept and linked; the version that it replaces is taken out of its claims first."""
    if model is None or writer.view.has(reading.report.id):
        return writer.appears(reading.report)
    linker = Linker(writer.links)
    replaced = writer.view.current(reading.report)
    if replaced:
        linker.remove(replaced.id)
    added = writer.add(reading, model=model, vectors=vectors)
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
