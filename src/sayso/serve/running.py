"""Listening: the socket, and the server behind it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from urllib.parse import quote

import uvicorn

from sayso.errors import BadSetting
from sayso.serve.app import application
from sayso.serve.site import Site, is_address

CONNECTIONS = 200
"""Requests at once; more are told to come back."""
IDLE_SECONDS = 5
GRACE_SECONDS = 3
"""What those who are being answered get when the server ends."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen; port 0 is any that is free."""

    host: str
    port: int


def run(site: Site, listening: Listening, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; ``tell`` is given the address as soon as it can be opened. Raises
    `sayso.errors.LedgerError`, and `BadSetting` where nobody can listen there."""
    ending = threading.Event()
    app = application(site, ending)
    with bound(listening) as door:
        config = uvicorn.Config(
            app,
            access_log=False,  # the first visit has the token in its address
            log_level="warning",
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            server_header=False,
            proxy_headers=False,
            lifespan="on",
        )
        tell(address_of(listening, door.getsockname()[1], site.token))
        with suppress(KeyboardInterrupt):  # how one is meant to end it; uvicorn has closed up by then
            _Server(config, ending).run(sockets=[door])


class _Server(uvicorn.Server):
    """A server that says at once that it ends: it waits for those who are being answered, and who listens
    to a live stream is until told."""

    def __init__(self, config: uvicorn.Config, ending: threading.Event) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal to end."""
        self._ending.set()
        super().handle_exit(sig, frame)


def bound(listening: Listening) -> socket.socket:
    """A socket that listens. Raises `BadSetting`."""
    try:
        family, _, _, _, place = socket.getaddrinfo(
            listening.host, listening.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        # Only with the protocol named, asyncio sends the end of an answer at once (TCP_NODELAY), and not
        # 40 ms later, when the other side has acknowledged its beginning.
        door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(place)
            door.listen(128)
        except BaseException:
            door.close()
            raise
        return door
    except (OSError, UnicodeError, OverflowError) as problem:
        told = getattr(problem, "strerror", None) or problem
        raise BadSetting(
            f"{listening.host} port {listening.port}: cannot be listened on ({told});"
            " name another with --host or --port"
        ) from None


def address_of(listening: Listening, port: int, token: str | None) -> str:
    """What to open: this machine's own name where it listens on all addresses."""
    host = listening.host
    if host in ("0.0.0.0", "::"):
        host = socket.gethostname()
    shown = f"[{host}]" if is_address(host) and ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={quote(token)}" if token else "")
