"""Beginning to follow feeds: each is fetched once, to see that it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import Refused, WrongFormat
from sayso.intake.feeds.clock import Clock, stamp
from sayso.intake.feeds.crawler import Crawler
from sayso.intake.feeds.listing import Listing, address, items, listing
from sayso.intake.feeds.trips import Answer, Request
from sayso.ledger.feeds import Feed, FeedShelf, FetchKind
from sayso.read.document import Document, Known
from sayso.read.names import printable


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed now: how many items it lists, and how many of its entries cannot be followed
    for want of an address. ``already`` is whether it was followed before, and was not fetched."""

    feed: Feed
    items: int = 0
    unusable: int = 0
    already: bool = False


def follow(
    shelf: FeedShelf, urls: Sequence[str], crawler: Crawler, clock: Clock, max_bytes: int
) -> Iterator[Followed | Refused]:
    """Follow the feeds at ``urls``, in the order in which they answer. What one lists is noted, and fetched
    in the next round. Raises `sayso.errors.LedgerError`."""
    for url in dict.fromkeys(urls):
        known = shelf.feed(url)
        if known is not None:
            yield Followed(known, already=True)
        elif address(url) is None:
            yield WrongFormat(
                printable(url), "is no web address", "give one that begins with https:// or http://"
            )
        else:
            crawler.put(Request(url, url, FetchKind.FEED, ask_robots=False))
    for answer in crawler.answers():
        try:
            yield _followed(shelf, answer, stamp(clock.now()), max_bytes)
        except Refused as refused:
            yield refused


def _followed(shelf: FeedShelf, answer: Answer, now: str, max_bytes: int) -> Followed:
    fetched = answer.fetched
    if fetched is None:
        assert answer.refused is not None
        raise answer.refused
    url = answer.request.url
    known = Known(url=fetched.url)
    found = listing(
        Document(printable(url), fetched.body, fetched.media_type, fetched.charset, known), max_bytes
    )
    listed = items(found.pages, url, now)
    feed = _feed(url, found, answer, now)
    shelf.keep_feed(feed, listed)
    return Followed(feed, len(listed), found.unusable)


def _feed(url: str, found: Listing, answer: Answer, now: str) -> Feed:
    assert answer.fetched is not None
    return Feed(
        url,
        found.title,
        found.kind,
        added=now,
        moved=answer.moved,
        etag=answer.fetched.etag,
        last_modified=answer.fetched.last_modified,
        last_try=now,
        # An index has only been looked at: its sitemaps are read in the first round, all of them.
        last_success=None if found.sitemaps else now,
    )
