"""``sayso timeline``: statements in the order in which they were published."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing, query_of


@click.command(cls=Asking)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@asking_options
def timeline(words: tuple[str, ...], ledger: Path, format: str, limit: int, after: str | None) -> None:
    """Print the statements that answer a query, the earliest first, day by day.

    A query is written as for sayso search. Statements of reports without a date come before all others;
    with since: or until: they are left out.

    \b
    sayso timeline toll since:2031-05
    sayso timeline 'speaker:"Maren Holt" act:promise,deny'

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    query = query_of(words)
    with asked(ledger) as (desk, out):
        found = desk.timeline(query, limit=limit, after=after)
        if format == "text":
            from sayso.export import listing
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            listing.timeline(found.rows, query, desk.roles(found.rows), sheet)
            listing.more(found.next, sheet)
        else:
            from sayso.export import answers

            head = {"query": str(query)}
            answers.write(format, answers.statements(query), found.rows, out, next=found.next, head=head)
    if not found.rows:
        nothing(f"no statement in {ledger} answers {str(query) or 'that'}; ask for less, or in other words")
