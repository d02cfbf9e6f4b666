"""What the crawler is asked for and answers, and the record that each request leaves."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.errors import Refused, Unreachable
from sayso.ledger.feeds import Feed, Fetch, FetchKind, Item
from sayso.read.fetch import Fetched, Rules, bad_status
from sayso.read.names import printable


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch. ``pause_seconds`` pass between two requests to a host, or what its robots.txt asks for
    (Crawl-delay), up to ``longest_delay_seconds``. ``hosts_at_once`` is how many are asked side by side. The
    others are those of `sayso.read.Options`."""

    pause_seconds: float = 2.0
    longest_delay_seconds: float = 30.0
    hosts_at_once: int = 4
    timeout_seconds: float = 20.0
    max_bytes: int = 16 * 2**20
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch, for which feed. ``about`` is what it concerns: an item, or a feed (None while it is not
    followed yet). ``ask_robots`` is whether the site's rules are asked first: they are not for an address
    that a person named. ``part`` is whether it is one sitemap of an index."""

    url: str
    feed: str
    kind: FetchKind
    about: Item | Feed | None = None
    etag: str | None = None
    last_modified: str | None = None
    ask_robots: bool = True
    part: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: ``fetched`` (status 304 for what has not changed), or why not in ``refused``.

    ``for_now`` is whether another try may go better, after ``retry_after`` seconds where that is known.
    ``put_off`` is whether it was not tried at all, since its host is not to be asked now. ``moved`` is the
    address that it has moved to for good.
    """

    request: Request
    fetched: Fetched | None = None
    refused: Refused | None = None
    for_now: bool = False
    put_off: bool = False
    retry_after: float | None = None
    moved: str | None = None


@dataclass
class Trip:
    """A request on its way: where it is, and how it got there."""

    request: Request
    url: str
    round: int
    hops: int = 0
    attempts: int = 0
    for_good: bool = True  # every redirect so far was a permanent one

    @property
    def host(self) -> str:
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Done:
    """What a thread brings back: a page, a site's rules, or a refusal. ``moment`` is when it set out."""

    trip: Trip
    what: Fetched | Rules | Refused
    moment: str
    seconds: float


def host_of(url: str) -> str:
    """The host of an address, the one that a pause is kept for; "" for an address that has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def put_off(trip: Trip, why: str, retry_after: float | None) -> Answer:
    """The answer to a request that is not made now, and ``why``."""
    refused = Unreachable(printable(trip.url), f"was left for later, since {why}", "try again later")
    return Answer(trip.request, None, refused, True, True, retry_after)


def record(done: Done) -> Fetch:
    """The record of a request that was made."""
    request, what, url, kind = done.trip.request, done.what, done.trip.url, done.trip.request.kind
    status: int | None = None
    length = 0
    match what:
        case Rules():
            url, kind, status, length = robots_address(url), FetchKind.ROBOTS, what.status, what.bytes
            outcome = _learned(what)
        case Refused():
            outcome = f"failed: {what.problem}"
        case Fetched():
            status, length = what.status, len(what.body)
            outcome = _told(what, url)
    return Fetch(done.moment, url, request.feed, kind, status, length, round(done.seconds, 3), outcome)


def _learned(rules: Rules) -> str:
    if rules.problem:
        return f"failed: {rules.problem}"
    return "the site's rules were read" if rules.status == 200 else "the site has no rules for programs"


def _told(fetched: Fetched, url: str) -> str:
    if fetched.is_success:
        return "fetched"
    if fetched.status == 304:
        return "not changed since the last time"
    if fetched.location:
        return f"redirected to {printable(fetched.location)}"
    return f"failed: {bad_status(printable(url), fetched.status).problem}"


def robots_address(url: str) -> str:
    """Where the rules of an address's site are."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
