"""``sayso serve``: a ledger in the browser."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from sayso.cli.options import Configured, actors_option, ledger_option, option

PORT = 8642


@click.command(cls=Configured)
@ledger_option
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    envvar="SAYSO_HOST",
    help="Listen on ADDRESS; any but this machine's own asks its visitors for a token.",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="NUMBER",
    envvar="SAYSO_PORT",
    help="Listen on this port; 0 takes a free one.",
)
@option(
    "--token",
    metavar="WORDS",
    envvar="SAYSO_TOKEN",
    help="The token that visitors need; without one, and where one is needed, one is made up.",
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    envvar="SAYSO_NAME",
    help="A name under which this machine is visited; may be given several times.",
)
@option(
    "--read-only",
    is_flag=True,
    envvar="SAYSO_READ_ONLY",
    help="Leave out all that writes to the ledger.",
)
@actors_option
def serve(
    ledger: Path,
    *,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    read_only: bool,
    actors: Path | None,
) -> None:
    """Open a ledger in the browser.

    Prints an address to open. Only this machine can open it, unless --host says otherwise; then the address
    has a token in it, and nobody gets in without. End it with Ctrl-C.

    \b
    sayso serve
    sayso serve --ledger desk.db --port 9000
    sayso serve --host 0.0.0.0 --name desk.example.org --read-only

    Exit codes: 0 ended, 1 the ledger cannot be read or the port is taken, 2 wrong use.
    """
    from sayso.serve.running import Listening, run
    from sayso.serve.site import Site, is_loopback, names_of

    if token is None and not is_loopback(host):
        import secrets

        token = secrets.token_urlsafe(24)
    hosts, any_address = names_of(host)
    known = hosts | {name.lower() for name in names}
    site = Site(ledger, read_only, token, known, any_address, actors)
    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING)

    def tell(address: str) -> None:
        click.echo(f"{ledger} is at {address}")
        sys.stdout.flush()
        click.echo("End with Ctrl-C.", err=True)

    run(site, Listening(host, port), tell)
