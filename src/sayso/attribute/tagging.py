"""The best legal sequence of attribution tags, and the spans that it spells."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.models.labels import LINK_ROLES, ROLES, TAGS
from sayso.types import Floats, Scores

EAGERNESS = 0.3
"""What a beginning of any role gains. The tagger alone misses more than it invents; what is too much
is told by its confidence later. Tuned on PolNeAR's development part."""

WANTED, RAISED = 0.7, 2.0
"""A cue that gives this share or more to one word wants a source to begin there: its tag gains as much.
Tuned likewise, where it makes one in 150 more triples exact."""

CUE, SOURCE = LINK_ROLES.index("cue"), LINK_ROLES.index("source")

BEGINNINGS = np.array([tag.startswith("B-") for tag in TAGS])


class Chunk(NamedTuple):
    """A run of tokens with one role: ``first`` up to, not including, ``last``."""

    role: str
    first: int
    last: int


def chunks(scores: Scores, paragraphs: frozenset[int]) -> list[list[Chunk]]:
    """For each window, its chunks in text order (token indices of the whole report).

    ``paragraphs`` are the first tokens of paragraphs: no chunk runs over one, so that each part finds
    its own cue. A window in which a cue wants a source that was not tagged is decoded once more.
    """
    found = _decoded(scores, paragraphs)
    raised, again = with_wanted_sources(found, scores)
    if again:
        windows = tuple(scores.windows[number] for number in again)
        second = _decoded(replace(scores, windows=windows, tags=raised), paragraphs)
        for number, window in zip(again, second, strict=True):
            found[number] = window
    return found


def _decoded(scores: Scores, paragraphs: frozenset[int]) -> list[list[Chunk]]:
    paths = best_paths(scores)
    return [spelled(path, first, paragraphs) for path, (first, _) in zip(paths, scores.windows, strict=True)]


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


def spelled(path: NDArray[np.int64], offset: int, paragraphs: frozenset[int] = frozenset()) -> list[Chunk]:
    """The chunks of one window's tags, parted where a paragraph begins; ``offset`` is the window's first
    token."""
    out: list[Chunk] = []
    role, first = 0, 0
    for position, tag in enumerate([*path.tolist(), 0]):
        parted = offset + position in paragraphs
        if role and (tag != role + 1 or parted):
            out.append(Chunk(ROLES[role // 2], offset + first, offset + position))
            role = 0
        if tag % 2 or (tag and parted):
            role, first = tag - (tag % 2 == 0), position
    return out


def with_wanted_sources(found: list[list[Chunk]], scores: Scores) -> tuple[Floats, list[int]]:
    """The tags' scores, raised where a cue points at a word with which no source begins, and the numbers
    of the windows that this concerns. Links are surer than tags: they seldom point beside a name."""
    tags, again = scores.tags, []
    for number, (window, (start, end)) in enumerate(zip(found, scores.windows, strict=True)):
        cues = [chunk.first for chunk in window if chunk.role == "cue"]
        sources = {chunk.first for chunk in window if chunk.role == "source"}
        if not cues:
            continue
        shares = pointed(scores.links[cues, CUE], scores.links[start:end, SOURCE])
        wanted = (
            {start + word for word in shares.argmax(1)[shares.max(1) > WANTED].tolist()} - sources - {end}
        )
        if wanted:
            tags = tags.copy() if tags is scores.tags else tags
            tags[sorted(wanted), TAGS.index("B-source")] += RAISED
            again.append(number)
    return tags, again


def pointed(queries: Floats, keys: Floats) -> Floats:
    """(queries, words + 1): the share of each word of a window in what a query points to; the last
    column is nothing, which scores zero."""
    scored = np.concatenate([queries @ keys.T, np.zeros((len(queries), 1), np.float32)], 1)
    shares: Floats = np.exp(scored - scored.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return shares
