"""RSS (0.9x, 1.0, 2.0) and Atom feeds: each entry is one document."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

import feedparser

from sayso.errors import NoArticle, Refused, WrongFormat
from sayso.read.containers import too_large
from sayso.read.dates import iso_date
from sayso.read.document import Document, Known

MAX_FEED_BYTES = 8 * 2**20
"""feedparser takes about ten seconds for this much, and up to a minute for the worst that was tried. Feeds of
news sites are seldom a tenth of it."""

MAX_ATTRIBUTES = 100
"""Attributes of one tag: feedparser's time grows with their square (40,000 cost it 20 seconds)."""

MAX_PREFIXES = 100
"""Namespace prefixes in one feed: likewise (50,000 cost it over two minutes). Real feeds have about ten."""

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?+>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"""<[^\s<>!?/](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_MARKUP = re.compile(r"<[^<>]*+>")
_QUOTED = re.compile(rb""""[^"]*+"|'[^']*+'""")
_PREFIX = re.compile(rb"xmlns:([^\s=]{1,100})")


def _broken(feed: Document) -> WrongFormat:
    return WrongFormat(feed.name, "is a broken feed, or none", "open its address in a browser and see")


def entries(feed: Document) -> Iterator[Document | Refused]:
    """A document for each entry of ``feed``, its name ending in ``#`` and the entry's number from 1.

    It holds the longest text that the feed gives for the entry, as a fragment of HTML or as plain text, and
    what the feed says of it: link, dates with their zones, title, authors, and the outlet (an entry's own
    source before the title of the feed). Raises `WrongFormat`, `TooLarge` and `NoArticle`.
    """
    found = _parsed(feed)
    for number, (entry, known) in enumerate(_told(found, feed.known.url), start=1):
        name = f"{feed.name}#{number}"
        text, media_type = _text(entry)
        data = text.encode("utf-8", "replace")
        yield replace(feed, name=name, data=data, media_type=media_type, charset="utf-8", known=known)


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself, and of each entry; ``atom`` is whether it is Atom rather than RSS."""

    title: str | None
    atom: bool
    entries: tuple[Known, ...]


def channel(feed: Document) -> Channel:
    """The feed in ``feed`` without the texts of its entries, of which there may be none. Raises `WrongFormat`
    and `TooLarge`."""
    found = _parsed(feed, may_be_empty=True)
    known = tuple(known for _, known in _told(found, feed.known.url))
    return Channel(_title(found.feed), found.version.startswith("atom"), known)


def _parsed(feed: Document, *, may_be_empty: bool = False) -> Any:
    _check(feed)
    # A document type in a feed only ever declares entities: those of HTML, which feedparser knows, or a bomb.
    data = _DOCTYPE.sub(b"", feed.data, count=1)
    headers = {"content-type": f"{feed.media_type}; charset={feed.charset}"} if feed.charset else {}
    # Wrapped, since feedparser would fetch bytes that look like an address, or open them as a file's name.
    try:
        found = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as fault:  # on some broken feeds it trips over its own state: KeyError and the like
        raise _broken(feed) from fault
    if not found.entries:
        if found.bozo or not found.get("version"):
            raise _broken(feed)
        if not may_be_empty:
            raise NoArticle(feed.name, "is a feed without entries", "try again later")
    return found


def _told(found: Any, feed_url: str | None) -> Iterator[tuple[Mapping[str, Any], Known]]:
    """Each entry that feedparser found, with what the feed says of it."""
    for entry in found.entries:
        known = _known(entry, found.feed, feed_url)
        if known.published is None and not found.version.startswith("atom"):
            # RSS 1.0 knows a single date, dc:date, which feedparser takes for an update.
            known = replace(known, published=known.modified, modified=None)
        yield entry, known


def _check(feed: Document) -> None:
    """Refuses what would keep feedparser busy out of all proportion."""
    if len(feed.data) > MAX_FEED_BYTES:
        raise too_large(feed.name, MAX_FEED_BYTES)
    data = feed.data.replace(b"\0", b"")  # sees through UTF-16
    crowded = any(
        len(tag[0]) > 4 * MAX_ATTRIBUTES and _QUOTED.sub(b"", tag[0]).count(b"=") > MAX_ATTRIBUTES
        for tag in _TAG.finditer(data)
    )
    if crowded or len(set(_PREFIX.findall(data))) > MAX_PREFIXES:
        raise WrongFormat(
            feed.name,
            "is a feed with absurdly many attributes or namespaces",
            "do not trust where it comes from",
        )


def _text(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The entry's longest text and its media type."""
    given = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    longest = max(given, key=lambda part: len(part.get("value") or ""))
    plain = longest.get("type") == "text/plain"
    return longest.get("value") or "", "text/plain" if plain else "text/html"


def _known(entry: Mapping[str, Any], feed: Mapping[str, Any], feed_url: str | None) -> Known:
    source = entry.get("source") or {}
    return Known(
        url=_link(entry.get("link"), feed_url),
        outlet=source.get("title") or feed.get("publisher") or feed.get("title") or None,
        published=_date(entry, "published") or _date(entry, "created"),
        modified=_date(entry, "updated"),
        title=_title(entry),
        authors=tuple(filter(None, (_words(author.get("name")) for author in entry.get("authors", ())))),
    )


def _link(link: str | None, feed_url: str | None) -> str | None:
    try:
        return urljoin(feed_url or "", link) if link else None
    except ValueError:
        return None


def _title(entry: Mapping[str, Any]) -> str | None:
    title = entry.get("title") or ""
    if (entry.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_MARKUP.sub("", title))
    return _words(title)


def _words(text: str | None) -> str | None:
    """``text`` in one line; None when there is nothing in it."""
    return " ".join((text or "").split()) or None


def _date(entry: Mapping[str, Any], name: str) -> str | None:
    """The date in ISO 8601: with its zone as the feed gives it, else in UTC as feedparser understands it."""
    if name not in entry:
        return None
    if given := iso_date(entry[name]):
        return given
    parsed = entry.get(f"{name}_parsed")
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6]) if parsed else None
