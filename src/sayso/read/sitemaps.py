"""News sitemaps: what a site published in the last days, as it tells search engines.

The formats are those of sitemaps.org (``<urlset>`` and ``<sitemapindex>``) and Google's extension for news
(``<news:news>``: publication, language, publication_date, title). Namespaces are passed over, for sites write
several; only names count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from sayso.errors import NoArticle, WrongFormat
from sayso.read.dates import iso_date
from sayso.read.document import Document, Known

MOST_PAGES = 50_000
"""Addresses that one sitemap may hold (sitemaps.org); what comes behind is left."""

# As for feeds (`sayso.read.containers`): possessive, so that a hostile prolog costs one pass.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+(?>\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?+>)*+"
    rb"<(?:[\w.-]++:)?+(urlset|sitemapindex)\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """``pages`` are the news pages of a ``<urlset>``; ``others`` counts its addresses that are no news;
    ``sitemaps`` are those that a ``<sitemapindex>`` names, of which only address and date are known.
    ``index`` is whether it is one."""

    pages: tuple[Known, ...] = ()
    sitemaps: tuple[Known, ...] = ()
    others: int = 0
    index: bool = False


def is_sitemap(data: bytes) -> bool:
    """Whether ``data`` begins as a sitemap or an index of sitemaps does."""
    return bool(_ROOT.match(data[: 64 * 2**10].replace(b"\0", b"")))


def sitemap(document: Document) -> Sitemap:
    """What a sitemap lists; addresses are completed by that of the sitemap, dates in ISO 8601 with the zone
    that they have there. A night without news is an empty one. Raises `WrongFormat` when it is none, or cut
    off before the first entry, and `NoArticle` for an index without sitemaps."""
    root, whole = _root(document)
    name = etree.QName(root).localname
    base = document.known.url or ""
    entries = list(root.iterchildren(tag=etree.Element))[:MOST_PAGES]
    if name == "sitemapindex":
        sitemaps = tuple(known for entry in entries if (known := _listed(entry, base)))
        if not sitemaps:
            raise NoArticle(document.name, "is an index without sitemaps", "try again later")
        return Sitemap(sitemaps=sitemaps, index=True)
    if name != "urlset" or not (entries or whole):
        raise _broken(document)
    pages = tuple(known for entry in entries if (known := _page(entry, base)))
    return Sitemap(pages, others=len(entries) - len(pages))


def _root(document: Document) -> tuple[etree._Element, bool]:
    """The root element, and whether all of the document is well-formed."""
    # No entity is resolved and nothing is fetched, so that a bomb stays a few bytes.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(document.data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _broken(document) from fault
    if root is None:
        raise _broken(document)
    return root, not parser.error_log


def _broken(document: Document) -> WrongFormat:
    return WrongFormat(document.name, "is a broken sitemap, or none", "open its address in a browser and see")


def _listed(entry: etree._Element, base: str) -> Known | None:
    said = _said(entry)
    address = _address(said.get("loc"), base)
    return Known(url=address, modified=iso_date(said.get("lastmod") or "")) if address else None


def _page(entry: etree._Element, base: str) -> Known | None:
    """What a ``<url>`` says, where it is of a news page."""
    news = next(
        (child for child in entry.iterchildren(tag=etree.Element) if etree.QName(child).localname == "news"),
        None,
    )
    address = _address(_said(entry).get("loc"), base)
    if news is None or not address:
        return None
    said = _said(news)
    return Known(
        url=address,
        outlet=said.get("name"),
        published=iso_date(said.get("publication_date") or ""),
        modified=iso_date(_said(entry).get("lastmod") or ""),
        title=said.get("title"),
    )


def _said(element: etree._Element) -> dict[str, str]:
    """The texts of the elements below by their names, those of a ``<publication>`` among them; of two with
    one name the first. A picture's own ``loc`` and ``title`` are two levels down, and not looked at."""
    found: dict[str, str] = {}
    for child in element.iterchildren(tag=etree.Element):
        inner = child if etree.QName(child).localname == "publication" else ()
        for one in (child, *inner):
            text = " ".join(str(one.text or "").split())
            if isinstance(one.tag, str) and text:
                found.setdefault(etree.QName(one).localname, text)
    return found


def _address(written: str | None, base: str) -> str | None:
    try:
        return urljoin(base, written) if written else None
    except ValueError:
        return None
