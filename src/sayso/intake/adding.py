"""Sources into a ledger: read by several processes, written by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import Refused
from sayso.intake.reading import Arrived, Recipe, arrivals
from sayso.ledger.base import Added, Outcome, Writer


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
    if arrived.model is None:
        added = writer.appears(arrived.what.report)
    else:
        added = writer.add(arrived.what, model=arrived.model, vectors=arrived.vectors)
    writer.accept(arrived.source)
    return Intake(arrived.source, added, title=arrived.what.report.title)


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
