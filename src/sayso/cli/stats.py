"""``sayso stats``: how much a ledger holds, of which outlets and days, and what was refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from sayso.cli.asking import Asking, asked, asking_options, query_of

if TYPE_CHECKING:
    from sayso.ask.page import Page
    from sayso.ledger.base import Refusal


@click.command(cls=Asking)
@click.argument("words", metavar="[since:DAY] [until:DAY]", nargs=-1)
@click.option("--refusals", is_flag=True, help="The sources that could not be read, instead.")
@asking_options
def stats(
    words: tuple[str, ...], *, refusals: bool, ledger: Path, format: str, limit: int, after: str | None
) -> None:
    """Print how much a ledger holds: counts, and reports by day and outlet, the newest day first.

    Each count is made in two ways that must agree. Reports refused are counted by the kind of error; with
    --refusals they are printed one by one.

    \b
    sayso stats since:2031-05 until:2031-05
    sayso stats --format csv
    sayso stats --refusals

    Exit codes: 0 done, 1 counts that do not agree, 2 wrong use.
    """
    from sayso.errors import BadQuestion

    query = query_of(words)
    if query.every or query.never:
        raise BadQuestion(f"{query}: only since: and until: are asked for here; search for the rest")
    with asked(ledger) as (desk, out):
        if refusals:
            _refusals(desk.refusals(limit=limit, after=after), format, out)
            return
        found = desk.stats(since=query.since, until=query.until, limit=limit, after=after)
        if format == "text":
            from sayso.export import listing, tallies
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            tallies.stats(found, sheet)
            listing.more(found.coverage.next, sheet)
        else:
            from sayso.export import answers

            rows, next = found.coverage.rows, found.coverage.next
            answers.write(format, answers.COVERAGE, rows, out, next=next, head=answers.stats(found))
    if not all(check.agrees for check in found.checks):
        raise click.exceptions.Exit(1)


def _refusals(found: Page[Refusal], format: str, out: TextIO) -> None:
    if format == "text":
        from sayso.export import listing, tallies
        from sayso.export.sheet import Sheet

        sheet = Sheet(out)
        tallies.refusals(found.rows, sheet)
        listing.more(found.next, sheet)
    else:
        from sayso.export import answers

        answers.write(format, answers.REFUSALS, found.rows, out, next=found.next)
