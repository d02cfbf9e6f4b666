"""The packaged network is the one that was trained, and is not opened when it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import BrokenModel
from sayso.models.encoding import Window
from sayso.models.labels import OUTPUTS, TAGS
from sayso.models.reader import Reader, packaged

REFERENCE = Path(__file__).with_name("reference.npz")
"""Random windows and what the trained network made of them, in 32 bits; written by `training.export`."""


INPUTS = ("pieces", "features", "starts")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import sayso.models.reader as module

    source = Path(module.__file__).parent / "reader"
    return Path(shutil.copytree(source, tmp_path / "reader"))


def test_the_packaged_network_says_what_the_trained_one_said() -> None:
    same: list[bool] = []
    with np.load(REFERENCE) as reference:
        for number in range(3):
            pieces, features, starts = (reference[f"{name}{number}"] for name in INPUTS)
            window = Window(0, len(starts), pieces[0].tolist(), features[0].tolist(), starts.tolist())
            got, expected = packaged().run(window), reference[f"outputs{number}"].astype(np.float32)
            assert got.shape == (len(starts), sum(OUTPUTS.values()))
            likeness = np.sum(got * expected) / np.linalg.norm(got) / np.linalg.norm(expected)
            assert likeness > 0.995
            same += (got[:, : len(TAGS)].argmax(1) == expected[:, : len(TAGS)].argmax(1)).tolist()
    # The pieces are random, and so are many of the network's choices close.
    assert np.mean(same) > 0.9


def test_a_changed_file_is_not_opened(folder: Path) -> None:
    with open(folder / "reader.onnx", "r+b") as handle:
        handle.seek(1000)
        handle.write(b"\0\0\0\0")
    with pytest.raises(BrokenModel, match=r"reader\.onnx: not the file that was shipped"):
        Reader(folder)


def test_a_missing_file_is_one_clear_line(folder: Path) -> None:
    (folder / "decoder.npz").unlink()
    with pytest.raises(BrokenModel, match="install sayso again"):
        Reader(folder)


def test_words_of_any_length_are_read() -> None:
    read = packaged().read([["x" * 10_000, "said", "it"], [], ["…"]])
    assert read.windows == ((0, 4),)
    assert all(len(rows) == 4 for rows in read.parts.values())


def test_nothing_to_read_is_nothing_read() -> None:
    read = packaged().read([])
    assert read.windows == ()
    assert {len(rows) for rows in read.parts.values()} == {0}
