"""What an element's tag, class and other attributes say about the text in it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any


class Zone(StrEnum):
    """What markup says that a stretch of text is. Furniture is never part of the report's text."""

    FURNITURE = "furniture"
    PROMO = "promo"
    HEADLINE = "headline"
    CROSSHEAD = "crosshead"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    CORRECTION = "correction"
    LIST = "list"


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?:$|[\s_-])")


BY_CLASS: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    (Zone.CORRECTION, _words("corrections?", "clarifications?", "editors?-note", "amendment")),
    (Zone.PROMO, _words("related(?:-\\w+)?", "promo\\w*", "newsletters?", "subscri\\w+", "sign-?up",
        "recirc\\w*", "recommend\\w*",
        "read-?(?:more|next|also)", "readmore", "more-(?:on|from|stories|news|coverage)",
            "also-(?:read|like)",
        "most-(?:read|popular|viewed)", "trending", "teasers?", "author-bio", "about-(?:the-)?author",
            "bio", "outbrain", "taboola",
        "cta", "donat\\w+", "app-download", "inline-?links?", "see-also", "jp-relatedposts", "up-next",
        "partner-content")),
    (Zone.FURNITURE, _words("nav\\w*", "menus?", "site-?(?:header|footer)", "footer", "masthead",
        "cookies?(?:-\\w+)?", "consent", "gdpr",
        "social\\w*", "shar(?:e|ing)(?:-\\w+)?", "sharedaddy", "toolbar", "breadcrumbs?", "comments?",
            "comment-?(?:list|section|form)", "disqus\\w*",
        "ads?", "advert\\w*", "sponsor\\w*", "modal", "pop-?up", "overlay", "sidebar",
            "skip-(?:link|to-\\w+)", "sr-only", "screen-reader-text",
        "visually-?hidden", "tags?", "tag-?list", "tag-?links", "post-?tags", "pagination", "pager",
        "login", "sign-?in", "search\\w*", "paywall", "topics",
        "cat-links", "print-only", "no-?print", "player", "byline-social")),
    (Zone.CREDIT, _words("(?:photo|image|picture|media|img)-?(?:credit|source|copyright)s?", "credits?",
        "copyright", "photographer")),
    (Zone.CAPTION, _words("caption(?:-?text)?", "figcaption", "wp-caption-text", "cutline",
        "(?:photo|image|picture|img|media)-?(?:caption|description)")),
    (Zone.BYLINE, _words("by-?line\\w*", "authors?", "author-?(?:names?|info|line)", "writers?",
        "contributors?", "reporters?", "posted-by")),
    (Zone.DATE, _words("date-?(?:line|time|published|posted|stamp)?", "time-?(?:stamp|ago)?", "pub-?date",
        "publish(?:ed|-\\w+)?", "posted-on", "updated?", "last-updated",
        "article-date", "entry-date", "post-date", "reading-time")),
    (Zone.DEK, _words("deks?", "deck", "stand-?first", "sub-?(?:title|head|heading|headline|hed)",
        "strap-?line", "article-?(?:summary|intro|description|lead)", "excerpt",
        "summary", "lead-?in", "hed-?dek")),
    (Zone.QUOTE, _words("pull-?quotes?", "block-?quotes?", "quotes?")),
    (Zone.HEADLINE, _words("headline", "(?:entry|article|post|story|page)-?(?:title|headline|hed)")),
)  # fmt: skip
"""The first pattern that fits an element's classes and id, in this order. The words are those that the
content systems in common use (WordPress, Arc, AMP, Drupal) and large newsrooms give their elements."""

BY_TAG = {
    "nav": Zone.FURNITURE, "footer": Zone.FURNITURE, "form": Zone.FURNITURE, "dialog": Zone.FURNITURE,
    "menu": Zone.FURNITURE,
    "figcaption": Zone.CAPTION, "blockquote": Zone.QUOTE, "li": Zone.LIST, "h1": Zone.HEADLINE, "address":
    Zone.BYLINE,
    "h2": Zone.CROSSHEAD, "h3": Zone.CROSSHEAD, "h4": Zone.CROSSHEAD, "h5": Zone.CROSSHEAD, "h6":
    Zone.CROSSHEAD,
    "time": Zone.DATE, "amp-consent": Zone.FURNITURE, "amp-social-share": Zone.FURNITURE, "caption":
    Zone.CAPTION, "dt": Zone.LIST, "dd": Zone.LIST,
}  # fmt: skip

BY_PROPERTY = {
    "author": Zone.BYLINE, "headline": Zone.HEADLINE, "caption": Zone.CAPTION, "datepublished": Zone.DATE,
    "datemodified": Zone.DATE,
    "copyrightholder": Zone.CREDIT, "alternativeheadline": Zone.DEK, "alternativename": Zone.DEK,
}  # fmt: skip
"""schema.org microdata: https://schema.org/NewsArticle."""

BY_ROLE = {"navigation": Zone.FURNITURE, "contentinfo": Zone.FURNITURE, "search": Zone.FURNITURE,
    "dialog": Zone.FURNITURE,
    "alertdialog": Zone.FURNITURE, "banner": Zone.FURNITURE, "menu": Zone.FURNITURE}  # fmt: skip

_LABELS = ("role", "class", "id", "itemprop", "rel")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


LONGEST_LABELS = 400
"""Code points of an element's attributes up to which what they say is kept for the next element like it:
a page and an outlet have few kinds of elements. It bounds the memory, some MB at most."""


def zone_of(element: Any) -> Zone | None:
    """What this element alone says; None when it says nothing."""
    tag = element.tag if isinstance(element.tag, str) else ""
    get = element.get
    labels = (tag, *(get(name) or "" for name in _LABELS))
    return _said(labels) if sum(map(len, labels)) <= LONGEST_LABELS else _said.__wrapped__(labels)


@lru_cache(maxsize=4096)
def _said(labels: tuple[str, ...]) -> Zone | None:
    """What an element's tag and its `_LABELS` say, each empty where it has none."""
    tag, role, classes, name, itemprop, rel = labels
    if BY_ROLE.get(role.lower()) is Zone.FURNITURE:
        return Zone.FURNITURE
    called = _CAMEL.sub("-", f"{classes} {name}").lower()
    by_class = (
        next((zone for zone, pattern in BY_CLASS if pattern.search(called)), None) if called.strip() else None
    )
    by_property = BY_PROPERTY.get(itemprop.lower()) or (Zone.BYLINE if rel == "author" else None)
    by_tag = BY_TAG.get(tag)
    if by_tag in {Zone.FURNITURE, Zone.HEADLINE, Zone.CAPTION} and by_class not in {
        Zone.PROMO,
        Zone.CREDIT,
        Zone.CORRECTION,
    }:
        return by_tag
    return by_class or by_property or by_tag


def zones_above(element: Any, sparing: frozenset[Any] | set[Any]) -> list[Zone]:
    """What the element and those around it say, innermost first; those in ``sparing`` are not asked.

    A page's outer wrappers carry classes about everything in them ("has-sidebar"), so the elements that
    hold the body are spared.
    """
    zones: list[Zone] = []
    while element is not None:
        if element not in sparing and (zone := zone_of(element)) is not None:
            zones.append(zone)
        element = element.getparent()
    return zones
