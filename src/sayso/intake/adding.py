"""Sources into a ledger: read by several processes, written by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.intake.keeping import Intake, Keeper
from sayso.intake.reading import Recipe, arrivals
from sayso.ledger.base import Outcome, Writer


def add(writer: Writer, sources: Sequence[str], recipe: Recipe, *, processes: int = 1) -> Iterator[Intake]:
    """Read ``sources`` as ``recipe`` says and keep each report, in the order of the sources, as they come.

    A report whose text is kept already is not read for statements again, so that what was interrupted goes on
    where it stopped. Refusals are kept too, and what is read is no longer refused. Raises
    `sayso.errors.LedgerError` where nothing can be written; what was yielded before is kept.
    """
    keeper = Keeper(writer)
    for arrived in arrivals(sources, recipe, writer.view, processes):
        yield keeper.keep(arrived)


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
