"""How sure an attribution is: a logistic model over a handful of named features.

`benchmarks/confidence.py` fits the weights on PolNeAR's development part and says how far the result
can be believed.
"""

from __future__ import annotations

from math import exp, log

import numpy as np

from sayso.attribute.linking import Draft
from sayso.attribute.tagging import Chunk
from sayso.models.labels import TAGS
from sayso.types import Floats, Scores

FLOOR = 0.2
"""An attribution below this is left out: of those, four in five are not what an annotator marks."""

WEIGHTS = {
    # What is true of every attribution.
    "bias": -6.95,
    # The mean and the least share of the content's tag over its tokens: a weak spot is a wrong end.
    "content": 7.13,
    "content_least": -0.66,
    # The share of the beginning of a content on its first token: where it begins is seldom in doubt.
    "beginning": -0.29,
    # The logarithm of the content's tokens: a word or two is seldom a statement.
    "length": 1.00,
    # Whether there is a cue, and the mean share of its tag.
    "has_cue": -1.29,
    "cue": 2.23,
    # The same for the source.
    "has_source": 0.48,
    "source": 0.65,
    # The share that the least sure link has among all words that it could point to.
    "link": 1.28,
}


def confidence(draft: Draft, shares: Floats) -> float:
    """The probability, 0 to 1, that an annotator marks this content with this source."""
    total = sum(WEIGHTS[name] * value for name, value in features(draft, shares).items())
    return round(1 / (1 + exp(-total)), 3)


def tag_shares(scores: Scores) -> Floats:
    """(tokens, tags): the softmax of each token's tags."""
    shares: Floats = np.exp(scores.tags - scores.tags.max(1, keepdims=True, initial=-np.inf))
    shares /= shares.sum(1, keepdims=True)
    return shares


def features(draft: Draft, shares: Floats) -> dict[str, float]:
    """The features of a draft by name, in the order of `WEIGHTS`; ``shares`` are `tag_shares`."""
    content = np.concatenate([_of(chunk, shares) for chunk in draft.content])
    return {
        "bias": 1.0,
        "content": float(content.mean()),
        "content_least": float(content.min()),
        "beginning": float(shares[draft.content[0].first, TAGS.index("B-content")]),
        "length": log(len(content)),
        "has_cue": float(draft.cue is not None),
        "cue": float(_of(draft.cue, shares).mean()) if draft.cue else 0.0,
        "has_source": float(draft.source is not None),
        "source": float(_of(draft.source, shares).mean()) if draft.source else 0.0,
        "link": draft.link,
    }


def _of(chunk: Chunk, shares: Floats) -> Floats:
    """The share of a chunk's own role on each of its tokens."""
    beginning = TAGS.index(f"B-{chunk.role}")
    total: Floats = shares[chunk.first : chunk.last, beginning : beginning + 2].sum(1)
    return total
