"""``sayso show``: one statement, or one report, with all that is kept of it."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import FORMATS, Asking, asked
from sayso.cli.options import ledger_option, option


@click.command(cls=Asking)
@click.argument("identifier", metavar="ID")
@ledger_option
@option(
    "--format",
    "-f",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print.",
)
def show(identifier: str, ledger: Path, format: str) -> None:
    """Print a statement with its report's words around it, its chain and its reasons.

    ID is a statement's, as sayso search prints it; or a report's, the part before the colon, which is
    printed whole, as sayso read does.

    \b
    sayso show 9f0c2a7be61d4358:3
    sayso show 9f0c2a7be61d4358 --format json

    Exit codes: 0 done, 1 no such statement or report, 2 wrong use.
    """
    with asked(ledger) as (desk, out):
        if ":" not in identifier:
            from sayso.export import writer

            writer(format)([desk.reading(identifier)], out)
            return
        found = desk.show(identifier)
        if format == "text":
            from sayso.export import statement
            from sayso.export.sheet import Sheet

            statement.write(found, Sheet(out))
        elif format == "csv":
            from sayso.export import writer
            from sayso.types import Reading

            writer(format)([Reading(found.report, (found.statement,))], out)
        else:
            from sayso.export import answers

            answers.write_object(answers.shown(found), out, indented=format == "json")
