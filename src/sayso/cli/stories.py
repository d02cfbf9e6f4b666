"""``sayso stories``: which reports are about one event."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.asking import Asking, asked, asking_options, nothing, query_of
from sayso.cli.options import option


@click.command(cls=Asking)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@option("--report", metavar="REPORT", help="Only the story that this report (its id) is in.")
@asking_options
def stories(
    words: tuple[str, ...], *, report: str | None, ledger: Path, format: str, limit: int, after: str | None
) -> None:
    """Print stories: reports about the same event, those with the latest report first.

    With a QUERY (see sayso search), those with a statement that answers it; with --report, one story with its
    reports, its main voices and the claims that most outlets carry.

    \b
    sayso stories
    sayso stories dam
    sayso stories --report 1d658ca66276845b

    Exit codes: 0 done, 1 nothing found, 2 wrong use.
    """
    from sayso.export import answers, linked, listing
    from sayso.export import claims as told
    from sayso.export.sheet import Sheet

    with asked(ledger) as (desk, out):
        if report is not None:
            shown = desk.story(report)
            if format == "text":
                told.story(shown, Sheet(out))
            else:
                answers.write_object(linked.story(shown), out, indented=format == "json")
            return
        found = desk.stories(query_of(words), limit=limit, after=after)
        if format == "text":
            sheet = Sheet(out)
            told.stories(found.rows, sheet)
            listing.more(found.next, sheet)
        else:
            answers.write(format, linked.stories(), found.rows, out, next=found.next)
    if not found.rows:
        nothing(f"no story in {ledger} answers that; try sayso search")
