"""Near-identical texts: who printed the same report, give or take a headline or a cut.

A text is the set of its runs of five words. Two are copies of one text when they share `SAME` of all runs
that either has (Jaccard). Candidates come by MinHash: `PERMUTATIONS` minima in `BANDS` bands, of which two
copies share one with a probability above 0.9997 at `SAME`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import rensa
from numpy.typing import NDArray

from sayso.types import BlockKind, Report

SAME = 0.7
RUN = 5
LEAST_RUNS = 30
"""A shorter text is no one's copy: a flash of one sentence is soon the same by chance."""

PERMUTATIONS = 128
BANDS = 32
SEED = 1

_WORD = re.compile(r"\w+")
_PROSE = frozenset([BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST, BlockKind.DEK])

Signature = NDArray[np.uint32]


def runs(report: Report) -> frozenset[str]:
    """The runs of five words of a report's prose; its headline, by-line and captions are each outlet's
    own."""
    found: set[str] = set()
    for block in report.blocks:
        if block.kind in _PROSE:
            words = _WORD.findall(report.text[block.start : block.end].lower())
            found.update(map(" ".join, zip(*(words[at:] for at in range(RUN)), strict=False)))
    return frozenset(found)


def signature(found: frozenset[str]) -> Signature | None:
    """(PERMUTATIONS,) minima of a text's runs; None where there are too few to tell."""
    if len(found) < LEAST_RUNS:
        return None
    sketch = rensa.RMinHash(PERMUTATIONS, SEED)
    sketch.update(list(found))
    return np.array(sketch.digest(), np.uint32)


def bands(minima: Signature) -> Iterator[int]:
    """A number for each band, the same for two texts that agree in it; within ±2⁶³."""
    mixed = np.uint64(0xCBF29CE484222325) + np.arange(BANDS, dtype=np.uint64)
    for minimum in minima.astype(np.uint64).reshape(BANDS, -1).T:
        mixed = (mixed ^ minimum) * np.uint64(0x100000001B3)
    yield from mixed.view(np.int64).tolist()


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all runs that both have."""
    return len(one & other) / max(len(one | other), 1)
