"""Embeddings are near for what says the same, of length 1, and the same bits in any company."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso.models.embedding as module
from sayso.errors import BrokenModel
from sayso.models.embedding import Embedder, packaged

MODELS = Path(module.__file__).parent

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=6)

TRIPLES = (
    ("the harbour will close for a month", "the port is to be shut for four weeks", "the mayor likes jazz"),
    (
        "talks with the rebels collapsed",
        "negotiations with insurgents broke down",
        "the bakery sells rye bread",
    ),
    ("the dam could burst within days", "the dam may break this week", "the striker scored two goals"),
    ("he ordered his troops to withdraw", "soldiers were told to pull back", "shares fell by a tenth"),
    ("the vaccine is safe for children", "kids can take the jab without risk", "the bridge needs new paint"),
)
"""What is said, the same in other words, and something else."""


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return packaged()


@pytest.mark.parametrize("triple", TRIPLES)
def test_the_same_in_other_words_is_nearer_than_something_else(
    embedder: Embedder, triple: tuple[str, str, str]
) -> None:
    said, same, other = embedder.embed(triple)
    assert said @ same > said @ other + 0.1


@given(TEXTS)
@settings(deadline=None)
def test_a_vector_has_length_one_or_is_nothing(texts: list[str]) -> None:
    vectors = packaged().embed(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), packaged().width)
    for vector in vectors:
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5) or not vector.any()


@given(TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_same_text_has_the_same_bits_in_any_company(texts: list[str], draw: object) -> None:
    together = packaged().embed(texts)
    backwards = packaged().embed(texts[::-1])[::-1]
    alone = np.concatenate([packaged().embed([text]) for text in texts])
    assert together.tobytes() == alone.tobytes() == backwards.tobytes()


def test_no_text_has_no_vectors_and_white_space_is_near_nothing(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.width)
    assert not embedder.embed(["", " \n\t"]).any()


def test_case_and_white_space_make_no_difference(embedder: Embedder) -> None:
    plain, other = embedder.embed(["the harbour will close", "The  HARBOUR will\nclose"])
    assert plain.tobytes() == other.tobytes()


def test_a_text_of_any_length_is_read(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed(["a long tale of the sea " * 50_000])).all()


def test_changed_vectors_are_not_opened(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MODELS / "embedding", tmp_path / "embedding"))
    with open(folder / "vectors.npz", "r+b") as handle:
        handle.seek(5000)
        handle.write(b"\x01\x02\x03\x04")
    with pytest.raises(BrokenModel, match=r"vectors\.npz: not the file that was shipped"):
        Embedder.loaded(folder, MODELS / "reader")


def test_a_missing_tokenizer_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match="install sayso again"):
        Embedder.loaded(MODELS / "embedding", tmp_path)


def test_importing_loads_no_runtime() -> None:
    heavy = "{'onnxruntime', 'tokenizers'}"
    code = f"import sys, sayso.models.embedding; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
