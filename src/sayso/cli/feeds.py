"""``sayso feeds``: how the feeds that are followed have been."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import Configured, ledger_option, option
from sayso.cli.output import one_line
from sayso.ledger.feeds import HEALTH

if TYPE_CHECKING:
    from sayso.ledger.feeds import FeedView

ITEMS = ("waiting", "kept", "refused", "given up")
LOG = ("moment", "feed", "kind", "url", "status", "bytes", "seconds", "outcome")


@click.command(cls=Configured)
@ledger_option
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print.",
)
@click.option("--log", is_flag=True, help="Print the last fetches instead, the latest first.")
@click.option("--feed", metavar="URL", help="Only this feed.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="So many fetches of the log."
)
def feeds(ledger: Path, format: str, log: bool, feed: str | None, limit: int) -> None:
    """Print the feeds that are followed, and how each has been.

    When it last answered, how many new reports it then had and has had in all, how many of its items wait,
    were refused or given up, how often in a row it failed and why, and when it is tried next. Times are in
    UTC.

    \b
    sayso feeds
    sayso feeds --format csv > feeds.csv
    sayso feeds --log --feed https://courier.example/feed.xml

    Exit codes: 0 done, 1 nothing is followed, 2 wrong use.
    """
    from sayso.ledger import view

    opened = view(ledger)
    try:
        if log:
            rows = [_fields(fetch, LOG) for fetch in opened.feeds.fetches(limit=limit, feed=feed)]
        else:
            rows = _health(opened.feeds, feed)
    finally:
        opened.close()
    _print(rows, LOG if log else (*HEALTH, *map(_column, ITEMS)), format, _fetches if log else _table)
    if not rows:
        said = "nothing was fetched" if log else "no feed is followed; name one with sayso follow FEED"
        click.echo(one_line(f"sayso: {ledger}: {said}"), err=True)
        raise click.exceptions.Exit(1)


def _health(view: FeedView, only: str | None) -> list[dict[str, Any]]:
    found = [one for one in view.feeds() if only in (None, one.url)]
    rows = []
    for one in found:
        tally = {str(state): number for state, number in view.tally(one.url).items()}
        rows.append(_fields(one, HEALTH) | {_column(state): tally.get(state, 0) for state in ITEMS})
    return rows


def _column(state: str) -> str:
    return "items_" + state.replace(" ", "_")


def _fields(value: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _print(rows: list[dict[str, Any]], columns: Sequence[str], format: str, text: Any) -> None:
    if format == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
    elif format == "csv":
        from sayso.export.csv import safe

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row.values()])
    else:
        for line in text(rows):
            click.echo(one_line(line))


def _table(rows: list[dict[str, Any]]) -> list[str]:
    """A line for each feed; numbers to the left, for addresses have any length."""
    if not rows:
        return []
    lines = [
        f"{'last success':16}  {'new':>5}  {'all':>6}  {'wait':>5}  {'failed':>6}  {'next try':16}  feed"
    ]
    for row in rows:
        problem = f"  ({row['problem']})" if row["problem"] else ""
        moved = f"  (moved to {row['moved']})" if row["moved"] else ""
        lines.append(
            f"{_minute(row['last_success'], 'never')}  {row['new']:>5}  {row['reports']:>6}"
            f"  {row['items_waiting']:>5}  {row['failures']:>6}  {_minute(row['next_try'], 'next round')}"
            f"  {row['title'] or ''} <{row['url']}>{moved}{problem}".replace("   <", "  <")
        )
    return lines


def _fetches(rows: list[dict[str, Any]]) -> list[str]:
    return [
        f"{row['moment'][:19].replace('T', ' ')}  {row['status'] or '-':>3}  {row['bytes']:>9,} B"
        f"  {row['seconds']:>6.2f} s  {row['kind']:10}  {row['url']}  {row['outcome']}"
        for row in rows
    ]


def _minute(moment: str | None, absent: str) -> str:
    """A moment in UTC to the minute, in the width of one."""
    return (moment[:16].replace("T", " ") if moment else absent).ljust(16)
