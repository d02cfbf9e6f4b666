"""``sayso who``: what a voice said."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing


@click.command(cls=Asking)
@click.argument("words", metavar="NAME...", nargs=-1, required=True)
@asking_options
def who(words: tuple[str, ...], ledger: Path, format: str, limit: int, after: str | None) -> None:
    """Print what a voice said, the newest first.

    NAME is a name, a person's last name, or an actor's id; all names that reports call the actor by lead
    to the same statements. Where no voice has the name, sources described in these words are looked for.

    \b
    sayso who Maren Holt
    sayso who state:ukraine --format jsonl
    sayso who "senior official"

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    name = " ".join(words)
    with asked(ledger) as (desk, out):
        found = desk.who(name, limit=limit, after=after)
        if format == "text":
            from sayso.export import listing
            from sayso.export.sheet import Sheet
            from sayso.ledger.query import Query

            sheet = Sheet(out)
            if found.said.rows:
                listing.who(found, desk.owners(found.speakers), sheet)
            listing.statements(found.said.rows, Query(), desk.roles(found.said.rows), sheet)
            listing.more(found.said.next, sheet)
        else:
            from sayso.export import answers

            said = found.said
            answers.write(
                format, answers.statements(), said.rows, out, next=said.next, head=answers.who(found)
            )
    if not found.said.rows:
        nothing(f"nobody in {ledger} is called {name}; see sayso voices, or try sayso search")
