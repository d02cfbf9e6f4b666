"""``sayso read``: reports in, statements out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import Configured, actor_table, option, read_options, source_options
from sayso.cli.output import destination, one_line
from sayso.cli.progress import Progress
from sayso.errors import Refused, Stumbled
from sayso.export import FORMATS as KNOWN

if TYPE_CHECKING:
    from sayso.read import Options
    from sayso.resolve.table import ActorTable
    from sayso.types import Reading

FORMATS = tuple(name for name, format in KNOWN.items() if not format.binary)


@click.command(cls=Configured)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@option(
    "--format",
    "-f",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    envvar="SAYSO_FORMAT",
    help="What to print.",
)
@option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Write to FILE, whole or not at all.",
)
@source_options
def read(
    sources: tuple[str, ...], format: str, output: Path | None, actors: Path | None, **options: Any
) -> None:
    """Read reports and print who said what.

    SOURCE is a file, a folder, a web address, or - for standard input: a web page, plain text,
    Markdown, a JSON article, an RSS or Atom feed, or a web archive (WARC). Give several to read one
    after the other; what cannot be read is named on standard error, and the rest goes on.

    \b
    sayso read report.html
    sayso read reports/ --format jsonl > readings.jsonl
    sayso read report.html --format html --output report-read.html
    sayso read https://example.org/feed.xml --follow
    cat report.txt | sayso read - --published 2031-03-04 --outlet "Larkhaven Courier"

    An option that is not given is looked up in its variable, then in the table [read] of
    ./sayso.toml, then in that of your own settings file.

    Exit codes: 0 done, 1 nothing could be read, 2 wrong use, 3 some sources were refused,
    130 interrupted.
    """
    if options["url"] and len(sources) > 1:
        raise click.UsageError("--url is the address of one report; give one SOURCE with it.")
    from sayso.export import writer

    job = Job(sources, read_options(**options), actor_table(actors))
    with destination(output) as out:
        writer(format)(job.readings(), out)
        if not job.read:
            raise click.exceptions.Exit(1)
    if job.refused:
        raise click.exceptions.Exit(3)


@dataclass
class Job:
    """The reading of some sources: how many reports were read, and how many refused."""

    sources: tuple[str, ...]
    options: Options
    table: ActorTable
    read: int = 0
    refused: int = 0

    def readings(self) -> Iterator[Reading]:
        """Each report's reading as it comes; each refusal goes to standard error as one line."""
        from sayso.pipeline import read_report
        from sayso.read import reports

        with Progress(len(self.sources)) as progress:
            for source in self.sources:
                for report in reports([source], self.options):
                    reading: Reading | Refused
                    try:
                        reading = report if isinstance(report, Refused) else read_report(report, self.table)
                    except Stumbled as fault:
                        reading = Stumbled(source, fault.problem, fault.remedy)
                    if isinstance(reading, Refused):
                        self.refused += 1
                        with progress.hidden():
                            click.echo(one_line(f"sayso: {reading}"), err=True)
                    else:
                        self.read += 1
                        with progress.hidden():
                            yield reading
                    progress.count(self.read, self.refused)
                progress.advance()
