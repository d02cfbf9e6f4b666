"""Where in a text the words stand that a query looks for."""

from __future__ import annotations

import unicodedata

from sayso.ledger.query import WORD, Field, Query, Term
from sayso.types import Span


def folded(text: str) -> str:
    """``text`` without regard to case and accents."""
    bare = unicodedata.normalize("NFD", text.lower())
    return "".join(character for character in bare if not unicodedata.combining(character))


def marks(query: Query, text: str) -> tuple[Span, ...]:
    """The spans of ``text`` that answer the words of a query, in text order and disjoint. Words that only a
    filter looks for are not marked."""
    terms = [term for group in query.every for term in group if term.field is Field.TEXT]
    if not terms:
        return ()
    words = [(folded(found[0]), Span(*found.span())) for found in WORD.finditer(text)]
    matched: set[int] = set()
    for term in terms:
        for first, last in rows_of(term, [word for word, _ in words]):
            matched.update(range(first, last))
    spans: list[Span] = []
    for number in sorted(matched):
        span = words[number][1]
        if spans and number - 1 in matched and text[spans[-1].end : span.start].isspace():
            spans[-1] = Span(spans[-1].start, span.end)  # words in a row are one mark
        else:
            spans.append(span)
    return tuple(spans)


def rows_of(term: Term, words: list[str]) -> list[tuple[int, int]]:
    """Where a term's words stand in a row among folded ``words``: the first, and the one behind the last."""
    wanted = [folded(found) for word in term.words for found in WORD.findall(word)]
    *others, last = wanted
    found = []
    for start in range(len(words) - len(wanted) + 1):
        here = words[start + len(others)]
        ends = here.startswith(last) if term.prefix else here == last
        if ends and words[start : start + len(others)] == others:
            found.append((start, start + len(wanted)))
    return found
