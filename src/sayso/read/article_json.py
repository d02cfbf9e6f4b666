"""A report as JSON: ninjs, a JSON-LD NewsArticle, or the plain shape of crawlers (``title``, ``text`` …).

ninjs is the IPTC's (https://iptc.org/standards/ninjs/), in versions 1 to 3; JSON-LD follows
https://schema.org/NewsArticle; the plain shape is what news-please and its kin write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.errors import NoArticle, WrongFormat
from sayso.read.dates import iso_date
from sayso.read.decode import clean, json_value
from sayso.read.draft import BETWEEN, Draft, Metadata, moved
from sayso.read.html import fragment_draft
from sayso.read.metadata import is_article, ld_metadata, ld_objects, names, outlet_of
from sayso.read.plain import plain_draft
from sayso.types import Block, BlockKind

TEXT = (
    "text",
    "articleBody",
    "body_text",
    "maintext",
    "content",
    "body",
    "article",
    "body_xhtml",
    "body_html",
)
"""The fields that hold the report's text, the first that is there."""


def json_draft(text: str, source: str) -> Draft:
    """The report in a JSON object; ``source`` is named in errors.

    The title becomes the headline, before the text, unless the text begins with it. Raises `WrongFormat`
    for JSON of another shape, `NoArticle` for a report without text, and `TooLarge`.
    """
    thing = _object(text, source)
    metadata, body, markup = (
        _ninjs(thing)
        if "versioncreated" in thing or "body_text" in thing or "headlines" in thing
        else _other(thing)
    )
    if body is None:
        keys = ", ".join(key for key in sorted(map(str, thing))[:6] if key.isprintable())
        raise WrongFormat(
            source,
            f"JSON without a report's text (its fields: {keys})",
            f"name the text one of {', '.join(TEXT[:4])}",
        )
    if not body.strip():
        raise NoArticle(source, "its text is empty", "give a report with text")
    if markup:
        draft = fragment_draft(body, source, metadata.title)
        return Draft(draft.text, draft.blocks, metadata, draft.notes)
    return under_headline(plain_draft(body, metadata.title), metadata)


def under_headline(draft: Draft, metadata: Metadata) -> Draft:
    """The draft with the title as its first block, unless it has that headline already."""
    title = " ".join(clean(metadata.title or "").split())
    if not title or any(
        block.kind is BlockKind.HEADLINE and same(draft.text[block.start : block.end], title)
        for block in draft.blocks[:3]
    ):
        return Draft(draft.text, draft.blocks, metadata, draft.notes)
    blocks = (Block(BlockKind.HEADLINE, 0, len(title)), *moved(draft.blocks, len(title) + len(BETWEEN)))
    return Draft(title + BETWEEN + draft.text, blocks, metadata, draft.notes)


def same(left: str, right: str) -> bool:
    """Whether two lines differ in nothing but case and white space."""
    return left.casefold().split() == right.casefold().split()


def _object(text: str, source: str) -> Mapping[str, Any]:
    try:
        value = json_value(text.lstrip("\ufeff"))
    except RecursionError:
        raise WrongFormat(
            source, "JSON nested too deeply to be a report", "give one report as a JSON object"
        ) from None
    except ValueError as error:
        raise WrongFormat(source, f"broken JSON ({error})", "save it again") from None
    articles = [thing for thing in ld_objects(value) if is_article(thing)]
    if articles:
        return articles[0]
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise WrongFormat(
            source,
            "JSON, but no object with a report in it",
            "give one report as a JSON object, or JSON lines as .jsonl",
        )
    return value


def _ninjs(thing: Mapping[str, Any]) -> tuple[Metadata, str | None, bool]:
    """Metadata, text, and whether the text is markup. Version 2 and later put texts into arrays of
    objects."""
    headline = thing.get("headline") or _value(thing.get("headlines"))
    plain = thing.get("body_text") or _value(thing.get("bodies"), "text/plain")
    markup = (
        thing.get("body_xhtml")
        or thing.get("body_html")
        or _value(thing.get("bodies"), "text/html", "application/xhtml+xml")
    )
    url = _string(thing.get("uri")) if str(thing.get("uri")).startswith("http") else None
    people = thing.get("people")
    authors = (
        [person for person in people if isinstance(person, Mapping) and person.get("rel") == "author"]
        if isinstance(people, list)
        else []
    )
    metadata = Metadata(
        url=url,
        canonical_url=url,
        site=outlet_of(url, _string(thing.get("copyrightholder")) or _string(thing.get("provider"))),
        published=iso_date(_string(thing.get("firstcreated")))
        or iso_date(_string(thing.get("versioncreated"))),
        modified=iso_date(_string(thing.get("versioncreated"))),
        title=_string(headline),
        authors=names(authors) or names(_string(thing.get("byline")) or _string(thing.get("by"))),
        language=_string(thing.get("language")),
        summary=_string(thing.get("description_text")) or _value(thing.get("descriptions")),
    )
    return metadata, _string(plain) or _string(markup), not _string(plain)


def _other(thing: Mapping[str, Any]) -> tuple[Metadata, str | None, bool]:
    """JSON-LD, or the plain shape."""
    field = next((name for name in TEXT if isinstance(thing.get(name), str)), None)
    body = thing[field] if field else None
    markup = isinstance(body, str) and body.lstrip().startswith("<") and "</" in body
    if is_article(thing):
        return ld_metadata(thing), body, markup
    url = _string(thing.get("url")) or _string(thing.get("link"))
    domain = _string(thing.get("source_domain")) or _string(thing.get("domain"))
    outlet = _string(thing.get("outlet")) or _string(thing.get("source")) or _string(thing.get("publisher"))
    metadata = Metadata(
        url=url,
        canonical_url=_string(thing.get("canonical_url")) or _string(thing.get("canonical_link")),
        site=outlet_of(url or domain, outlet),
        published=_date(
            thing,
            "date_publish",
            "published",
            "publish_date",
            "published_at",
            "date_published",
            "pubDate",
            "date",
        ),
        modified=_date(thing, "date_modify", "modified", "updated", "updated_at", "date_modified"),
        title=_string(thing.get("title")) or _string(thing.get("headline")),
        authors=names(thing.get("authors") or thing.get("author") or thing.get("byline")),
        language=_string(thing.get("language")) or _string(thing.get("lang")),
        summary=_string(thing.get("description")),
    )
    return metadata, body, markup


def _date(thing: Mapping[str, Any], *fields: str) -> str | None:
    return next((date for name in fields if (date := iso_date(_string(thing.get(name))))), None)


def _value(items: Any, *kinds: str) -> str | None:
    """The first "value" in a ninjs array, of one of the content types ``kinds`` when any is named."""
    if not isinstance(items, list):
        return None
    objects = [item for item in items if isinstance(item, Mapping)]
    wanted = [item for item in objects if not kinds or item.get("contenttype") in kinds]
    return next((value for item in wanted if (value := _string(item.get("value")))), None)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
