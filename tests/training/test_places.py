"""What the place head learns from: names without what is glued to them, and folds that share no sentence."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from training.places import FOLDS, Example, figures, folds, trimmed


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("They left Peru, at last", "Peru,", "Peru"),
        ("They came from Peru.", "Peru.", "Peru"),
        ("The U.S. agreed", "U.S.", "U.S."),
        ("(Norway) agreed", "(Norway)", "Norway"),
    ],
)
def test_a_name_loses_what_is_glued_to_it(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    first, last = trimmed(text, start, start + len(name))
    assert text[first:last] == expected


def examples(labels: list[int]) -> list[Example]:
    return [
        Example(f"sentence {i // 2}", np.zeros((1, 1), np.float32), label) for i, label in enumerate(labels)
    ]


def test_a_sentence_is_in_one_fold_and_every_fold_has_some() -> None:
    fold = folds(examples([0, 1] * 20))
    assert (fold[::2] == fold[1::2]).all()
    assert set(fold.tolist()) == set(range(FOLDS))


def test_figures_are_in_percent() -> None:
    said = np.array([True, True, False, False])
    assert figures(said, examples([1, 0, 0, 0])) == {
        "names": 4,
        "accuracy": 75.0,
        "F1": 66.7,
        "all places": 75.0,
    }
