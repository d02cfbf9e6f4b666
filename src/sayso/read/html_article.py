"""Which leaves of a page are the report: trafilatura names the paragraphs, the page's own tree the rest."""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from sayso.read.html_tree import Leaf

GRAM = 4
"""Words in a row by which a leaf is recognised in trafilatura's text, which is not verbatim."""

SAME = 0.75
"""The share of a leaf's runs of words that must stand in trafilatura's text."""

HOLDS = 0.9
"""The share of the chosen text that the article's container holds."""

SPARED = 0.35
"""An element that holds this share of the chosen text is no furniture, whatever its class says."""

FORMATTING = (
    "span",
    "b",
    "i",
    "em",
    "strong",
    "font",
    "u",
    "small",
    "big",
    "mark",
    "s",
    "sub",
    "sup",
    "abbr",
    "bdi",
    "wbr",
)

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Article:
    """``leaves`` of the page; ``chosen`` are the numbers of those that trafilatura takes for the report,
    in order, and ``among`` the same as a set; ``inside`` those within its container; ``spared`` the
    elements that hold the body."""

    leaves: Sequence[Leaf]
    chosen: list[int]
    inside: set[int]
    spared: set[Any]
    among: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.among = set(self.chosen)


def whole_of(leaves: Sequence[Leaf]) -> Article:
    """An article that all leaves belong to."""
    return Article(leaves, list(range(len(leaves))), set(range(len(leaves))), set())


def article_of(tree: Any, leaves: Sequence[Leaf]) -> Article:
    """The report's part of a page."""
    chosen = _recognised(leaves, _paragraphs(tree))
    held: Counter[Any] = Counter()
    for number in chosen:
        for element in _line_up(leaves[number].element):
            held[element] += len(leaves[number].text)
    total = sum(len(leaves[number].text) for number in chosen)
    container = _container(leaves, chosen, held, total)
    inside = {
        number
        for number, leaf in enumerate(leaves)
        if container is not None and container in _line_up(leaf.element)
    }
    return Article(
        leaves, chosen, inside, {element for element, size in held.items() if size >= total * SPARED}
    )


def _paragraphs(tree: Any) -> list[list[str]]:
    """The words of each paragraph that trafilatura takes for the report."""
    extraction, options = _trafilatura()
    # Its time grows with the square of the inline elements in a paragraph, and it needs none of them.
    plain = copy(tree)
    etree.strip_tags(plain, *FORMATTING)
    try:
        found = extraction(plain, options=options)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError):
        # It is heuristics over any markup at all: whatever it stumbles over, the page has no article for it.
        return []
    if found is None or found.body is None:
        return []
    tags = ("p", "head", "item", "quote", "cell", "ab", "code")
    return [_words("".join(element.itertext())) for element in found.body.iter(*tags)]


@lru_cache(maxsize=1)
def _trafilatura() -> tuple[Callable[..., Any], Any]:
    """Its function, and the options that it is called with."""
    with warnings.catch_warnings():
        # trafilatura's downloader, unused here, complains of an absent SOCKS library when it is loaded.
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction
        from trafilatura.settings import Extractor
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Of all formats "txt" is the one for which it makes nothing of the body that it found.
    return bare_extraction, Extractor(output_format="txt", comments=False, tables=True, with_metadata=False)


def _recognised(leaves: Sequence[Leaf], paragraphs: Sequence[list[str]]) -> list[int]:
    """The numbers of the leaves that stand in the paragraphs."""
    grams = {gram for words in paragraphs for gram in _grams(words)}
    lines = {tuple(words) for words in paragraphs}
    chosen = []
    for number, leaf in enumerate(leaves):
        words = _words(leaf.text)
        if tuple(words) in lines or _is_among(_grams(words), grams):
            chosen.append(number)
    return chosen


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(GRAM)), strict=False))


def _is_among(own: Sequence[tuple[str, ...]], grams: set[tuple[str, ...]]) -> bool:
    return bool(own) and sum(map(grams.__contains__, own)) >= SAME * len(own)


def _line_up(element: Any) -> list[Any]:
    """The element and those around it, innermost first."""
    return [element, *element.iterancestors()]


def _container(leaves: Sequence[Leaf], chosen: Sequence[int], held: Counter[Any], total: int) -> Any:
    """The <article> or <main> around the innermost element that holds nearly all that was chosen, or that
    element."""
    if not chosen:
        return None
    longest = max(chosen, key=lambda number: len(leaves[number].text))
    line = _line_up(leaves[longest].element)
    innermost = next((element for element in line if held[element] >= total * HOLDS), line[-1])
    around = [element for element in _line_up(innermost) if element.tag in {"article", "main"}]
    return around[0] if around else innermost
