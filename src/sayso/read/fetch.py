"""Getting one address over HTTP: bounded in time, size and hops, and closed to private addresses.

Sayso connects directly: proxies named in the environment are not used, since behind one nobody can tell which
address is connected to.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpcore2
import httpx2
from protego import Protego

from sayso.errors import NotFound, Refused, Unreachable, WrongFormat
from sayso.read.containers import too_large
from sayso.read.names import printable
from sayso.read.network import Deadline, GuardedBackend, NoSuchHost, PrivateAddress

AGENT = "Sayso"
"""The name by which robots.txt files may address this program."""

USER_AGENT = f"{AGENT}/{version('sayso')} (reads news reports for a person; compatible with HTTP/1.1)"

MAX_REDIRECTS = 10

ROBOTS_BYTES = 500 * 2**10
"""How much of a robots.txt must be read at least (RFC 9309, section 2.5); the rest is passed over."""

MOST_ROBOTS_BYTES = 4 * 2**20
"""A robots.txt of more is refused, and forbids all."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. ``url`` is the final one, after redirects; ``body`` is decompressed, and empty
    when ``status`` is no success. ``location`` is where a redirect that was not followed leads. The names in
    ``headers`` are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    media_type: str | None
    charset: str | None
    location: str | None = None

    @property
    def etag(self) -> str | None:
        """To be given to the next `fetch` of this address."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """To be given to the next `fetch` of this address."""
        return self.headers.get("last-modified")

    @property
    def is_success(self) -> bool:
        """Whether ``body`` is what was asked for."""
        return 200 <= self.status < 300

    def retry_after(self, now: datetime) -> float | None:
        """The seconds from ``now`` (with its zone) after which the server wants to be asked again, as it says
        in seconds or as a date (RFC 9110, section 10.2.3); None when it does not say, or in other words."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdecimal():
            return float(said[:9])
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return None
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def fetch(
    url: str,
    *,
    timeout_seconds: float = 20.0,
    max_bytes: int = 16 * 2**20,
    allow_private: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    """GET ``url``, following redirects. With ``etag`` or ``last_modified`` it may answer 304.

    Raises `NotFound` (no such host or page), `TooLarge`, `WrongFormat` (the body is not in the encoding that
    was declared) and `Unreachable` (anything else that is not success).
    """
    fetched = get(
        url,
        timeout_seconds=timeout_seconds,
        max_bytes=max_bytes,
        allow_private=allow_private,
        etag=etag,
        last_modified=last_modified,
    )
    if not fetched.is_success and fetched.status != 304:
        raise bad_status(printable(url), fetched.status)
    return fetched


def get(
    url: str,
    *,
    timeout_seconds: float = 20.0,
    max_bytes: int = 16 * 2**20,
    allow_private: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
    max_redirects: int = MAX_REDIRECTS,
) -> Fetched:
    """GET ``url`` like `fetch`, and return whatever the server answers: an error's status without a body,
    and, when ``max_redirects`` is 0, a redirect with its ``location``.

    Raises as `fetch` does, except for the status.
    """
    name = printable(url)
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": USER_AGENT} | {key: value for key, value in conditions.items() if value}
    backend = GuardedBackend(Deadline(timeout_seconds), allow_private=allow_private)
    try:
        with httpx2.Client(transport=_Transport(backend), timeout=None) as client:
            response = _opened(client, client.build_request("GET", url, headers=headers), max_redirects)
            with closing(response):
                return _taken(name, response, max_bytes)
    except (*_FAILURES, ValueError) as failure:
        raise _refused(name, failure, timeout_seconds) from failure


def _opened(client: httpx2.Client, request: httpx2.Request, max_redirects: int) -> httpx2.Response:
    """The first answer that is no redirect, its body not yet read; the very first, when no redirect is to be
    followed. httpx2 would follow redirects itself, but reads the body of each to its end, whatever its
    size."""
    for _ in range(max_redirects + 1):
        response = client.send(request, stream=True)
        if response.next_request is None or not max_redirects:
            return response
        response.close()
        request = response.next_request
    raise httpx2.TooManyRedirects("too many", request=request)


class _Transport(httpx2.HTTPTransport):
    """httpx2's own transport over a given network backend, which its constructor has no argument for."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        super().__init__(verify=_tls())
        self._pool = httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=backend)


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


def _taken(name: str, response: httpx2.Response, max_bytes: int) -> Fetched:
    if not response.is_success:
        following = response.next_request
        return Fetched(
            url=str(response.url),
            status=response.status_code,
            headers=dict(response.headers),
            body=b"",
            media_type=None,
            charset=None,
            location=str(following.url) if following else None,
        )
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise too_large(name, max_bytes)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(
        url=str(response.url),
        status=response.status_code,
        headers=dict(response.headers),
        body=_body(name, response.iter_bytes(), max_bytes),
        media_type=content_type or None,
        charset=response.charset_encoding,
    )


def _body(name: str, chunks: Iterator[bytes], max_bytes: int) -> bytes:
    """All of ``chunks``, which httpx2 decompresses by the mebibyte, so that a bomb is met early."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise too_large(name, max_bytes)
    return bytes(body)


def bad_status(name: str, status: int) -> Refused:
    """The refusal of what was answered with an HTTP ``status`` that is no success."""
    if status in {404, 410}:
        return NotFound(name, f"no such page (HTTP {status})", "check the address")
    if status in {401, 402, 403, 407, 451}:
        return Unreachable(
            name, f"the site does not let Sayso read it (HTTP {status})", "save the page from a browser"
        )
    if status == 429 or status >= 500:
        return Unreachable(name, f"the site cannot serve it now (HTTP {status})", "try again later")
    return Unreachable(name, f"the site answered HTTP {status}", "check the address in a browser")


_FAILURES = (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.TimeoutException, PrivateAddress, NoSuchHost)


def _refused(name: str, failure: Exception, timeout_seconds: float) -> Refused:
    match failure:
        case PrivateAddress():
            return Unreachable(
                name,
                f"leads to {failure}, which is not a public address",
                "allow private addresses if you trust it",
            )
        case NoSuchHost():
            return NotFound(name, f"no such host ({printable(str(failure))})", "check the address")
        case httpx2.TimeoutException() | httpcore2.TimeoutException():
            return Unreachable(
                name, f"took longer than {timeout_seconds:g} seconds", "try again later, or allow more time"
            )
        case httpx2.TooManyRedirects():
            return Unreachable(
                name, f"redirects more than {MAX_REDIRECTS} times", "open it in a browser and save the page"
            )
        case httpx2.UnsupportedProtocol():
            return Unreachable(name, "is no http address, or leads to one that is none", "use http or https")
        case httpx2.DecodingError():
            return WrongFormat(name, "is compressed, and broken", "try again later")
        case httpx2.InvalidURL() | ValueError():
            return NotFound(name, "is not a well-formed address", "check the address")
    return Unreachable(name, f"cannot be reached ({_reason(failure)})", "check the address, and the network")


def _reason(failure: BaseException) -> str:
    """The system's word for what went wrong, from the bottom of the chain of exceptions."""
    bottom = failure
    while (below := bottom.__cause__ or bottom.__context__) is not None:
        bottom = below
    if isinstance(bottom, ssl.SSLCertVerificationError):
        return f"certificate: {printable(bottom.verify_message)}"
    said = bottom.strerror if isinstance(bottom, OSError) and bottom.strerror else str(bottom)
    return printable(said or type(failure).__name__)[:200]


def robots(url: str, *, timeout_seconds: float = 20.0, allow_private: bool = False) -> Protego:
    """The rules of the site of ``url`` for programs that fetch on their own.

    Ask ``robots(url).can_fetch(url, AGENT)`` and ``.crawl_delay(AGENT)`` (seconds, or None). As RFC 9309 has
    it, a site without the file allows everything, and one that fails to serve it allows nothing. An address
    that a person names by hand is read without asking; a program that follows addresses must ask.
    """
    return rules(url, timeout_seconds=timeout_seconds, allow_private=allow_private).protego


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules for programs. ``problem`` says why they could not be got, and nothing is allowed;
    ``status`` is that of the answer, None when there was none, ``bytes`` how long the file is."""

    protego: Protego
    problem: str | None = None
    status: int | None = None
    bytes: int = 0


def rules(url: str, *, timeout_seconds: float = 20.0, allow_private: bool = False) -> Rules:
    """`robots`, with how it went. Never raises for a bad address or site."""
    try:
        address = str(httpx2.URL(url).join("/robots.txt"))
        fetched = get(
            address, timeout_seconds=timeout_seconds, max_bytes=MOST_ROBOTS_BYTES, allow_private=allow_private
        )
    except httpx2.InvalidURL:
        return Rules(Protego.parse(_NOTHING), "is not a well-formed address")
    except Refused as refused:
        if isinstance(refused, NotFound) or isinstance(refused.__cause__, PrivateAddress):
            return Rules(Protego.parse(""))  # no such host, or not a public one: the page itself is refused
        return Rules(Protego.parse(_NOTHING), refused.problem)
    if fetched.is_success:
        body = fetched.body[:ROBOTS_BYTES].decode("utf-8", "replace")
        return Rules(Protego.parse(body), None, fetched.status, len(fetched.body))
    if 400 <= fetched.status < 500 and fetched.status != 429:  # "unavailable" (RFC 9309, section 2.3.1.3)
        return Rules(Protego.parse(""), None, fetched.status)
    return Rules(Protego.parse(_NOTHING), bad_status(address, fetched.status).problem, fetched.status)


_NOTHING = "User-agent: *\nDisallow: /"
