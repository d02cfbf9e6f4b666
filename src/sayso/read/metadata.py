"""What a page says of itself: JSON-LD first, then OpenGraph and other <meta>, then the page's markup.

Dates keep the time of day and the zone exactly as given; what was not given is not invented. htmldate
is asked for the day only where the page declares none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath

from sayso.read.dates import iso_date
from sayso.read.decode import clean, json_value
from sayso.read.draft import Metadata
from sayso.types import Outlet

ARTICLE_TYPES = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|NewsStory)$")
"""The subtypes of https://schema.org/Article end so, all but a few that no newsroom uses."""

DEEPEST = 12
"""Levels of JSON-LD that are searched."""

_LD_NOISE = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?:-->|//\]\]>)\s*$|;\s*$", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]+")

_CANONICAL = XPath("//link[translate(@rel,'CANONIL','canonil')='canonical']/@href")
_FIRST_HEADING = XPath("//h1[1]//text()")
_MARKED_TIMES = XPath(
    "//time[@datetime and (@pubdate or contains(@itemprop,'datePublished')"
    " or contains(@class,'publish'))]/@datetime"
)
_TIMES = XPath("//article//time/@datetime | //header//time/@datetime | //time/@datetime")
_TIMES_OF_CHANGE = XPath(
    "//time[@datetime and (contains(@itemprop,'dateModified') or contains(@class,'update'))]/@datetime"
)
_AUTHORS = XPath("//*[@rel='author' or @itemprop='author']")
_DECLARED_LANGUAGE = XPath("/html/@lang")
_TITLE = XPath("//title")

Meta = Mapping[str, list[str]]


def page_metadata(tree: Any, url: str | None = None) -> Metadata:
    """Metadata of an lxml tree; ``url`` is where the page came from, when that is known."""
    article = _article_of(linked_data(tree))
    meta = _meta(tree)
    canonical = _first(_CANONICAL(tree))
    own_url = _text(article.get("url")) or _first(meta.get("og:url"))
    base = url or own_url or canonical or ""
    canonical = _absolute(base, canonical or own_url or _identifier(article))
    address = url or canonical
    published, modified = _dates(tree, article, meta)
    return Metadata(
        url=address,
        canonical_url=canonical,
        site=outlet_of(address, _site_name(article, meta)),
        published=published,
        modified=modified,
        title=title_of(article)
        or _first(meta.get("og:title"), meta.get("twitter:title"), _FIRST_HEADING(tree)[:1])
        or _page_title(tree),
        authors=authors_of(article) or _meta_authors(tree, meta),
        language=_language(tree, article, meta),
        summary=_text(article.get("description"))
        or _first(meta.get("og:description"), meta.get("description")),
    )


def linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every JSON-LD object of the page, those inside lists and @graph too; broken JSON is mended or
    skipped."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield from ld_objects(_lenient_json(script.text))


def ld_objects(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects in a JSON-LD value, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from ld_objects(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from ld_objects(value.get(key), depth + 1)


def is_article(thing: Mapping[str, Any]) -> bool:
    """Whether a JSON-LD object is a schema.org Article of some kind."""
    kinds = thing.get("@type", ())
    return any(
        isinstance(kind, str) and ARTICLE_TYPES.search(kind)
        for kind in ([kinds] if isinstance(kinds, str) else kinds or ())
    )


def ld_metadata(article: Mapping[str, Any]) -> Metadata:
    """Metadata of a JSON-LD article that stands alone."""
    url = _text(article.get("url")) or _identifier(article)
    return Metadata(
        url=url,
        canonical_url=_identifier(article) or url,
        site=outlet_of(url, _name(article.get("publisher"))),
        published=iso_date(_text(article.get("datePublished")))
        or iso_date(_text(article.get("dateCreated"))),
        modified=iso_date(_text(article.get("dateModified"))),
        title=title_of(article),
        authors=authors_of(article),
        language=_text(article.get("inLanguage")),
        summary=_text(article.get("description")),
    )


def outlet_of(url: str | None, name: str | None = None) -> Outlet | None:
    """The outlet by its name and the registrable domain of ``url`` ("news.example.co.uk" →
    "example.co.uk")."""
    domain = registrable_domain(url) if url else None
    return Outlet(name, domain) if name or domain else None


def registrable_domain(url: str) -> str | None:
    """The domain under a public suffix; the bare host where there is none."""
    from courlan import extract_domain

    url = url if "//" in url else f"http://{url}"
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return extract_domain(url) or host or None
    except (ValueError, TypeError):
        return None


def title_of(article: Mapping[str, Any]) -> str | None:
    return _text(article.get("headline")) or _text(article.get("name"))


def authors_of(article: Mapping[str, Any]) -> tuple[str, ...]:
    """The names under "author", else "creator", without repeats."""
    return names(article.get("author")) or names(article.get("creator"))


def names(value: Any) -> tuple[str, ...]:
    """Names of persons out of a string, an object with a "name", or a list of these."""
    items = value if isinstance(value, list) else [value]
    found = (_name(item) for item in items)
    split = (
        part.strip()
        for name in found
        if name
        for part in re.split(r"\s*(?:;|\||, and | and |,(?= [A-Z]\S+ [A-Z]))\s*", name)
    )
    tidy = (re.sub(r"^(?:by|By|BY)\s+", "", name) for name in split)
    return tuple(dict.fromkeys(name for name in tidy if name and not name.startswith(("http", "@"))))


def _article_of(things: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The article among the objects, the one with most to say; an empty mapping when there is none."""
    articles = [thing for thing in things if is_article(thing)]
    return max(
        articles,
        key=lambda thing: sum(key in thing for key in ("headline", "datePublished", "author")),
        default={},
    )


def _lenient_json(text: str) -> Any:
    """JSON as pages write it: inside comments, with raw line ends in strings, with trailing commas."""
    text = _LD_NOISE.sub("", text.strip())
    for attempt in (
        text,
        _CONTROL.sub(" ", text),
        _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text)),
        unescape(text),
    ):
        try:
            return json_value(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _meta(tree: Any) -> Meta:
    """<meta> contents by lower-cased name, property or itemprop."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = _text(tag.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


PUBLISHED_META = ("article:published_time", "og:article:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publish-date", "publication_date",
    "article.published")  # fmt: skip
MODIFIED_META = ("article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified",
    "article.updated", "lastmod")  # fmt: skip


def _dates(tree: Any, article: Mapping[str, Any], meta: Meta) -> tuple[str | None, str | None]:
    """Published and modified, each from the first place that gives one."""
    marked = _MARKED_TIMES(tree)
    times = _TIMES(tree)[:1]
    changed = _TIMES_OF_CHANGE(tree)
    published = _first_date(
        [
            _text(article.get("datePublished")),
            _text(article.get("dateCreated")),
            *_values(meta, PUBLISHED_META),
            *marked,
            *times,
        ]
    )
    modified = _first_date([_text(article.get("dateModified")), *_values(meta, MODIFIED_META), *changed])
    return published or _guessed_day(tree), modified


def _guessed_day(tree: Any) -> str | None:
    from htmldate import find_date

    try:
        return iso_date(find_date(tree, original_date=True, extensive_search=False))
    except (ValueError, TypeError, AttributeError):
        return None


def _values(meta: Meta, keys: Iterable[str]) -> Iterator[str]:
    return (value for key in keys for value in meta.get(key, ()))


def _first_date(values: Iterable[str | None]) -> str | None:
    return next((date for value in values if (date := iso_date(value))), None)


def _site_name(article: Mapping[str, Any], meta: Meta) -> str | None:
    return (
        _first(meta.get("og:site_name"))
        or _name(article.get("publisher"))
        or _first(meta.get("application-name"), meta.get("dc.publisher"))
    )


def _meta_authors(tree: Any, meta: Meta) -> tuple[str, ...]:
    named = [
        *meta.get("author", ()),
        *meta.get("article:author", ()),
        *meta.get("parsely-author", ()),
        *meta.get("dc.creator", ()),
    ]
    if found := names([name for name in named if len(name) < 100]):
        return found
    links = [" ".join(element.itertext()) for element in _AUTHORS(tree)[:4]]
    return names([clean(name).strip() for name in links if len(name) < 100])


def _language(tree: Any, article: Mapping[str, Any], meta: Meta) -> str | None:
    declared = _first(_DECLARED_LANGUAGE(tree), meta.get("og:locale"), meta.get("language")) or _text(
        article.get("inLanguage")
    )
    return declared.lower() if declared else None


def _page_title(tree: Any) -> str | None:
    """<title> without the outlet's name behind a bar or a dash."""
    title = _first(["".join(element.itertext()) for element in _TITLE(tree)[:1]])
    return re.sub(r"\s+[|–—-]\s+[^|–—-]{2,40}$", "", title) if title else None


def _identifier(article: Mapping[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    value = page.get("@id") if isinstance(page, Mapping) else page
    text = _text(value) or _text(article.get("@id"))
    return text if text and text.startswith("http") else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, Mapping) else _text(value)


def _text(value: Any) -> str | None:
    """A string without markup's entities and odd white space; None for anything else, or for an empty one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    return " ".join(clean(unescape(value)).split()) or None


def _first(*lists: Iterable[str] | None) -> str | None:
    return next((text for values in lists for value in values or () if (text := _text(str(value)))), None)


def _absolute(base: str, url: str | None) -> str | None:
    try:
        return urljoin(base, url) if url else None
    except ValueError:
        return url
