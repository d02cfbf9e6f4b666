"""``sayso read``: reports in, statements out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from sayso.cli import settings
from sayso.cli.progress import Progress
from sayso.errors import Refused, Stumbled

if TYPE_CHECKING:
    from sayso.read import Options
    from sayso.resolve.table import ActorTable
    from sayso.types import Reading

FORMATS = ("text", "json", "jsonl", "csv", "html")


option = partial(click.option, show_envvar=True)


class Configured(click.Command):
    """A command whose options fall back on the settings files."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        if not {"-h", "--help"} & set(arguments):  # help must come even when a settings file is wrong
            context.default_map = settings.defaults(context, self)
        return super().parse_args(context, arguments)


def _moment(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(
                f"{value!r} is no ISO 8601 date or time; write it like 2031-03-04 or 2031-03-04T18:05+01:00"
            ) from None
    return value


def _address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise click.BadParameter(f"{value!r} is not a web address; write it with http:// or https://")
    return value


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
@option(
    "--published",
    metavar="DATE",
    callback=_moment,
    envvar="SAYSO_PUBLISHED",
    help="When it was published (ISO 8601), whatever the report says.",
)
@option("--outlet", metavar="NAME", envvar="SAYSO_OUTLET", help="Who published it.")
@option("--url", metavar="URL", callback=_address, envvar="SAYSO_URL", help="Where it was published.")
@option("--follow", is_flag=True, envvar="SAYSO_FOLLOW", help="Fetch the page behind each item of a feed.")
@option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    envvar="SAYSO_ACTORS",
    help="Actors of your own, CSV or TOML, over the packaged table (see sayso actors).",
)
@option(
    "--allow-private",
    is_flag=True,
    envvar="SAYSO_ALLOW_PRIVATE",
    help="Fetch from addresses of the local network too.",
)
@option(
    "--timeout",
    "timeout_seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    envvar="SAYSO_TIMEOUT",
    help="Give up on a web address after SECONDS.",
)
@option(
    "--max-bytes",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    default=16 * 2**20,
    show_default="16 MiB",
    envvar="SAYSO_MAX_BYTES",
    help="Refuse a document of more bytes, unpacked.",
)
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

    job = Job(sources, _options(**options), _table(actors))
    with _destination(output) as out:
        writer(format)(job.readings(), out)
        if not job.read:
            raise click.exceptions.Exit(1)
    if job.refused:
        raise click.exceptions.Exit(3)


def _options(published: str | None, outlet: str | None, url: str | None, **others: Any) -> Options:
    from sayso.read import Options
    from sayso.read.document import Known

    return Options(override=Known(published=published, outlet=outlet, url=url), **others)


def _table(actors: Path | None) -> ActorTable:
    from sayso.resolve.table import extended, packaged

    return extended(actors) if actors else packaged()


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
                            click.echo(_one_line(f"sayso: {reading}"), err=True)
                    else:
                        self.read += 1
                        with progress.hidden():
                            yield reading
                    progress.count(self.read, self.refused)
                progress.advance()


def _one_line(message: str) -> str:
    """``message`` without line ends or terminal controls, which a file name or an address may hold."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in message
    )


@contextmanager
def _destination(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or ``output``, which takes its name only when all is written."""
    if output is None or str(output) == "-":
        _use_utf8(sys.stdout)
        yield sys.stdout
        return
    if output.exists() and not output.is_file():  # /dev/stdout, a named pipe
        with output.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with draft.open("x", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(output)
    except OSError as problem:
        if problem.filename is None:
            raise
        raise click.BadParameter(
            f"cannot write {output}: {problem.strerror}", param_hint="--output"
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _use_utf8(stream: TextIO) -> None:
    """Reports hold characters that no older encoding has, and machines that read us expect UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", newline="")
