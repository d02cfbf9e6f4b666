"""The best answers first: BM25 over the newest of them.

Over all of them it would cost a quarter of a second for a common word at 200,000 statements (design.md), and
a desk wants what is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from sayso.ask.marking import folded, rows_of
from sayso.ledger.base import Row
from sayso.ledger.query import WORD, Field, Query

WINDOW = 500
"""How many of the newest answers are ranked."""

SATURATION, LENGTH = 1.2, 0.75
"""BM25's k₁ and b, as Lucene and FTS5 have them."""


def ranked(query: Query, rows: Sequence[Row]) -> list[Row]:
    """``rows`` with their scores, the best first, in their order where two score the same. The best has 1;
    without words to look for in a text, all have."""
    terms = [term for group in query.every for term in group if term.field is Field.TEXT]
    if not terms or not rows:
        return list(rows)
    texts = [[folded(word) for word in WORD.findall(row.text)] for row in rows]
    counts = [[len(rows_of(term, words)) for term in terms] for words in texts]
    mean = sum(map(len, texts)) / len(texts) or 1.0
    weights = [_rarity(sum(count[t] > 0 for count in counts), len(rows)) for t in range(len(terms))]
    scores = [
        sum(
            weight
            * count
            * (SATURATION + 1)
            / (count + SATURATION * (1 - LENGTH + LENGTH * len(words) / mean))
            for weight, count in zip(weights, numbers, strict=True)
        )
        for words, numbers in zip(texts, counts, strict=True)
    ]
    best = max(scores) or 1.0
    scored = [replace(row, score=round(score / best, 4)) for row, score in zip(rows, scores, strict=True)]
    return sorted(scored, key=lambda row: -row.score)


def _rarity(having: int, all: int) -> float:
    """The inverse document frequency that is never below 0: a word that all answers have still counts for
    how often each has it."""
    return log(1 + (all - having + 0.5) / (having + 0.5))
