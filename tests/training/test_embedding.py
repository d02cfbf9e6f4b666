"""The embedding learns what its teacher says, and what is written is what is read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
import training.embedding as module
from training.embedding import Static, agreement, beginning, distance, learn, principal, unit, write
from training.network import VOCABULARY
from training.teacher import _batches

from sayso.models.embedding import Embedder

DRAW = np.random.default_rng(0)


def vectors(count: int, width: int = 8) -> np.ndarray:
    return unit(DRAW.normal(size=(count, width)).astype(np.float32))


def test_a_student_like_its_teacher_agrees_with_it_wholly() -> None:
    taught = vectors(30)
    assert agreement(taught.copy(), taught) == pytest.approx({"correlation": 1, "first": 1, "in ten": 1})
    assert agreement(vectors(30), taught)["correlation"] < 0.5


def test_nothing_is_nearer_to_the_teacher_than_itself() -> None:
    taught = torch.from_numpy(vectors(30))
    itself, another = distance(taught, taught), distance(torch.from_numpy(vectors(30)), taught)
    assert float(itself) == pytest.approx(0, abs=1e-5)
    assert float(another) > 0.5


def test_all_axes_keep_the_cosines() -> None:
    taught = vectors(30)
    turned = taught @ principal(taught, 8)
    assert np.allclose(turned @ turned.T, taught @ taught.T, atol=1e-5)


def test_a_common_piece_begins_shorter_than_a_rare_one() -> None:
    start = beginning(vectors(VOCABULARY), [[5] * 900 + list(range(100))])
    assert np.linalg.norm(start[5]) < 0.2 * np.linalg.norm(start[6])


def test_it_learns_what_it_is_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 32)
    monkeypatch.setattr(module, "RATE", 0.05)
    hidden = vectors(20)
    encoded = [DRAW.integers(0, 20, 4).tolist() for _ in range(300)]
    taught = unit(np.stack([hidden[pieces].sum(0) for pieces in encoded]))
    model = Static(vectors(20))
    parts = {"train": encoded[:250], "dev": encoded[250:]}
    given = {"train": taught[:250], "dev": taught[250:]}

    def now() -> float:
        with torch.no_grad():
            return agreement(model(*module.bags(parts["dev"])).numpy(), given["dev"])["correlation"]

    before = now()
    learn(model, parts, given, epochs=20)
    assert now() > max(0.9, before)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    reader = Path(module.__file__).parents[1] / "src/sayso/models/reader"
    table = DRAW.normal(size=(VOCABULARY, 8)).astype(np.float32)
    write(table, tmp_path)
    embedder = Embedder.loaded(tmp_path, reader)
    pieces = embedder._tokenizer.encode("the harbour", add_special_tokens=False).ids
    assert np.allclose(embedder.embed(["the harbour"])[0], unit(table[pieces].sum(0)[None])[0], atol=0.02)


def test_batches_have_texts_of_one_length_and_every_text_once() -> None:
    encoded = [[0] * int(length) for length in DRAW.integers(1, 30, 500)]
    batches = _batches(encoded)
    assert sorted(index for batch in batches for index in batch) == list(range(500))
    assert all(len({len(encoded[index]) for index in batch}) == 1 for batch in batches)
