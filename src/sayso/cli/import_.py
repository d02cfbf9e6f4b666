"""``sayso import``: JSON Lines of Sayso's own back into a ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sayso.cli.add import summary
from sayso.cli.options import Configured, ledger_option
from sayso.cli.output import one_line


@click.command("import", cls=Configured)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@ledger_option
def import_(files: tuple[Path, ...], ledger: Path) -> None:
    """Take readings back into a ledger.

    FILE is what `sayso export` or `sayso read` wrote with --format jsonl. Nothing is read again; what is kept
    already stays as it is.

    \b
    sayso export --ledger one.db --output one.jsonl
    sayso import one.jsonl --ledger two.db

    Exit codes: 0 done, 1 nothing could be taken, 2 wrong use, 3 some lines were refused, 130 interrupted.
    """
    from sayso.intake.adding import Tally
    from sayso.intake.importing import import_lines
    from sayso.ledger import writer

    tally = Tally()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with writer(ledger) as opened:
        for file in files:
            try:
                lines = file.open("rb")
            except OSError as problem:
                raise click.BadParameter(f"{file}: {problem.strerror}; check the path") from None
            with lines:
                for intake in import_lines(opened, str(file), lines, now):
                    tally.count(intake)
                    if intake.refused:
                        click.echo(one_line(f"sayso: {intake.refused}"), err=True)
    click.echo(summary(tally, ledger))
    if tally.refused:
        raise click.exceptions.Exit(1 if tally.refused == tally.all else 3)
