"""What an address that is followed lists, whichever format it does it in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urldefrag, urlsplit

from w3lib.url import url_query_cleaner

from sayso.errors import Refused, Stumbled, WrongFormat
from sayso.ledger.feeds import FeedKind, Item
from sayso.read.containers import (
    BROKEN_GZIP,
    GZIP,
    SNIFFED_BYTES,
    Container,
    broken_gzip,
    container_of,
    unzipped,
    whole,
)
from sayso.read.discovery import FeedLink, linked_feeds
from sayso.read.document import Document, Known

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id")
"""Parameters that only say through which link a reader came; without them two feeds name a page alike."""

MOST_SITEMAPS = 10
"""Sitemaps of one index that are read: those of a site's archive have no news in them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed lists: its kind and title, the pages in its order, and, where it is an index, the sitemaps
    to read. ``unusable`` counts the entries without an address of the web."""

    kind: FeedKind
    title: str | None
    pages: tuple[Known, ...] = ()
    sitemaps: tuple[Known, ...] = ()
    unusable: int = 0


class NoFeed(WrongFormat):
    """A page that lists nothing itself; ``links`` are the feeds that it names."""

    links: tuple[FeedLink, ...] = ()


def listing(document: Document, max_bytes: int) -> Listing:
    """What ``document`` lists. Raises `NoFeed`, and what a broken feed or sitemap raises (`Refused`)."""
    try:
        return _listing(document, max_bytes)
    except Refused:
        raise
    except Exception as fault:  # one bad feed must not end the round of the others
        problem = f"Sayso stumbled over it ({type(fault).__name__})"
        raise Stumbled(document.name, problem, "please report that, with the feed") from fault


def _listing(document: Document, max_bytes: int) -> Listing:
    if document.data.startswith(GZIP):
        document = _unpacked(document, max_bytes)
    from sayso.read.sitemaps import is_sitemap

    if is_sitemap(document.data):
        return _sitemap(document)
    if container_of(document, document.data[:SNIFFED_BYTES]) is not Container.FEED:
        raise _no_feed(document)
    from sayso.read.feeds import channel

    found = channel(document)
    pages = _usable(found.entries)
    kind = FeedKind.ATOM if found.atom else FeedKind.RSS
    return Listing(kind, found.title, pages, unusable=len(found.entries) - len(pages))


def _sitemap(document: Document) -> Listing:
    from sayso.read.sitemaps import sitemap

    found = sitemap(document)
    if found.index:
        latest = sorted(found.sitemaps, key=lambda known: known.modified or "", reverse=True)
        by_name = sorted(latest, key=lambda known: "news" not in (known.url or "").lower())
        return Listing(FeedKind.INDEX, None, sitemaps=_usable(by_name)[:MOST_SITEMAPS])
    pages = _usable(found.pages)
    names = {page.outlet for page in pages if page.outlet}
    title = names.pop() if len(names) == 1 else None
    return Listing(FeedKind.SITEMAP, title, pages, unusable=len(found.pages) - len(pages) + found.others)


def _unpacked(document: Document, max_bytes: int) -> Document:
    try:
        return whole(document, unzipped(cast(BinaryIO, io.BytesIO(document.data))), max_bytes)
    except BROKEN_GZIP as error:
        raise broken_gzip(document.name, error) from error


def _no_feed(document: Document) -> NoFeed:
    links = linked_feeds(document)
    problem = "is no feed" if not links else "is a page, not a feed"
    remedy = (
        "follow a feed that it names: " + ", ".join(link.url for link in links[:5])
        if links
        else "give the address of an RSS or Atom feed or of a news sitemap"
    )
    refused = NoFeed(document.name, problem, remedy)
    refused.links = links
    return refused


def _usable(listed: Sequence[Known]) -> tuple[Known, ...]:
    return tuple(known for known in listed if known.url and address(known.url))


def address(url: str) -> str | None:
    """An address as items are known by: without fragment and campaign; None when it is none of the web."""
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    bare = urldefrag(url).url
    return str(url_query_cleaner(bare, CAMPAIGN, remove=True)) if "utm_" in bare else bare


def items(pages: Sequence[Known], feed: str, seen: str) -> list[Item]:
    """The pages of a listing as items that wait, each address once, the latest published first."""
    found: dict[str, Item] = {}
    for page in pages:
        url = address(page.url or "")
        if url:
            item = Item(
                url, feed, seen, page.title, page.outlet, page.published, page.modified, tuple(page.authors)
            )
            found.setdefault(url, item)
    return sorted(found.values(), key=lambda item: item.published or "", reverse=True)
