"""Runs of words that two reports share, and passages that are made of runs with small edits between."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sayso.link.copies.fingerprints import run_hashes
from sayso.link.copies.running import Running

SEED = 5
"""Words in a row that have to be the same for a run to begin."""

BRIDGE = 6
"""The most words on either side that an edit between two runs may have put in, left out or changed."""

EVERYWHERE = 8
"""A run of `SEED` words that comes up more often than this in a report is a refrain, and begins nothing."""


class Run(NamedTuple):
    """Words that are the same: from ``one`` in the first report and ``other`` in the second, ``length``."""

    one: int
    other: int
    length: int


Passage = tuple[Run, ...]
"""Runs in order, each behind the one before in both reports."""


def passages(one: Running, other: Running) -> list[Passage]:
    """The passages that two reports share, the longest first; no word is in two of them."""
    found = sorted(_chains(_runs(one, other)), key=lambda chain: (-_length(chain), chain))
    kept: list[Passage] = []
    for chain in found:
        if not any(_meet(chain, before) for before in kept):
            kept.append(chain)
    return kept


def _length(chain: Passage) -> int:
    return sum(run.length for run in chain)


def _runs(one: Running, other: Running) -> list[Run]:
    """All longest runs of `SEED` words and more, in order."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, seed in enumerate(run_hashes(other.hashes, SEED).tolist()):
        places[seed].append(at)
    ends: dict[int, int] = {}  # by how far the places are apart: the end of the last run
    runs = []
    first, second = one.hashes.tolist(), other.hashes.tolist()
    for here, seed in enumerate(run_hashes(one.hashes, SEED).tolist()):
        there = places.get(seed, ())
        for at in there if len(there) <= EVERYWHERE else ():
            if here < ends.get(at - here, 0):
                continue
            length = SEED
            while (
                here + length < len(first)
                and at + length < len(second)
                and first[here + length] == second[at + length]
            ):
                length += 1
            ends[at - here] = here + length
            runs.append(Run(here, at, length))
    return runs


def _chains(runs: list[Run]) -> list[Passage]:
    """Runs joined over edits of at most `BRIDGE` words: each goes on from the nearest before it."""
    chains: list[list[Run]] = []
    for run in runs:
        fitting = [chain for chain in chains[-16:] if _goes_on(chain[-1], run)]
        if fitting:
            nearest = min(fitting, key=lambda chain: run.one - chain[-1].one - chain[-1].length)
            last = nearest[-1]
            over = max(0, last.one + last.length - run.one, last.other + last.length - run.other)
            nearest.append(Run(run.one + over, run.other + over, run.length - over))
        else:
            chains.append([run])
    return [tuple(chain) for chain in chains]


def _goes_on(last: Run, run: Run) -> bool:
    gaps = (run.one - last.one - last.length, run.other - last.other - last.length)
    return all(1 - SEED < gap <= BRIDGE for gap in gaps) and run.length + min(0, *gaps) > 0


def _meet(chain: Passage, other: Passage) -> bool:
    """Whether two passages share words in either report."""
    return any(
        getattr(chain[0], side) < getattr(other[-1], side) + other[-1].length
        and getattr(other[0], side) < getattr(chain[-1], side) + chain[-1].length
        for side in ("one", "other")
    )
