"""Which statements are worth comparing: two that share a key.

A mention's keys come from itself alone, never from what a ledger holds, so that neither the order of reports
nor the ledger's size makes a difference. There are a bounded number of them: pairs of its rarest words, its
figures with a rare word, and bands of a random projection of its embedding, each with one of its rare words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import combinations

import numpy as np

from sayso.link.claims.mention import Count, Mention, unpacked
from sayso.link.claims.pair import FIGURE
from sayso.link.claims.scorer import LEAST_WEIGHT
from sayso.link.claims.words import total, weight
from sayso.types import Floats

WORDS = 6
"""How many of the rarest stems make pairs."""

PAIR_WEIGHT = 9.0
"""The least weight of the two stems of a pair: together they stand in about one sentence in 8,000."""

ANCHORS = 2
"""How many of the rarest stems go with a figure or a band."""

BANDS, BITS = 4, 5
"""Bands of the random projection, and bits in each. At a cosine of 0.8 two vectors agree in a band of five
bits with a probability of 0.32, in one of four bands with 0.78. Of 106 pairs of the dev marks that the scorer
rightly calls the same, 105 have a key in common; fewer with fewer words, anchors or bits."""

WINDOW = 14
"""Days between the publication of two statements that are compared."""


def keys(mention: Mention) -> tuple[int, ...]:
    """The numbers under which a mention is found, sorted, within ±2⁶³; none for a fragment."""
    stems = sorted(set(mention.stems), key=lambda stem: (-weight(stem), stem))
    if total(stems) + FIGURE * len(mention.figures) < LEAST_WEIGHT:
        return ()
    named = (*_pairs(stems[:WORDS]), *_figures(mention, stems[:ANCHORS]), *_bands(mention, stems[:ANCHORS]))
    return tuple(sorted({_number(name) for name in named}))


def window(mention: Mention) -> tuple[int | None, int | None]:
    """The first and the last day from which a mention is compared with others; without bounds where its day
    is not known."""
    return (None, None) if mention.day is None else (mention.day - WINDOW, mention.day + WINDOW)


def _pairs(stems: list[str]) -> Iterator[str]:
    for one, other in combinations(sorted(stems), 2):
        if weight(one) + weight(other) >= PAIR_WEIGHT:
            yield f"w {one} {other}"


def _figures(mention: Mention, stems: list[str]) -> Iterator[str]:
    for figure in mention.figures:
        for stem in stems:
            yield f"f {_rough(figure)} {figure.unit} {stem}"


def _rough(figure: Count) -> str:
    """The number to two digits, so that a rounded one has the same key."""
    bounds = (figure.value, figure.low, figure.high)
    return next((f"{number:.1e}" for number in bounds if number is not None), "?")


def _bands(mention: Mention, stems: list[str]) -> Iterator[str]:
    if not mention.vector:
        return
    vector = unpacked(mention.vector)
    bits = (_planes(vector.size) @ vector > 0).reshape(BANDS, BITS)
    for band, row in enumerate(np.packbits(bits, axis=1)[:, 0]):
        for stem in stems:
            yield f"v {band} {row} {stem}"


@cache
def _planes(width: int) -> Floats:
    """Random hyperplanes, (bands × bits, width): the same ones always."""
    return np.random.default_rng(20250528).standard_normal((BANDS * BITS, width)).astype(np.float32)


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little", signed=True)
