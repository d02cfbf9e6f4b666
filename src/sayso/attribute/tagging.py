"""The best legal sequence of attribution tags, and the spans that it spells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.models.labels import ROLES, TAGS
from sayso.types import Floats, Scores

EAGERNESS = 0.5
"""What a beginning of any role gains. The tagger alone misses more than it invents; what is too much
is told by its confidence later. Tuned on PolNeAR's development part."""

BEGINNINGS = np.array([tag.startswith("B-") for tag in TAGS])


class Chunk(NamedTuple):
    """A run of tokens with one role: ``first`` up to, not including, ``last``."""

    role: str
    first: int
    last: int


def chunks(scores: Scores) -> list[list[Chunk]]:
    """For each window, its chunks in text order (token indices of the whole report)."""
    paths = best_paths(scores)
    return [spelled(path, first) for path, (first, _) in zip(paths, scores.windows, strict=True)]


def best_paths(scores: Scores) -> list[NDArray[np.int64]]:
    """Viterbi over all windows at once: the tag of each token, window by window.

    One step handles the same position of every window, so that the cost in Python is that of the
    longest window and not of their sum.
    """
    lengths = [last - first for first, last in scores.windows]
    if not lengths:
        return []
    steps, count, width = max(lengths), len(lengths), len(TAGS)
    emitted = np.zeros((steps, count, width), np.float32)
    for row, (first, last) in enumerate(scores.windows):
        emitted[: last - first, row] = scores.tags[first:last]
    transitions = scores.transitions + np.where(BEGINNINGS, np.float32(EAGERNESS), np.float32(0))
    best = transitions[0] + emitted[0]
    back = np.zeros((steps, count, width), np.int64)
    # What stands behind a window's end is never read: its path starts at its own last token.
    reached = np.empty((steps, count, width), np.float32)
    reached[0] = best
    table = transitions[None, 1:]
    for step in range(1, steps):
        options = best[:, :, None] + table
        back[step] = options.argmax(1)
        best = options.max(1) + emitted[step]
        reached[step] = best
    return [_traced(reached[:length, row], back[:length, row]) for row, length in enumerate(lengths)]


def _traced(reached: Floats, back: NDArray[np.int64]) -> NDArray[np.int64]:
    path = np.zeros(len(reached), np.int64)
    path[-1] = reached[-1].argmax()
    for step in range(len(path) - 1, 0, -1):
        path[step - 1] = back[step, path[step]]
    return path


def spelled(path: NDArray[np.int64], offset: int) -> list[Chunk]:
    """The chunks of one window's tags; ``offset`` is the window's first token."""
    out: list[Chunk] = []
    role, first = 0, 0
    for position, tag in enumerate([*path.tolist(), 0]):
        if role and tag != role + 1:
            out.append(Chunk(ROLES[role // 2], offset + first, offset + position))
            role = 0
        if tag % 2:
            role, first = tag, position
    return out
