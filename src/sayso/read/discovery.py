"""The feeds that a web page names (``<link rel="alternate">``, where feed readers look for them)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from sayso.read.decode import decoded
from sayso.read.document import Document

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})

MOST_LINKS = 20
"""Feeds of one page that are told; sites that name more name one for each of their tags."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """The whole address of a feed, and its title where the page gives one."""

    url: str
    title: str | None


def linked_feeds(page: Document) -> tuple[FeedLink, ...]:
    """The feeds that a page names, in its order, each once; none when it is no page."""
    text, _, _ = decoded(page.data, page.charset, markup=True)
    try:
        root = document_fromstring(text, parser=HTMLParser(remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = page.known.url or ""
    found: dict[str, FeedLink] = {}
    for link in root.iter("base", "link"):
        address = _joined(base, link.get("href"))
        if address is None:
            continue
        if link.tag == "base":
            base = address
        elif _is_feed(link):
            title = " ".join((link.get("title") or "").split()) or None
            found.setdefault(address, FeedLink(address, title))
    return tuple(found.values())[:MOST_LINKS]


def _is_feed(link: etree._Element) -> bool:
    relations = (link.get("rel") or "").lower().split()
    media_type = (link.get("type") or "").partition(";")[0].strip().lower()
    return "alternate" in relations and media_type in FEED_TYPES


def _joined(base: str, written: str | None) -> str | None:
    """The address that ``written`` means on a page at ``base``; None when it is no web address."""
    try:
        address = urljoin(base, (written or "").strip()) if written else ""
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None
