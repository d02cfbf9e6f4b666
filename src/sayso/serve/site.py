"""What is served, and to whom."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""What a browser on this machine calls it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A ledger as it is served. ``read_only`` leaves out all that writes. Without ``token`` nobody is asked
    for one. ``hosts`` are the names, without a port, under which it may be asked; with ``any_address`` it may
    be asked by any IP address too, which no page elsewhere can make a browser mistake for its own.
    ``actors`` is a file of the user's own for what is read here; ``allow_private`` lets it fetch from the
    local network."""

    ledger: Path
    read_only: bool = False
    token: str | None = None
    hosts: frozenset[str] = LOOPBACK
    any_address: bool = False
    actors: Path | None = None
    allow_private: bool = field(default=False, kw_only=True)

    def answers_to(self, host: str) -> bool:
        """Whether a ``Host`` header names this site, whatever the port."""
        name = name_of(host)
        return name in self.hosts or (self.any_address and is_address(name))


def name_of(host: str) -> str:
    """The name of a ``Host`` header without its port, brackets and final dot, in lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def is_address(name: str) -> bool:
    """Whether a name is an IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach an address or name that is listened on."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def names_of(host: str) -> tuple[frozenset[str], bool]:
    """The names under which one who listens on ``host`` may be asked, and whether any address will do: where
    it listens on all of this machine's, as 0.0.0.0 does, they cannot be told beforehand."""
    if is_address(host) and ipaddress.ip_address(host).is_unspecified:
        return LOOPBACK | {socket.gethostname().lower(), socket.getfqdn().lower()}, True
    return LOOPBACK | {host.lower()}, False
