"""What the commands that ask a ledger share: their options, and arguments that begin with a minus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from sayso.cli.options import Configured, ledger_option, option
from sayso.cli.output import destination, one_line

if TYPE_CHECKING:
    from sayso.ask.desk import Desk
    from sayso.ledger.query import Query

FORMATS = ("text", "json", "jsonl", "csv")
MOST = 10_000
"""Rows of a page at most; what is more is for sayso export."""

_OPTIONS = (
    ledger_option,
    option(
        "--format",
        "-f",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        envvar="SAYSO_FORMAT",
        help="What to print.",
    ),
    option(
        "--limit",
        "-n",
        type=click.IntRange(1, MOST),
        metavar="NUMBER",
        default=20,
        show_default=True,
        envvar="SAYSO_LIMIT",
        help="How many rows.",
    ),
    option("--after", metavar="PLACE", help="Go on behind the place that a page ended with."),
)


def asking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The ledger, the format, and the page."""
    return reduce(lambda made, add: add(made), reversed(_OPTIONS), command)


class Asking(Configured):
    """A command whose arguments may begin with a minus ("-ferry"): only what is exactly one of its options
    is taken for one."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        return super().parse_args(context, self._parted(context, arguments))

    def _parted(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Options first, and behind ``--`` the words."""
        known = {name: given for given in self.get_params(context) for name in given.opts}
        options: list[str] = []
        words: list[str] = []
        left = iter(arguments)
        for argument in left:
            given = known.get(argument)
            if argument == "--":
                words.extend(left)
            elif argument.startswith("--") or given is not None:
                options.append(argument)
                if isinstance(given, click.Option) and not given.is_flag:
                    options.extend([value] if (value := next(left, None)) is not None else [])
            else:
                words.append(argument)
        return [*options, "--", *words]


def query_of(words: tuple[str, ...]) -> Query:
    """The query that the arguments of a command write: one argument is the whole of it; of several, one with
    blanks in it stood between quotation marks, which the shell took. Raises `BadQuestion`."""
    from sayso.ask.query import parse

    return parse(" ".join(words if len(words) < 2 else map(_requoted, words)))


_KEPT_TOGETHER = re.compile(r'(-?(?:[a-z]+:)?)([^\s:"“”„]+(?:\s+[^\s:"“”„]+)+)')


def _requoted(argument: str) -> str:
    """``-via:Quay Post`` is ``-via:"Quay Post"`` again."""
    found = _KEPT_TOGETHER.fullmatch(argument)
    if found is None or "OR" in argument.split():
        return argument
    return f'{found[1]}"{found[2]}"'


@contextmanager
def asked(ledger: Path) -> Iterator[tuple[Desk, TextIO]]:
    """A desk over the ledger, and where its answers go."""
    from sayso import ledger as ledgers
    from sayso.ask.desk import Desk

    with Desk(ledgers.view(ledger)) as desk, destination(None) as out:
        yield desk, out


def nothing(what: str) -> NoReturn:
    """Say that there is no answer, and leave with 1."""
    click.echo(one_line(f"sayso: {what}"), err=True)
    raise click.exceptions.Exit(1)
