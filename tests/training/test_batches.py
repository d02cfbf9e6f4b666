"""Samples as tensors. Only where torch is installed."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

from training.batches import batched, collate, items, padded
from training.corpora import IGNORE, NOTHING, Sample

from sayso.models.encoding import Piece, case
from sayso.models.labels import TAGS

LONG = ["word"] * 299 + ["."]


def pieces_of(word: str) -> Piece:
    return (1000 + len(word),), case(word)


def test_links_count_from_their_windows_first_word_and_those_that_leave_it_are_left_out() -> None:
    sample = Sample("two", [["a"] * 200, ["b"] * 200], tags=[0] * 400)
    sample.pieces = [(210, 212, 205), (1, 2, 205), (3, 3, NOTHING)]
    sample.cues = [(205, 201), (207, 1)]
    work = items([sample], pieces_of, None)
    assert [(window.first, window.last) for _, window in work] == [(0, 200), (200, 400)]
    batch = collate(work)
    assert batch["pieces"].tolist() == [[0, 3, 3, NOTHING], [1, 10, 12, 5]]
    assert batch["cues"].tolist() == [[1, 5, 1]]


def test_what_a_sample_lacks_is_ignored() -> None:
    batch = collate(items([Sample("bare", [["One", "word"]])], pieces_of, None))
    assert set(batch["tags"].flatten().tolist()) == {IGNORE}
    assert batch["pieces"].shape == (0, 4)
    assert batch["lengths"].tolist() == [2]


def test_a_content_that_goes_on_from_the_window_before_begins_there() -> None:
    begin, inside = TAGS.index("B-content"), TAGS.index("I-content")
    sample = Sample("long", [LONG], tags=[begin] + [inside] * 299, pieces=[], cues=[])
    work = items([sample], pieces_of, None)
    batch = collate(work)
    assert len(work) == 2
    assert batch["tags"][:, :2].tolist() == [[begin, inside], [begin, inside]]


def test_heads_outside_the_window_are_not_learned() -> None:
    heads = [NOTHING] + [0] * 299
    work = items([Sample("long", [LONG], heads=heads, relations=[0] * 300)], pieces_of, None)
    batch = collate(work)
    assert batch["heads"][0, :3].tolist() == [NOTHING, 0, 0]
    assert batch["heads"][1, 0] == IGNORE


def test_a_batch_holds_windows_of_one_padded_length_and_every_window_is_in_one() -> None:
    samples = [Sample(str(n), [["word"] * n]) for n in (10, 20, 90, 100, 250)]
    work = items(samples, pieces_of, None)
    batches = batched(list(work), 256, random.Random(0))
    assert sorted(s.name for batch in batches for s, _ in batch) == sorted(s.name for s in samples)
    assert all(len({padded(len(window.pieces)) for _, window in batch}) == 1 for batch in batches)
