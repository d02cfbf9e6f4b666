"""How near in meaning two words are, by themselves: "blaze" and "fire".

By the vectors of their word pieces (`sayso.models.embedding`), of the words as they stand, since stems are in
no vocabulary. The vectors know what words stand among, so words that exclude each other ("rise", "fall") are
near as well: `excluding` comes first, and numbers and names are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from sayso.link.claims.words import distinct, negated, numeric, opposites
from sayso.models.embedding import packaged
from sayso.types import Floats

LEAST, MOST = 0.3, 0.6
"""The cosines of two words' vectors from which on they are a little near, and as good as the same. Set by
hand, after a look at what the pairs of benchmarks/gold/claims-short.csv have apart: words of one meaning lie
between 0.35 and 0.8 mostly, others below 0.3."""

Near = tuple[str, str, float]
"""A stem of each, and how nearly they mean the same, from 0 to 1."""


def near(ones: Mapping[str, str], others: Mapping[str, str], apart: frozenset[str]) -> tuple[Near, ...]:
    """The stems of the one that mean nearly what one of the other does, the nearest first, each at most once.
    ``ones`` and ``others`` are stems with their words; ``apart`` are stems that mean nothing but themselves
    (names)."""
    left, right = ([stem for stem in of if stem not in apart and not numeric(stem)] for of in (ones, others))
    if not left or not right:
        return ()
    cosines = np.array([_vector(ones[a]) for a in left]) @ np.array([_vector(others[b]) for b in right]).T
    found = [
        (min((float(cosines[i, j]) - LEAST) / (MOST - LEAST), 1.0), left[i], right[j])
        for i, j in np.argwhere(cosines > LEAST)
    ]
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    taken: set[str] = set()
    matched = []
    for degree, a, b in found:
        if a not in taken and b not in taken and not excluding(a, b):
            taken |= {a, b}
            matched.append((a, b, degree))
    return tuple(matched)


def excluding(one: str, other: str) -> bool:
    """Whether two stems cannot be said of one thing: opposites, or near and never the same."""
    pair = (one, other)
    return pair in opposites() or pair in distinct() or other in negated(one) or one in negated(other)


@lru_cache(maxsize=1 << 15)
def _vector(word: str) -> Floats:
    vector: Floats = packaged().embed([word])[0]
    return vector
