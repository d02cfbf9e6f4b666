"""``sayso disputes``: what is at odds."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing, query_of


@click.command(cls=Asking)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@asking_options
def disputes(words: tuple[str, ...], ledger: Path, format: str, limit: int, after: str | None) -> None:
    """Print claims that are at odds, each with the words that show it, the newest first.

    With a QUERY (see sayso search), those of which a side answers it.

    \b
    sayso disputes
    sayso disputes speaker:Falk
    sayso disputes "dam inspection" --format jsonl

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    query = query_of(words)
    with asked(ledger) as (desk, out):
        found = desk.disputes(query, limit=limit, after=after)
        if format == "text":
            from sayso.export import claims as told
            from sayso.export import listing
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            told.disputes(found.rows, sheet)
            listing.more(found.next, sheet)
        else:
            from sayso.export import answers, linked

            answers.write(format, linked.disputes(), found.rows, out, next=found.next)
    if not found.rows:
        nothing(f"nothing in {ledger} is at odds there; try sayso claims")
