"""An HTML page, or a fragment of one → text and typed blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sayso.errors import NoArticle
from sayso.read.blocks import (
    LONGEST_DEK,
    LONGEST_PROMO,
    divided,
    ends_sentence,
    is_promo,
    kind_by_form,
    word_count,
)
from sayso.read.decode import clean
from sayso.read.draft import Draft, Metadata, Part, joined_parts, whole
from sayso.read.html_article import Article, article_of, whole_of
from sayso.read.html_look import refuse_at_sight
from sayso.read.html_tree import Leaf, leaves, parsed, pruned
from sayso.read.html_zones import Zone, zones_above
from sayso.read.metadata import is_article, linked_data, page_metadata
from sayso.types import BlockKind

FEWEST_WORDS = 20
"""Words of body below which a whole page is no report."""

STUB_WORDS = 120
"""Words of body below which a page that asks for a subscription is a stub."""

ALL_LINKED = 0.8
"""The share of a short leaf that is inside links, from which it is a teaser."""

_SENTENCE = re.compile(r"[.!?][\"”’)\]]*(?:\s|$)")
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|title)\b", re.I)
_PAYWALL = re.compile(
    r"""(?ix) (?:subscribe|sign\ (?:in|up)|log\ ?in|register)\ (?:now\ )?to\ (?:continue|keep|read|unlock|
        access) | already\ a\ (?:subscriber|member) |
        to\ (?:continue|keep)\ reading | (?:this|the)\ (?:article|content|story|
            page)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for)\ (?:\w+\ )?(?:subscribers|members) |
        (?:unlock|read\ the\ rest\ of)\ this\ (?:article|story) | subscriber[- ](?:only|exclusive)"""
)

_PAYWALL_SIGNS = (
    "to continue", "to keep", "to read", "to unlock", "to access", "already a ", "article is ", "content is ",
    "story is ", "page is ", "unlock this ", "the rest of this ", "subscriber",
)  # fmt: skip
"""What is in every match of it, in lower case: a page without any is not searched further."""

_BY_ZONE = {
    Zone.PROMO: BlockKind.PROMO, Zone.HEADLINE: BlockKind.HEADLINE, Zone.CROSSHEAD: BlockKind.HEADLINE,
    Zone.DEK: BlockKind.DEK,
    Zone.BYLINE: BlockKind.BYLINE, Zone.DATE: BlockKind.DATELINE, Zone.CAPTION: BlockKind.CAPTION,
    Zone.CREDIT: BlockKind.CREDIT,
    Zone.QUOTE: BlockKind.QUOTE, Zone.CORRECTION: BlockKind.CORRECTION, Zone.LIST: BlockKind.LIST,
}  # fmt: skip

_READ = {BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST}
_ABOUT = {
    BlockKind.DEK,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.CAPTION,
    BlockKind.CREDIT,
    BlockKind.CORRECTION,
}


def html_draft(markup: str, source: str, url: str | None = None, title: str | None = None) -> Draft:
    """A page's report, or all of a fragment; ``source`` is named in errors, ``url`` is where it came from.

    ``title`` is what is known of it from outside, for a fragment. Raises `NoArticle` when nothing in a
    page reads as a report or only its opening does, `WrongLanguage` where that is plain at sight, and
    `TooLarge`.
    """
    if not _WHOLE_PAGE.search(markup[:5000]):
        return fragment_draft(markup, source, title)
    tree = parsed(markup, source)
    refuse_at_sight(tree, source)
    metadata = page_metadata(tree, url)
    declared_paid = _is_paid(tree)
    tree = pruned(tree)
    found = leaves(tree)
    article = article_of(tree, found)
    typed = _typed(article, metadata)
    notes = _checked(typed, article, declared_paid, source)
    return _drafted(typed, metadata, notes)


def fragment_draft(markup: str, source: str, title: str | None = None) -> Draft:
    """Markup such as a feed gives, without <html>, <head> or <body>: all of it is the report, under
    ``title`` when one is known. Raises `NoArticle` when there is no text in it, and `TooLarge`."""
    tree = pruned(parsed(markup, source))
    typed = _typed(whole_of(leaves(tree)), Metadata(title=title))
    if not typed:
        raise NoArticle(source, "there is no text in it", "give a page that holds a report")
    headline = next((text for kind, text in typed if kind is BlockKind.HEADLINE), None)
    return _drafted(typed, Metadata(title=title or headline), [])


def _drafted(typed: list[tuple[BlockKind, str]], metadata: Metadata, notes: list[str]) -> Draft:
    """The leaves as one text. A headline that only the metadata gives is put first."""
    title = clean(metadata.title or "").strip()
    if title and not any(kind is BlockKind.HEADLINE for kind, _ in typed[: _opening(typed)]):
        typed = [(BlockKind.HEADLINE, title), *typed]
        notes = [*notes, "the headline is taken from the metadata."]
    text, blocks = joined_parts(_parts(typed))
    return Draft(text, blocks, metadata, tuple(notes))


def _typed(article: Article, metadata: Metadata) -> list[tuple[BlockKind, str]]:
    """The report's leaves in order, each with its kind."""
    if not article.chosen:
        return []
    headline = _headline(article, metadata.title)
    opening = next(
        (n for n in article.chosen if n != headline and _is_prose(article.leaves[n])), article.chosen[0]
    )
    first = min(n for n in (headline, article.chosen[0]) if n is not None)
    beside = {leaf.element.getparent() for leaf in (article.leaves[n] for n in article.chosen)}
    typed: list[tuple[BlockKind, str]] = []
    for number in range(first, len(article.leaves)):
        leaf = article.leaves[number]
        if number == headline:
            typed.append((BlockKind.HEADLINE, leaf.text))
            continue
        if number > article.chosen[-1] and number not in article.inside:
            break
        kind = _kind(leaf, zones_above(leaf.element, article.spared), number < opening, metadata)
        if kind is not None and _belongs(kind, number, article, opening, beside):
            typed.append((kind, leaf.text))
    return typed


def _belongs(kind: BlockKind, number: int, article: Article, opening: int, beside: set[Any]) -> bool:
    """Whether a leaf of this kind is part of the report, by where it stands."""
    leaf = article.leaves[number]
    if number in article.among:
        return True
    if number < opening:
        return kind in _ABOUT
    if number not in article.inside:
        return False
    past_the_end = number > article.chosen[-1]
    if kind is BlockKind.PROMO:
        return (
            not past_the_end or is_promo(leaf.text) or Zone.PROMO in zones_above(leaf.element, article.spared)
        )
    if kind in _ABOUT or past_the_end:
        return kind in _ABOUT
    if kind is BlockKind.QUOTE:
        return True
    return leaf.element.getparent() in beside


def _headline(article: Article, title: str | None) -> int | None:
    """The number of the leaf that is the report's headline: an <h1>, or one marked so, nearest to the
    title."""
    limit = article.chosen[min(2, len(article.chosen) - 1)]
    wanted = _letters(title or "")
    candidates = []
    for number, leaf in enumerate(article.leaves[: limit + 1]):
        zones = zones_above(leaf.element, article.spared)
        if zones[:1] == [Zone.HEADLINE] and Zone.FURNITURE not in zones and Zone.PROMO not in zones:
            candidates.append(number)
    same = [
        number for number in range(limit + 1) if wanted and _letters(article.leaves[number].text) == wanted
    ]
    headed = [number for number in candidates if number in same]
    return next(iter(headed or candidates[-1:] or same[-1:]), None)


def _kind(leaf: Leaf, zones: Sequence[Zone], before_body: bool, metadata: Metadata) -> BlockKind | None:
    """What a leaf is by its markup, else by its form; None for furniture."""
    words = word_count(leaf.text)
    if Zone.FURNITURE in zones:
        return None
    if Zone.PROMO in zones:
        return BlockKind.PROMO
    form = kind_by_form(leaf.text)
    zone = next((zone for zone in zones if zone is not Zone.LIST), zones[0] if zones else None)
    if form in {BlockKind.PROMO, BlockKind.CORRECTION} or zone is Zone.CORRECTION:
        return form or BlockKind.CORRECTION
    if (
        zone is not Zone.BYLINE
        and zone is not Zone.DATE
        and words <= LONGEST_PROMO
        and leaf.linked >= ALL_LINKED * len(leaf.text)
    ):
        return (
            BlockKind.PROMO
            if zone not in {Zone.CAPTION, Zone.CREDIT, Zone.HEADLINE, Zone.CROSSHEAD, Zone.DEK}
            else _BY_ZONE[zone]
        )
    if zone in {Zone.CAPTION, Zone.CREDIT, Zone.QUOTE, Zone.HEADLINE}:
        return _BY_ZONE[zone]
    if zone in {Zone.BYLINE, Zone.DATE} and words <= LONGEST_PROMO:
        return _BY_ZONE[zone]
    if form is not None:
        return form
    if before_body and words <= LONGEST_DEK and _is_dek(leaf, zone, metadata):
        return BlockKind.DEK
    if zone is Zone.CROSSHEAD or (zone is Zone.DEK and words <= 10 and not ends_sentence(leaf.text)):
        return BlockKind.HEADLINE
    return BlockKind.LIST if zone is Zone.LIST else BlockKind.BODY


def _is_dek(leaf: Leaf, zone: Zone | None, metadata: Metadata) -> bool:
    """Before the body: marked as one, a heading under the headline, or the page's own summary of itself."""
    if zone in {Zone.DEK, Zone.CROSSHEAD}:
        return True
    return not ends_sentence(leaf.text) or _letters(leaf.text) == _letters(metadata.summary or "-")


def _is_prose(leaf: Leaf) -> bool:
    """Whether a leaf can open the body: a sentence that is no dek, byline or caption by markup or form."""
    if leaf.linked > len(leaf.text) / 2 or kind_by_form(leaf.text) is not None:
        return False
    zones = [
        zone
        for zone in zones_above(leaf.element, frozenset())
        if zone in {Zone.DEK, Zone.BYLINE, Zone.CAPTION, Zone.CREDIT, Zone.DATE}
    ]
    heading = leaf.element.tag in {"h1", "h2", "h3", "h4"}
    return not heading and not zones[:1] and (ends_sentence(leaf.text) or word_count(leaf.text) > LONGEST_DEK)


def _parts(typed: Sequence[tuple[BlockKind, str]]) -> list[Part]:
    parts: list[Part] = []
    opened = False
    for kind, text in typed:
        parts.append(
            divided(kind, text, opens=not opened)
            if kind in {BlockKind.BODY, BlockKind.CAPTION}
            else whole(kind, text)
        )
        opened = opened or kind is BlockKind.BODY
    return parts


def _checked(
    typed: Sequence[tuple[BlockKind, str]], article: Article, declared_paid: bool, source: str
) -> list[str]:
    """Notes on a page that holds a report. Raises `NoArticle` for one that does not."""
    words = sum(word_count(text) for kind, text in typed if kind in _READ)
    paid = declared_paid or _asks_to_pay(article)
    if paid and words < STUB_WORDS:
        raise NoArticle(
            source,
            "only the opening of the report is there, the rest is for subscribers",
            "save the page while signed in",
        )
    body = [article.leaves[number] for number in article.chosen]
    linked = sum(leaf.linked for leaf in body) > 0.5 * sum(len(leaf.text) for leaf in body)
    if (
        words < FEWEST_WORDS
        or linked
        or not any(_SENTENCE.search(text) for kind, text in typed if kind in _READ)
    ):
        raise NoArticle(source, "there is no article in the page", "give the page of one report")
    return (
        ["the page asks for a subscription; its text may be cut."]
        if paid and not ends_sentence(typed[-1][1])
        else []
    )


def _asks_to_pay(article: Article) -> bool:
    short = "\n".join(leaf.text for leaf in article.leaves if len(leaf.text) < 400)
    low = short.lower()
    return any(sign in low for sign in _PAYWALL_SIGNS) and bool(_PAYWALL.search(short))


def _opening(typed: Sequence[tuple[BlockKind, str]]) -> int:
    """The number of the first part that is read for statements."""
    return next((number for number, (kind, _) in enumerate(typed) if kind in _READ), len(typed))


def _is_paid(tree: Any) -> bool:
    return any(
        is_article(thing) and str(thing.get("isAccessibleForFree")).lower() == "false"
        for thing in linked_data(tree)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
