"""What the commands that follow feeds share: options of fetching, and being told to stop."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import allow_private_option, max_bytes_option, option, timeout_option

if TYPE_CHECKING:
    from sayso.intake.feeds import Mailbox

_FETCH_OPTIONS = (
    option(
        "--pause",
        "pause_seconds",
        type=click.FloatRange(min=0),
        metavar="SECONDS",
        default=2.0,
        show_default=True,
        envvar="SAYSO_PAUSE",
        help="Wait so long between two requests to one host, or longer where its robots.txt asks.",
    ),
    allow_private_option,
    timeout_option,
    max_bytes_option("page"),
)


def fetch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that fetches: they are the fields of `sayso.intake.feeds.Manners`."""
    return reduce(lambda made, add: add(made), reversed(_FETCH_OPTIONS), command)


@contextmanager
def stopping(mailbox: Mailbox) -> Iterator[list[int]]:
    """While it lasts, the first interrupt (SIGINT) or call to end (SIGTERM) stops ``mailbox`` rather than the
    program, and its number stands in the list; a second one ends the program where it is."""
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)
        mailbox.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
