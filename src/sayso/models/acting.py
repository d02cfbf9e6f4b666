"""The place head: does a name of a place stand for its government, people or team, or for the place?

"Moscow denied it" against "a flat in Moscow". One logistic regression over what the encoder says of the
name's head and of the words around it; the weights stand beside the encoder's, made by
`training/places.py`.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.types import Floats

AROUND: Final = ("head", "governor", "its governor", "1 before", "2 before", "1 after", "sentence")
"""The words that are looked at, from the head of a name: itself, its governor and that one's governor in
the tree, the words next to the name, and the mean over the sentence."""


def around(
    rows: Floats, heads: NDArray[np.intp], firsts: NDArray[np.intp], sentences: NDArray[np.intp]
) -> Floats:
    """(tokens, columns) → (tokens, len(AROUND), columns): each token's surroundings, zero where none are.

    ``heads`` is each token's governor, -1 for none; ``firsts`` the first token of the name that it belongs
    to, itself for none; ``sentences`` (sentences, 2) the first token and the end of each sentence, which
    cover all tokens.
    """
    count = len(rows)
    here = np.arange(count)
    governors = np.append(heads, -1)
    above = governors[heads]
    behind = np.where(here + 1 < count, here + 1, -1)
    padded = np.concatenate([rows, np.zeros((1, rows.shape[1]), rows.dtype)])
    places = (here, heads, above, _before(firsts, 1), _before(firsts, 2), behind)
    lengths = sentences[:, 1] - sentences[:, 0]
    means = np.add.reduceat(rows, sentences[:, 0], axis=0) / lengths[:, None] if count else rows
    near = [padded[place] for place in places]
    return np.stack([*near, np.repeat(means, lengths, axis=0)], axis=1)


def _before(firsts: NDArray[np.intp], steps: int) -> NDArray[np.intp]:
    return np.where(firsts >= steps, firsts - steps, -1)


class Places:
    """The place head's weights: (len(AROUND), columns) and a constant."""

    def __init__(self, weights: Floats, constant: float) -> None:
        self.weights, self.constant = weights, constant

    @classmethod
    def loaded(cls, content: bytes) -> Places:
        with np.load(BytesIO(content)) as arrays:
            return cls(arrays["weights"], float(arrays["constant"]))

    def scores(
        self, rows: Floats, heads: NDArray[np.intp], firsts: NDArray[np.intp], sentences: NDArray[np.intp]
    ) -> Floats:
        """(tokens,) logits, as `sayso.types.Scores.acting` has them; arguments as `around` takes them.

        The encoder's rows are weighed for every part of the surroundings before they are moved about:
        the same sum, with far less to move.
        """
        weighed = rows @ self.weights.T
        moved = around(weighed, heads, firsts, sentences)
        logits: Floats = np.einsum("tkk->t", moved) + np.float32(self.constant)
        return logits.astype(np.float32)
