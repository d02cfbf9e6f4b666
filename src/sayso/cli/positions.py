"""``sayso positions``: where actors stand, and when that changed."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import FORMATS, Asking, asked, nothing, query_of
from sayso.cli.options import ledger_option, option


@click.command(cls=Asking)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
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
def positions(words: tuple[str, ...], ledger: Path, format: str) -> None:
    """Print where actors stand on what a query's statements propose, demand, support, reject or deny, by
    topic and time; where an actor changed sides, that is said.

    \b
    sayso positions inquiry
    sayso positions speaker:Brekke --format csv

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    query = query_of(words)
    with asked(ledger) as (desk, out):
        found = desk.positions(query)
        if format == "text":
            from sayso.export import claims as told
            from sayso.export.sheet import Sheet

            told.positions(found, Sheet(out))
        else:
            from sayso.export import answers, linked

            answers.write(format, linked.positions(), found, out)
    if not found:
        nothing(f"nobody takes a side on that in {ledger}; try sayso search")
