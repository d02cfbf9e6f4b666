"""``sayso diff``: what changed between the versions of a report."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import click

from sayso.cli.options import Configured, ledger_option, option
from sayso.cli.output import one_line


@click.command(cls=Configured)
@click.argument("report", metavar="REPORT")
@ledger_option
@option(
    "--format",
    "-f",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="What to print.",
)
def diff(report: str, ledger: Path, format: str) -> None:
    """Say which statements came, went or changed from one version of a report to the next.

    REPORT is the id of any version, or of a statement in it.
    """
    from sayso.export.difference import line, told
    from sayso.ledger import view
    from sayso.link.difference import differences

    with view(ledger) as opened:
        versions = opened.versions(report.partition(":")[0])
        if len(versions) == 1 and format == "text":
            click.echo(f"{versions[0].id}: there is one version only, added {versions[0].added}")
        for before, after in pairwise(versions):
            changed = differences(opened.reading(before.id), opened.reading(after.id))
            if format == "jsonl":
                click.echo(line(after.id, changed, before.id))
            else:
                heading = f"{before.id} → {after.id}  {after.title or ''}"
                click.echo(told(one_line(heading), changed))
