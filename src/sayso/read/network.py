"""Connections that a stranger's address cannot turn against the reader.

An address in a feed or a redirect may name the reader's own machine or network, where a page can say things
that no outsider may see (server-side request forgery). What a name resolves to can change between a check and
the connection (DNS rebinding). So the name is resolved here, each address is judged, and the connection is
made to an address that was judged, at every hop. And since a server can keep any single read short while the
whole never ends, every read and write is held to one deadline by the clock.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(Exception):
    """The host has no address but such as are not for the public; the argument is one of them."""


class NoSuchHost(Exception):
    """The name system knows no such host; the argument is the host."""


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""The prefix under which IPv6-only networks reach IPv4 addresses (RFC 6052)."""


def is_public(address: IPAddress) -> bool:
    """Whether ``address`` is for everybody: not private, loopback, link-local, multicast, reserved or shared
    (IANA's special-purpose registries, as Python keeps them), nor an IPv6 form of such an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if carried is None and address in _TRANSLATED:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local:  # once IPv6's private range (RFC 3879), and global to Python
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class Deadline:
    """A moment by the clock, ``seconds`` from when it was made."""

    def __init__(self, seconds: float) -> None:
        self._moment = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises httpcore2's ReadTimeout when there are none."""
        left = self._moment - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return left


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses only (to any when ``allow_private``), all before ``deadline``."""

    def __init__(self, deadline: Deadline, *, allow_private: bool = False) -> None:
        self._deadline, self._allow_private = deadline, allow_private
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Tries the judged addresses in the order of the resolver, each for its share of the time left."""
        addresses = _resolved(host, port, self._deadline)
        allowed = [a for a in addresses if self._allow_private or is_public(ipaddress.ip_address(a))]
        if not allowed:
            raise PrivateAddress(addresses[0])
        for position, address in enumerate(allowed):
            share = self._deadline.left() / (len(allowed) - position)
            try:
                stream = self._sockets.connect_tcp(address, port, share, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if position == len(allowed) - 1:
                    raise
        raise AssertionError("unreachable: the last address either connects or raises")


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends by the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of ``host``, at least one. The system's resolver knows no deadline, so it is asked from a
    thread that can be left behind."""
    answers: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    answer = answers[0] if answers else httpcore2.ConnectTimeout("the name was not resolved in time")
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise httpcore2.ConnectError("the name system does not answer") from answer
    if isinstance(answer, OSError | UnicodeError):
        raise NoSuchHost(host) from answer
    if isinstance(answer, Exception):
        raise answer
    return answer
