"""Arc scores to dependency trees: the best tree of each sentence with exactly one root.

The root is put where it gains most and every other token takes its best head; no choice with one root
scores more, so where that is a tree, as in most sentences, it is the best one. For the others the
maximum spanning arborescence is found by contracting cycles: Chu and Liu, "On the shortest arborescence
of a directed graph" (1965); Edmonds, "Optimum branchings" (1967).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.types import Floats

Heads = NDArray[np.intp]

FORBIDDEN = 1e9
"""What stands for infinity: far beyond any score, and small enough to add up exactly enough."""


def heads(scores: Floats) -> Heads:
    """The heads of one sentence's tokens under the best tree with one root.

    ``scores`` is (n, n + 1): row i scores the heads of token i, column 0 being the root and column
    j + 1 token j; a token's score for itself is ignored. A head is a token's index, -1 for the root.
    """
    return sentence_heads(scores, [(0, len(scores))])


def sentence_heads(scores: Floats, bounds: Sequence[tuple[int, int]]) -> Heads:
    """The heads of all sentences of a window, as indices into the window, -1 for each sentence's root.

    ``scores`` is (T, T + 1) as in `heads`; arcs between sentences are left out of account. ``bounds``
    are the sentences' half-open token ranges: in order, none empty, together all of the T tokens.
    """
    count = len(scores)
    if not count:
        return np.zeros(0, np.intp)
    if not np.isfinite(scores).all():
        scores = np.nan_to_num(scores, nan=-FORBIDDEN, posinf=FORBIDDEN, neginf=-FORBIDDEN)
    lengths = [last - first for first, last in bounds]
    sentence = np.repeat(np.arange(len(bounds)), lengths)
    arcs = np.where(sentence[:, None] == sentence, scores[:, 1:], np.float32(-np.inf))
    np.fill_diagonal(arcs, -np.inf)
    best: Heads = arcs.argmax(1)
    gain = scores[:, 0] - arcs[np.arange(count), best]
    for first, last in bounds:
        best[first + int(gain[first:last].argmax())] = -1
    for first, last in (bounds[number] for number in _cyclic(best, sentence, max(lengths))):
        found = _spanning_tree(scores[first:last, 0], arcs[first:last, first:last])
        best[first:last] = np.where(found < 0, -1, found + first)
    return best


def _cyclic(best: Heads, sentence: Heads, longest: int) -> list[int]:
    """The sentences in which some token's heads, followed upwards, never end at a root."""
    count = len(best)
    # Each step doubles how far up a token looks; `count` stands for the root, where looking ends.
    above = np.append(np.where(best < 0, count, best), count)
    for _ in range(longest.bit_length()):
        above = above[above]
    return sorted(set(sentence[above[:count] != count].tolist()))


def _spanning_tree(root: Floats, arcs: Floats) -> Heads:
    """The best tree with one root, -1 for the root.

    ``root`` is (n,), ``arcs`` (n, n) with -inf on the diagonal. The best tree with any number of roots is
    found first: mostly it has one, and is the answer. Else every arc from the root is made to cost more
    than all other arcs together could gain, so that the best tree has no more than the one it needs;
    slower, because then nothing hangs on the root until all else has been contracted.
    """
    count = len(root)
    scores = np.full((count + 1, count + 1), -np.inf)
    scores[1:, 1:] = arcs
    scores[1:, 0] = root
    found = _arborescence(scores)
    if (found < 0).sum() > 1:
        finite = scores[np.isfinite(scores)]
        scores[1:, 0] -= (count + 1) * (finite.max() - finite.min() + 1.0)
        found = _arborescence(scores)
    return found


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """The maximum spanning arborescence by Chu-Liu/Edmonds: each node's head less one, node 0, the root,
    left out. ``scores`` is (nodes, nodes), with -inf on the diagonal and in the root's row.

    A cycle is contracted in place: its first node stands for it from then on, and the others, which no arc
    leads to any more, hang on the root meanwhile.
    """
    scores = scores.copy()
    best = scores.argmax(1).tolist()
    folded: list[tuple[list[int], list[int], list[int], list[int]]] = []
    while cycle := _cycle(best):
        top, inside = cycle[0], [best[node] for node in cycle]
        # Entering the cycle at one of its nodes gives up that node's arc within it.
        entering = scores[cycle] - scores[cycle, inside][:, None]
        leaving = scores[:, cycle]
        folded.append((cycle, inside, entering.argmax(0).tolist(), leaving.argmax(1).tolist()))
        scores[top], scores[:, top] = entering.max(0), leaving.max(1)
        scores[cycle[1:]] = scores[:, cycle[1:]] = scores[top, top] = -np.inf
        within = set(cycle)
        best = [top if head in within else head for head in best]
        for node in cycle[1:]:
            best[node] = 0
        best[top] = int(scores[top].argmax())
    for cycle, inside, enter, leave in reversed(folded):
        top, above = cycle[0], best[cycle[0]]
        best = [cycle[leave[node]] if head == top else head for node, head in enumerate(best)]
        for node, head in zip(cycle, inside, strict=True):
            best[node] = head
        best[cycle[enter[above]]] = above
    return np.array(best[1:], np.intp) - 1


def _cycle(best: list[int]) -> list[int]:
    """The nodes of one cycle among the heads ``best`` (node 0, the root, has none), or nothing."""
    seen = [0] * len(best)
    for start in range(1, len(best)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = best[node]
        if node and seen[node] == start:
            cycle = [node]
            while best[cycle[-1]] != node:
                cycle.append(best[cycle[-1]])
            return cycle
    return []
