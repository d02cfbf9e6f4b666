"""The place head looks where it says it looks, and the packaged one tells actors from places."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.models.acting import AROUND, Places, around
from sayso.parse import parse
from sayso.types import Block, BlockKind, Report

# "in New Town , they met": the tree hangs from "met"; "New Town" is one name.
HEADS = np.array([2, 2, 5, 5, 5, -1])
FIRSTS = np.array([0, 1, 1, 3, 4, 5])
SENTENCES = np.array([[0, 6]])


def test_the_surroundings_of_a_name() -> None:
    rows = np.arange(1, 7, dtype=np.float32)[:, None]
    town = dict(zip(AROUND, around(rows, HEADS, FIRSTS, SENTENCES)[2, :, 0].tolist(), strict=True))
    assert town == {
        "head": 3,
        "governor": 6,
        "its governor": 0,
        "1 before": 1,
        "2 before": 0,
        "1 after": 4,
        "sentence": 3.5,
    }


def test_scores_are_the_weighed_surroundings() -> None:
    draw = np.random.default_rng(1)
    rows = draw.normal(size=(6, 5)).astype(np.float32)
    places = Places(draw.normal(size=(len(AROUND), 5)).astype(np.float32), 0.5)
    expected = (around(rows, HEADS, FIRSTS, SENTENCES) * places.weights).sum((1, 2)) + 0.5
    assert places.scores(rows, HEADS, FIRSTS, SENTENCES) == pytest.approx(expected, abs=1e-5)


def test_no_words_no_scores() -> None:
    places = Places(np.zeros((len(AROUND), 5), np.float32), 0.5)
    none = np.zeros(0, np.intp)
    assert len(places.scores(np.zeros((0, 5), np.float32), none, none, none.reshape(0, 2))) == 0


def acting(text: str, name: str) -> float:
    parsed = parse(Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),)))
    index = next(i for i, token in enumerate(parsed.tokens) if token.start == text.index(name))
    return float(parsed.scores.acting[index])


@pytest.mark.parametrize(
    ("text", "name", "acts"),
    [
        ("Lisbon denied that it had closed the crossing.", "Lisbon", True),
        ("She rented a small flat in Lisbon last year.", "Lisbon", False),
        ("Norway and Portugal accused Peru of spying.", "Peru", True),
        ("Two farmers were hurt near Bergen, the group said.", "Bergen", False),
    ],
)
def test_who_acts_and_what_is_a_place(text: str, name: str, acts: bool) -> None:
    assert (acting(text, name) > 0) == acts
