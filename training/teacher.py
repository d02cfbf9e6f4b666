"""The original all-MiniLM-L6-v2 as its authors use it: a text → one vector of length 1.

What `training.embedding` learns from: the mean over the last layer's vectors of all pieces, the special ones
included. Paraphrases are near each other, but it costs a second pass of a whole encoder for every content.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.network import WIDTH, Reader, load_pretrained

LONGEST = 256
"""Pieces of a text that are read at most, as in the authors' `sentence_bert_config.json`."""

PIECES_IN_BATCH = 4096


class Teacher:
    """Texts in, (texts, 384) vectors of length 1 out."""

    def __init__(self, folder: Path) -> None:
        self._network = Reader(dropout=0.0).eval()
        load_pretrained(self._network, folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        encoded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        return self.embed_pieces(encoded)

    def embed_pieces(self, encoded: Sequence[Sequence[int]]) -> np.ndarray:
        """The same of ids, special pieces included."""
        out = np.zeros((len(encoded), WIDTH), np.float32)
        for batch in _batches(encoded):
            ids = torch.tensor([encoded[index] for index in batch])
            out[batch] = self._mean(ids).numpy()
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)

    @torch.no_grad()
    def _mean(self, ids: torch.Tensor) -> torch.Tensor:
        """(texts, pieces) of equal length → (texts, width)"""
        network = self._network
        x = network.words(ids) + network.positions(torch.arange(ids.shape[1]))
        x = network.embedding_norm(x)
        nothing_hidden = torch.zeros(1, 1, 1, ids.shape[1])
        for layer in network.layers:
            x = layer(x, nothing_hidden)
        return x.mean(1)


def _batches(encoded: Sequence[Sequence[int]]) -> list[list[int]]:
    """Indices of texts with equally many pieces, so that nothing is padded."""
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index]))
    out: list[list[int]] = []
    for index in order:
        length = len(encoded[index])
        if out and len(encoded[out[-1][0]]) == length and (len(out[-1]) + 1) * length <= PIECES_IN_BATCH:
            out[-1].append(index)
        else:
            out.append([index])
    return out
