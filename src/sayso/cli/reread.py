"""``sayso reread``: old reports up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.cli.add import cores, processes_option
from sayso.cli.options import Configured, actors_option, ledger_option, option
from sayso.cli.output import one_line
from sayso.cli.progress import Progress


@click.command(cls=Configured)
@click.argument("reports", metavar="[REPORT]...", nargs=-1)
@ledger_option
@option("--all", "everything", is_flag=True, help="Read all again, not only what is out of date.")
@processes_option
@actors_option
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="What to print of each report that changed.",
)
def reread(
    reports: tuple[str, ...],
    *,
    ledger: Path,
    everything: bool,
    processes: int | None,
    actors: Path | None,
    format: str,
) -> None:
    """Read kept reports again, from the stored text, and say what changed.

    Without a REPORT (its id), those that an older Sayso or another model read. What is interrupted goes on
    where it stopped when it is run again.

    Exit codes: 0 done, 2 wrong use, 3 some could not be read and are as they were, 130 interrupted.
    """
    from sayso.export.difference import line, told
    from sayso.intake.reading import Recipe
    from sayso.intake.rereading import outdated, reread_reports
    from sayso.ledger import writer

    refused = changed = 0
    with writer(ledger, create=False) as opened:
        wanted = list(reports)
        if not wanted:
            wanted = [kept.id for kept in opened.view.all_reports()] if everything else outdated(opened)
        with Progress(len(wanted)) as progress:
            for done in reread_reports(opened, wanted, Recipe(actors=actors), processes=processes or cores()):
                refused += done.refused is not None
                changed += bool(done.differences)
                with progress.hidden():
                    if done.refused:
                        click.echo(one_line(f"sayso: {done.refused}"), err=True)
                    elif format == "jsonl":
                        click.echo(line(done.report, done.differences))
                    elif done.differences:
                        click.echo(told(f"{done.report}  {done.title or ''}", done.differences))
                    sys.stdout.flush()
                progress.advance()
    if format == "text":
        click.echo(f"{ledger}: {len(wanted):,} read again, {changed:,} changed, {refused:,} refused")
    if refused:
        raise click.exceptions.Exit(3)
