"""Which reports are worth comparing: two that share a pair of words.

A report's keys come from itself alone, never from what a ledger holds, so that neither the order of reports
nor the ledger's size makes a difference.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations

from sayso.link.stories.gist import Gist, heaviest, rarity

WORDS = 14
"""How many of a gist's weightiest words make pairs: 91 keys at most."""

PAIR_WEIGHT = 9.0
"""The least weight (`gist.rarity`) of the two words of a pair: together they stand in about one sentence in
8,000."""

WINDOW = 60
"""Days between the publication of two reports that are compared. Within it, time counts against a pair
(`scorer.FEATURES`)."""


def keys(gist: Gist) -> tuple[int, ...]:
    """The numbers under which a report is found, sorted, within ±2⁶³."""
    stems = sorted(word.stem for word in heaviest(gist.words, WORDS))
    pairs = [f"{a} {b}" for a, b in combinations(stems, 2) if rarity(a) + rarity(b) >= PAIR_WEIGHT]
    return tuple(sorted({_number(pair) for pair in pairs}))


def window(day: int | None) -> tuple[int | None, int | None]:
    """The first and the last day from which a report of ``day`` is compared with others; without bounds where
    its day is not known."""
    return (None, None) if day is None else (day - WINDOW, day + WINDOW)


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little", signed=True)
