"""A look at a page before it is read: telling the article takes ten times as long, or more for a list of
links, and most of what a crawl brings is no report in English.

It refuses only what reading would refuse too. What it is not sure of, it lets pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import NoArticle
from sayso.read.html_tree import UNSEEN
from sayso.read.language import EnglishOrNot, wrong_language

LEAST_WORDS = 12
"""Words outside links, in a row of `ROW` or more, below which a page holds no report. A report has 20 words
(`html.FEWEST_WORDS`), and more than half of its text outside links."""

ROW = 2
"""Words; what stands alone (a label, the month of a date) is no part of a sentence."""

_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = frozenset(UNSEEN)


def refuse_at_sight(tree: Any, source: str) -> None:
    """Raises `NoArticle` for a page that is empty or all links, and `WrongLanguage` for one that is surely in
    another language than English."""
    words = 0
    told = EnglishOrNot()
    for text, element in _pieces(tree):
        if words < LEAST_WORDS and not _is_linked(element):
            row = len(_WORD.findall(text))
            words += row if row >= ROW else 0
        told.hear(text)
        if words >= LEAST_WORDS and told.is_perhaps_english:
            return
    language = told.foreign_language()
    if language is not None:
        raise wrong_language(language, source)
    if words < LEAST_WORDS:
        raise NoArticle(source, "there is no article in the page", "give the page of one report")


def _pieces(tree: Any) -> Iterator[tuple[str, Any]]:
    """The stretches of text between two tags, each with the element right around it."""
    for element in tree.iter():
        if element.text and element.tag not in _UNSEEN and not element.text.isspace():
            yield element.text, element
        if element.tail and not element.tail.isspace():
            yield element.tail, element.getparent()


def _is_linked(element: Any) -> bool:
    return element is not None and (element.tag == "a" or next(element.iterancestors("a"), None) is not None)
