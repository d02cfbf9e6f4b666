"""Reading again, from the stored text, what an older Sayso or another model read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from sayso.errors import Refused, Stumbled
from sayso.intake.keeping import Keeper
from sayso.intake.reading import Arrived, Recipe, reread
from sayso.ledger.base import Writer
from sayso.link.difference import Difference, differences
from sayso.models.identity import identity


@dataclass(frozen=True, slots=True)
class Reread:
    """A report that was read again, and what is different; or why it could not be, and is as it was."""

    report: str
    title: str | None
    differences: tuple[Difference, ...] = ()
    refused: Refused | None = None


def outdated(writer: Writer) -> list[str]:
    """The ids of reports, in any version, that another Sayso or another model read, the oldest first."""
    now = (version("sayso"), identity())
    return [kept.id for kept in writer.view.all_reports() if (kept.sayso, kept.model) != now]


def reread_reports(
    writer: Writer, reports: list[str], recipe: Recipe, *, processes: int = 1
) -> Iterator[Reread]:
    """Read ``reports`` again and keep what comes of it, each in one transaction.

    Raises `sayso.errors.LedgerError` where nothing can be written; what was yielded before is kept.
    """
    stored = (writer.view.reading(report).report for report in reports)
    keeper = Keeper(writer)
    for arrived in reread(stored, recipe, processes):
        yield _kept(keeper, arrived)


def _kept(keeper: Keeper, arrived: Arrived) -> Reread:
    if isinstance(arrived.what, Refused):
        return Reread(arrived.source, None, refused=arrived.what)
    try:
        before = keeper.replace(arrived.what, arrived.model or "", arrived.vectors)
    except Stumbled as stumbled:
        return Reread(arrived.source, None, refused=stumbled)
    return Reread(before.report.id, before.report.title, differences(before, arrived.what))
