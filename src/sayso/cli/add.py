"""``sayso add``: reports into a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import Configured, ledger_option, option, read_options, source_options
from sayso.cli.output import one_line
from sayso.cli.progress import Progress

if TYPE_CHECKING:
    from sayso.intake.adding import Tally
    from sayso.intake.keeping import Intake
    from sayso.intake.reading import Recipe
    from sayso.ledger.base import Writer


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


processes_option = option(
    "--processes",
    "-p",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    show_default="one for each core",
    envvar="SAYSO_PROCESSES",
    help="How many processes read.",
)


@click.command(cls=Configured)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@ledger_option
@processes_option
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print: a summary, or a line for each report.",
)
@source_options
def add(
    sources: tuple[str, ...],
    ledger: Path,
    processes: int | None,
    format: str,
    actors: Path | None,
    **options: Any,
) -> None:
    """Read reports and keep them in a ledger.

    SOURCE is all that `sayso read` takes: files, folders, archives, feeds, web addresses; and a folder that
    `sayso batch` filled, whose reports are kept without being read again. A report is kept once, however
    often it comes; a changed one is kept as a new version. What was interrupted goes on where it stopped when
    it is run again.

    \b
    sayso add reports/
    sayso add archive.warc.gz --ledger desk.db
    sayso search "ceasefire" --ledger desk.db

    Exit codes: 0 done, 1 nothing could be read, 2 wrong use, 3 some sources were refused,
    130 interrupted.
    """
    from sayso.intake.adding import Tally
    from sayso.intake.reading import Recipe
    from sayso.ledger import writer

    recipe = Recipe(read_options(**options), actors, ledger)
    tally = Tally()
    try:
        with writer(ledger) as opened, Progress(len(sources)) as progress:
            for intake in _kept(opened, sources, recipe, processes or cores()):
                tally.count(intake)
                with progress.hidden() if intake.refused or format == "jsonl" else _nothing():
                    _tell(intake, format)
                progress.count(tally.all - tally.refused, tally.refused)
    finally:
        if format == "text" and tally.all:
            click.echo(summary(tally, ledger))
    if tally.all == tally.refused:
        raise click.exceptions.Exit(1)
    if tally.refused:
        raise click.exceptions.Exit(3)


def _kept(writer: Writer, sources: Sequence[str], recipe: Recipe, processes: int) -> Iterator[Intake]:
    """Each source as it is kept: read, or out of a batch's data set."""
    from sayso.batch.merging import is_data_set, merge
    from sayso.intake.adding import add

    for batch, some in groupby(sources, is_data_set):
        if batch:
            yield from chain.from_iterable(merge(writer, folder) for folder in some)
        else:
            yield from add(writer, list(some), recipe, processes=processes)


def _tell(intake: Intake, format: str) -> None:
    if intake.refused:
        click.echo(one_line(f"sayso: {intake.refused}"), err=True)
    if format == "jsonl":
        import msgspec

        refused = intake.refused
        line = {
            "source": intake.source,
            "outcome": intake.added.outcome if intake.added else "refused",
            "report": intake.added.report if intake.added else None,
            "replaces": intake.added.replaces if intake.added else None,
            "copy_of": intake.added.copy_of if intake.added else None,
            "problem": refused.problem if refused else None,
        }
        click.echo(msgspec.json.encode(line))
        sys.stdout.flush()


def summary(tally: Tally, ledger: Path) -> str:
    """One line: how many sources came to what."""
    parts = [
        (tally.new, "new"),
        (tally.versions, "new version" if tally.versions == 1 else "new versions"),
        (tally.elsewhere, "known, seen elsewhere"),
        (tally.known, "known already"),
        (tally.refused, "refused"),
    ]
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{ledger}: {tally.all:,} {'report' if tally.all == 1 else 'reports'}: {told}"


@contextmanager
def _nothing() -> Iterator[None]:
    yield
