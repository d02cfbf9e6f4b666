"""Fingerprints of a report, by which those that share a passage are found among many.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): every run of `RUN` words is hashed, and of each
`WINDOW` hashes in a row the least is kept. Two reports that share `RUN` + `WINDOW` - 1 words in a row share a
fingerprint, unless one of them is too long for all of its fingerprints to be kept.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from sayso.link.copies.running import Hashes, word_hashes
from sayso.types import Report

RUN = 6
"""Words of a run: fewer are soon shared by chance."""

WINDOW = 4
"""With `RUN`, nine words in a row are always found."""

MOST = 512
"""The most fingerprints kept of a report, the least hashes first, so that two long reports keep the same
ones. A report of 1200 words has about 480."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(31)


def fingerprints(report: Report) -> tuple[int, ...]:
    """The fingerprints of a report, at most `MOST`, sorted; each within ±2⁶³, so that a database can keep
    it."""
    hashes = run_hashes(word_hashes(report), RUN)
    if not len(hashes):
        return ()
    windows = sliding_window_view(hashes, min(WINDOW, len(hashes)))
    kept = np.unique(windows.min(axis=1))[:MOST]
    return tuple(sorted(kept.view(np.int64).tolist()))


def run_hashes(words: Hashes, run: int) -> Hashes:
    """(words - run + 1,) hashes of the runs of so many words; empty where there are fewer."""
    if len(words) < run:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(len(words) - run + 1, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(run):
            mixed = mixed * _ODD + words[at : len(words) - run + 1 + at]
        mixed = (mixed ^ (mixed >> _HALF)) * _MIX
        return mixed ^ (mixed >> _HALF)
