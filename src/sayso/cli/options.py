"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli import settings

if TYPE_CHECKING:
    from sayso.read import Options
    from sayso.resolve.table import ActorTable

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


actors_option = option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    envvar="SAYSO_ACTORS",
    help="Actors of your own, CSV or TOML, over the packaged table (see sayso actors).",
)

allow_private_option = option(
    "--allow-private",
    is_flag=True,
    envvar="SAYSO_ALLOW_PRIVATE",
    help="Fetch from addresses of the local network too.",
)

timeout_option = option(
    "--timeout",
    "timeout_seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    envvar="SAYSO_TIMEOUT",
    help="Give up on a web address after SECONDS.",
)


def max_bytes_option(what: str) -> Callable[..., Any]:
    """The bound on one ``what``: a document, a page."""
    return option(
        "--max-bytes",
        type=click.IntRange(min=1),
        metavar="NUMBER",
        default=16 * 2**20,
        show_default="16 MiB",
        envvar="SAYSO_MAX_BYTES",
        help=f"Refuse a {what} of more bytes, unpacked.",
    )


_SOURCE_OPTIONS = (
    option(
        "--published",
        metavar="DATE",
        callback=_moment,
        envvar="SAYSO_PUBLISHED",
        help="When it was published (ISO 8601), whatever the report says.",
    ),
    option("--outlet", metavar="NAME", envvar="SAYSO_OUTLET", help="Who published it."),
    option("--url", metavar="URL", callback=_address, envvar="SAYSO_URL", help="Where it was published."),
    option(
        "--follow",
        is_flag=True,
        envvar="SAYSO_FOLLOW",
        help="Fetch the page behind each item of a feed.",
    ),
    actors_option,
    allow_private_option,
    timeout_option,
    max_bytes_option("document"),
)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that reads sources: what is known of them, and how to fetch them."""
    return reduce(lambda made, add: add(made), reversed(_SOURCE_OPTIONS), command)


ledger_option = option(
    "--ledger",
    "-l",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    default=Path("sayso.db"),
    show_default=True,
    envvar="SAYSO_LEDGER",
    help="The ledger.",
)


def read_options(published: str | None, outlet: str | None, url: str | None, **others: Any) -> Options:
    from sayso.read import Options
    from sayso.read.document import Known

    return Options(override=Known(published=published, outlet=outlet, url=url), **others)


def actor_table(actors: Path | None) -> ActorTable:
    from sayso.resolve.table import extended, packaged

    return extended(actors) if actors else packaged()
