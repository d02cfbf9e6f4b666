"""``sayso search``: statements by their words, speakers, outlets, acts and days."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing, query_of


@click.command(cls=Asking)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@click.option("--best", is_flag=True, help="The best answers first, among the newest 500.")
@asking_options
def search(
    words: tuple[str, ...], *, best: bool, ledger: Path, format: str, limit: int, after: str | None
) -> None:
    """Print the statements that answer a query, the newest first.

    A query is words, all of which must be there, and filters; quote the whole of it for the shell. Without
    one, all statements are printed.

    \b
    sayso search ceasefire talks
    sayso search '"peace plan" -ceasefire'
    sayso search 'speaker:"Maren Holt" act:deny,reject since:2031-05'
    sayso search 'embargo* OR tariff* outlet:courier anonymous:yes' --format csv

    The query language is described in docs/query.md.

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    query = query_of(words)
    with asked(ledger) as (desk, out):
        found = desk.search(query, limit=limit, after=after, best=best)
        if format == "text":
            from sayso.export import listing
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            listing.statements(found.rows, query, desk.roles(found.rows), sheet)
            listing.more(found.next, sheet)
        else:
            from sayso.export import answers

            head = {"query": str(query)}
            answers.write(format, answers.statements(query), found.rows, out, next=found.next, head=head)
    if not found.rows:
        nothing(f"no statement in {ledger} answers {str(query) or 'that'}; ask for less, or in other words")
