"""The weights of `sayso.link.claims.scorer.FEATURES`, by logistic regression on the dev pairs.

    python -m benchmarks.origins_claims_fit --readings READINGS.jsonl --paths PATHS.txt

Prints the weights that fit, and what thresholds would give where each pair is judged by weights that were
fitted without its story. The weights are rounded into the table by hand, and the bias lowered there to where
nine of ten pairs that are judged the same are so.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.origins_claims import Example, invented, marked, short

from sayso.link.claims.pair import Pair, side
from sayso.link.claims.scorer import FEATURES, VETOES
from sayso.types import Floats

RIDGE = 1.0
"""How strongly the weights are held to nothing."""

SHARE = {"news-events": 1.0, "invented": 0.3, "short": 0.3}
"""How much a pair counts. Those that were made up were made to be hard, and are so in another way than what
reports hold."""

FOLDS = 6


def measured(examples: Sequence[Example]) -> tuple[Floats, Floats, Floats]:
    """What the features measure, (pairs, 1 + features), the first column ones; which pairs are marked the
    same; which no veto rules out."""
    pairs = [Pair(side(example.one), side(example.other)) for example in examples]
    matrix = [[1.0, *(feature.measure(pair) for feature in FEATURES)] for pair in pairs]
    possible = [not any(veto.holds(pair) for veto in VETOES) for pair in pairs]
    return np.array(matrix), np.array([e.same for e in examples], float), np.array(possible, bool)


def fit(matrix: Floats, same: Floats, shares: Floats) -> Floats:
    """The bias and the weights. A weight that would come out with another sign than the table's is left at 0:
    a reason that speaks against what it says is none."""
    signs = np.sign(np.array([0.0, *(feature.weight for feature in FEATURES)]))
    used = np.arange(matrix.shape[1])
    while True:
        weights = _regression(matrix[:, used], same, shares)
        right = weights * signs[used] >= 0
        if right.all():
            every = np.zeros(matrix.shape[1])
            every[used] = weights
            return every
        used = used[right]


def _regression(matrix: Floats, same: Floats, shares: Floats) -> Floats:
    """Newton's method; the bias, which is the first column's, is not held back."""
    held = np.diag([0.0, *[RIDGE] * (matrix.shape[1] - 1)])
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (shares * (same - probability)) - held @ weights
        curve = (matrix * (shares * probability * (1 - probability))[:, None]).T @ matrix + held
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def crossed(examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """The weights fitted on all, and each pair's score by weights that were fitted without its story."""
    matrix, same, possible = measured(examples)
    shares = np.array([SHARE[example.source] for example in examples])
    fold = np.array([int(hashlib.md5(e.story.encode()).hexdigest(), 16) % FOLDS for e in examples])
    scores = np.zeros(len(same))
    for number in range(FOLDS):
        others = possible & (fold != number)
        learned = fit(matrix[others], same[others], shares[others])
        scores[fold == number] = 1 / (1 + np.exp(-matrix[fold == number] @ learned))
    scores[~possible] = 0
    return fit(matrix[possible], same[possible], shares[possible]), scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    options = parser.parse_args()
    every = [*marked(options.readings, options.paths)[0], *invented()[0], *short()]
    examples = [example for example in every if example.half == "dev"]
    weights, scores = crossed(examples)
    for name, weight in zip(["bias", *(feature.name for feature in FEATURES)], weights, strict=True):
        print(f"{name} {weight:.2f}")
    same = np.array([example.same for example in examples], bool)
    for source in SHARE:
        of = np.array([example.source == source for example in examples], bool)
        for at in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85):
            judged = scores[of] >= at
            precision, recall = np.mean(same[of][judged]), np.mean(judged[same[of]])
            right = np.mean(judged == same[of])
            print(f"{source} ≥ {at}: precision {precision:.3f} recall {recall:.3f} right {right:.3f}")


if __name__ == "__main__":
    main()
