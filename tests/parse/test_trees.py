"""The best tree with one root."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse.trees import heads, sentence_heads


def is_tree(found: list[int]) -> bool:
    """Whether every token leads up to the one root."""
    if found.count(-1) != 1:
        return False
    for start in range(len(found)):
        node, steps = start, 0
        while node >= 0 and steps <= len(found):
            node, steps = found[node], steps + 1
        if node >= 0:
            return False
    return True


def total(scores: np.ndarray, found: list[int]) -> float:
    return float(sum(scores[token, head + 1] for token, head in enumerate(found)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_no_tree_is_better_than_the_one_found(size: int) -> None:
    random = np.random.default_rng(size)
    trees = [t for t in map(list, product(range(-1, size), repeat=size)) if is_tree(t)]
    for _ in range(40):
        scores = random.normal(size=(size, size + 1)).astype(np.float32)
        found = heads(scores).tolist()
        assert is_tree(found)
        assert total(scores, found) == pytest.approx(max(total(scores, tree) for tree in trees), abs=1e-4)


def test_the_best_head_of_each_token_stands_where_it_makes_a_tree() -> None:
    scores = np.zeros((3, 4), np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 1
    assert heads(scores).tolist() == [1, -1, 1]


def test_only_the_better_of_two_roots_stays() -> None:
    scores = np.array([[3, -9, 1], [5, 0, -9]], np.float32)
    assert heads(scores).tolist() == [1, -1]


SCORES = st.tuples(st.integers(1, 60), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.1, 1.0, 50.0])).map(
    lambda given: (
        np.random.default_rng(given[1])
        .normal(scale=given[2], size=(given[0], given[0] + 1))
        .astype(np.float32)
    )
)


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_any_scores_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(heads(scores).tolist())


@given(SCORES, st.sampled_from([np.nan, np.inf, -np.inf]), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_broken_scores_give_a_tree_too(scores: np.ndarray, value: float, seed: int) -> None:
    scores = np.where(np.random.default_rng(seed).random(scores.shape) < 0.5, np.float32(value), scores)
    assert is_tree(heads(scores).tolist())


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_sentences_of_a_window_are_read_each_for_itself(lengths: list[int], seed: int) -> None:
    ends = np.cumsum(lengths).tolist()
    bounds = list(zip([0, *ends], ends, strict=False))
    scores = np.random.default_rng(seed).normal(size=(ends[-1], ends[-1] + 1)).astype(np.float32)
    found = sentence_heads(scores, bounds)
    for first, last in bounds:
        alone = heads(scores[first:last, [0, *range(first + 1, last + 1)]])
        assert np.where(alone < 0, -1, alone + first).tolist() == found[first:last].tolist()


def test_no_tokens_have_no_heads() -> None:
    assert sentence_heads(np.zeros((0, 1), np.float32), []).tolist() == []
