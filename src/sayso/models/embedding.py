"""Short vectors of texts, in which what says the same is near: what linking compares contents by.

A text's vector is the sum of one vector for each of its word pieces, made to length 1. There is no
network to run: looking up and adding is all. How the vectors were learned: `training/embedding.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.models.manifest import checked

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from sayso.types import Floats

LONGEST = 20_000
"""Characters of a text that are looked at; no content is near as long, and it bounds memory."""


class Embedder:
    """Vectors of word pieces, and the tokenizer that tells the pieces.

    ``table`` is (pieces, width) in 8 bits, ``scale`` (pieces,) what each row is to be multiplied by.
    """

    def __init__(self, table: NDArray[np.int8], scale: Floats, tokenizer: Tokenizer) -> None:
        self._table, self._scale, self._tokenizer = table, scale, tokenizer
        self.width: int = table.shape[1]

    @classmethod
    def loaded(cls, folder: Path, tokenizer: Path) -> Embedder:
        """From the folder of the vectors and that of the tokenizer; raises `BrokenModel`."""
        from tokenizers import Tokenizer

        content = checked(folder)
        with np.load(BytesIO(content["vectors.npz"])) as arrays:
            table, scale = arrays["table"], arrays["scale"]
        return cls(
            table, scale, Tokenizer.from_buffer(checked(tokenizer, "tokenizer.json")["tokenizer.json"])
        )

    def embed(self, texts: Sequence[str]) -> Floats:
        """(texts, width) in 32-bit floats, each row of length 1.

        The same text has the same bits whatever stands beside it. A text without any piece that says
        something (empty, or white space) is all zeros: it is near nothing.
        """
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.width), np.float32)

    def _vector(self, text: str) -> Floats:
        pieces = self._tokenizer.encode(text[:LONGEST], add_special_tokens=False).ids
        # Each text is added by itself and in order, never in a product of matrices, whose rounding
        # differs with the size of the batch.
        total: Floats = (self._table[pieces] * self._scale[pieces, None]).sum(axis=0, dtype=np.float32)
        length = np.sqrt((total * total).sum(dtype=np.float32))
        return total / length if length > 0 else total


@cache
def packaged() -> Embedder:
    """The embedder that ships with Sayso; opened once per process. Raises `BrokenModel`."""
    models = Path(str(files("sayso.models")))
    return Embedder.loaded(models / "embedding", models / "reader")
