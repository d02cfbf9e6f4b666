"""``sayso claims``: what is said, by how many, on whose say-so."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing, query_of
from sayso.cli.options import option
from sayso.ledger.base import ClaimOrder


@click.command(cls=Asking)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@option(
    "--sort",
    "-s",
    type=click.Choice([str(order) for order in ClaimOrder]),
    default=str(ClaimOrder.REPEATED),
    show_default=True,
    envvar="SAYSO_SORT",
    help="Which come first.",
)
@asking_options
def claims(
    words: tuple[str, ...], *, sort: str, ledger: Path, format: str, limit: int, after: str | None
) -> None:
    """Print claims: what is said in one or many reports, on how many independent origins it rests, and
    whether it is disputed.

    With a QUERY (see sayso search), those with a statement that answers it. They are sorted by how many
    outlets carry them (repeated), when they were last told (newest), how many other claims are at odds with
    them (disputed), how few independent origins they have (origins), or are those of which no independent
    origin has a name (unnamed).

    \b
    sayso claims
    sayso claims dam inspection --sort disputed
    sayso claims --sort unnamed --format csv

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    query = query_of(words)
    with asked(ledger) as (desk, out):
        found = desk.claims(query, order=ClaimOrder(sort), limit=limit, after=after)
        if format == "text":
            from sayso.export import claims as told
            from sayso.export import listing
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            told.claims(found.rows, sheet)
            listing.more(found.next, sheet)
        else:
            from sayso.export import answers, linked

            answers.write(format, linked.claims(), found.rows, out, next=found.next)
    if not found.rows:
        nothing(f"no claim in {ledger} answers that; try --sort newest, or sayso search")
