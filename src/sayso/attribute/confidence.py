"""How sure an attribution is: a small logistic model over what the encoder scored."""

from __future__ import annotations

import numpy as np

from sayso.attribute.linking import Draft
from sayso.models.labels import TAGS
from sayso.types import Scores

WEIGHTS = {
    "bias": 0.0,  # fitted by benchmarks/confidence.py
    "content": 0.0,
    "cue": 0.0,
    "source": 0.0,
    "link": 0.0,
}


def confidence(draft: Draft, scores: Scores) -> float:
    """The probability, 0 to 1, that source, cue and content belong together as given."""
    values = features(draft, scores)
    total = sum(WEIGHTS[name] * value for name, value in values.items())
    return round(float(1 / (1 + np.exp(-total))), 3)


def features(draft: Draft, scores: Scores) -> dict[str, float]:
    """What the model sees: the mean share of the softmax that the chosen role has over the tokens of
    each part (0 where it is absent), and how sure the least sure link is."""
    out = {"bias": 1.0, "content": 0.0, "cue": 0.0, "source": 0.0, "link": draft.link}
    for chunk in [*draft.content, draft.cue, draft.source]:
        if chunk:
            rows = scores.tags[chunk.first : chunk.last]
            shares = np.exp(rows - rows.max(1, keepdims=True))
            column = TAGS.index(f"B-{chunk.role}")
            share = shares[:, column : column + 2].sum(1) / shares.sum(1)
            out[chunk.role] = max(out[chunk.role], float(share.mean()))
    return out
