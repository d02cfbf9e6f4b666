"""``sayso voices``: who speaks most, and how outlets name them."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing


@click.command(cls=Asking)
@click.option("--outlets", is_flag=True, help="How outlets name their sources, instead.")
@asking_options
def voices(outlets: bool, ledger: Path, format: str, limit: int, after: str | None) -> None:
    """Print who speaks most.

    With --outlets, how many statements of each outlet rest on a voice with a name, on one that is only
    described, on one without either, and on the outlet's own word. Where a statement has several voices,
    the most anonymous of them counts.

    \b
    sayso voices --limit 50
    sayso voices --outlets --format csv

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    with asked(ledger) as (desk, out):
        if outlets:
            shares = desk.outlets(limit=limit, after=after)
        else:
            speakers = desk.voices(limit=limit, after=after)
        found = shares if outlets else speakers
        if format == "text":
            from sayso.export import listing, tallies
            from sayso.export.sheet import Sheet

            sheet = Sheet(out)
            if outlets:
                tallies.outlets(shares.rows, sheet)
            else:
                tallies.speakers(speakers.rows, desk.owners(speakers.rows), sheet)
            listing.more(found.next, sheet)
        else:
            from sayso.export import answers

            if outlets:
                answers.write(format, answers.OUTLETS, shares.rows, out, next=shares.next)
            else:
                answers.write(format, answers.SPEAKERS, speakers.rows, out, next=speakers.next)
    if not found.rows:
        nothing(f"nobody speaks in {ledger}; add reports with sayso add")
