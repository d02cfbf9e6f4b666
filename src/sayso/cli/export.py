"""``sayso export``: a ledger, or what answers a query, in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.asking import Asking, nothing, query_of
from sayso.cli.options import ledger_option, option
from sayso.cli.output import binary_destination, destination
from sayso.export import FORMATS

if TYPE_CHECKING:
    from sayso.ledger.base import View
    from sayso.ledger.query import Query
    from sayso.types import Reading


@click.command(cls=Asking)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@ledger_option
@option(
    "--format",
    "-f",
    type=click.Choice(tuple(FORMATS)),
    default="jsonl",
    show_default=True,
    help="What to write.",
)
@option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Write to FILE, whole or not at all.",
)
def export(query: tuple[str, ...], ledger: Path, format: str, output: Path | None) -> None:
    """Write what a ledger holds in another format.

    With a QUERY, only reports with a statement that answers it (see sayso search). Without, as jsonl, it
    is everything: old versions too, and what the ledger knows of each report besides; sayso import takes
    it back.

    \b
    sayso export --output desk.jsonl
    sayso export --format parquet --output desk.parquet
    sayso export "speaker:Holt since:2031-03" --format prov

    Exit codes: 0 done, 1 nothing answers the query, 2 wrong use.
    """
    from sayso.export import binary_writer, writer
    from sayso.export.ledger_lines import write as write_ledger
    from sayso.ledger import view

    asked = query_of(query) if query else None
    if FORMATS[format].binary and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{format} is not for a terminal; name a file with --output.")
    with view(ledger) as opened:
        readings = _readings(opened, asked, ledger)
        if FORMATS[format].binary:
            with binary_destination(output) as out:
                binary_writer(format)(readings, out)
        else:
            with destination(output) as text:
                if format == "jsonl" and asked is None:
                    write_ledger(opened.stored(), text)
                else:
                    writer(format)(readings, text)


def _readings(opened: View, asked: Query | None, ledger: Path) -> Iterator[Reading]:
    """The readings that answer; where none does, it is said before anything is written."""
    found = opened.readings(asked)
    if asked is None:
        return found
    first = next(found, None)
    if first is None:
        nothing(f"no statement in {ledger} answers {asked}; ask for less, or in other words")
    return chain([first], found)
