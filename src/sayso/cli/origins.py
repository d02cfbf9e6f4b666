"""``sayso origins``: on whose say-so a claim rests."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked
from sayso.cli.options import ledger_option, option

FORMATS = ("text", "json", "svg", "graphml")


@click.command(cls=Asking)
@click.argument("words", metavar="CLAIM...", nargs=-1, required=True)
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
def origins(words: tuple[str, ...], ledger: Path, format: str) -> None:
    """Print on whose say-so a claim rests: how it travelled, from whom, through whom, in which words, and
    what is at odds with it.

    CLAIM is the id of a claim or of one of its statements (as sayso claims and sayso search print them), or
    a query: then it is the most repeated claim that answers it.

    \b
    sayso origins dam inspection falsified
    sayso origins 1d658ca66276845b:1 --format svg > origins.svg

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    with asked(ledger) as (desk, out):
        if format in {"svg", "graphml"}:
            from sayso.export import origins as drawn

            out.write(getattr(drawn, format)(desk.origins(" ".join(words))))
            return
        found = desk.claim(" ".join(words))
        if format == "text":
            from sayso.export import claims as told
            from sayso.export.sheet import Sheet

            told.claim(found, Sheet(out))
        else:
            from sayso.export import answers, linked

            answers.write_object(linked.claim(found), out)
