"""Fits the weights of `sayso.attribute.confidence`, and says how far the confidence can be believed.

    python benchmarks/confidence.py --polnear FOLDER

FOLDER is PolNeAR, or one part of it, that the model was not trained on. An attribution is right by the
scorer's relation rule (`benchmarks.polnear.right`). Prints the weights fitted on all articles, to be put
into the module, and what they are worth by cross-validation: each fifth of the articles under weights
fitted on the others. With the packaged model it also writes results/confidence.json and .md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import articles, part_of, report, right, roles
from benchmarks.tables import Cell, save, table

from sayso.attribute import drafted
from sayso.attribute.confidence import FLOOR, WEIGHTS, features, tag_shares
from sayso.errors import BrokenModel
from sayso.models.reader import Reader, packaged
from sayso.parse import parse

FOLDS = 5
BINS = 10
RIDGE = 1e-2
"""Pulls weights towards zero, by as much as a hundredth of an attribution would: it only keeps the fit
finite where the two kinds can be told apart without error."""

ITERATIONS = 50

Values = NDArray[np.float64]


class Observed(NamedTuple):
    """(attributions, features) in the order of `WEIGHTS`, whether each is right, and its article's number;
    how many a perfect reader would find."""

    rows: Values
    hits: Values
    numbers: NDArray[np.int64]
    gold: int


def observed(folder: Path, reader: Reader) -> Observed:
    """What Sayso finds in PolNeAR's articles, however unsure."""
    rows, hits, numbers, count = [], [], [], 0
    for number, article in enumerate(articles(folder)):
        read = report(article.text)
        parsed = parse(read, reader)
        pairs = drafted(read, parsed)
        shares = tag_shares(parsed.scores)
        for draft, _ in pairs:
            values = features(draft, shares)
            rows.append([values[name] for name in WEIGHTS])
        gold = article.gold()
        hits += right(article.text, [roles(attribution) for _, attribution in pairs], gold)
        numbers += [number] * len(pairs)
        count += len(gold)
    table = np.array(rows, float).reshape(-1, len(WEIGHTS))
    return Observed(table, np.array(hits, float), np.array(numbers, int), count)


def fitted(rows: Values, hits: Values) -> Values:
    """The weights of a logistic regression, by Newton's method (iteratively reweighted least squares)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(ITERATIONS):
        chances = probabilities(rows, weights)
        slope = rows.T @ (hits - chances) - RIDGE * weights
        bend = (rows.T * (chances * (1 - chances))) @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def probabilities(rows: Values, weights: Values) -> Values:
    chances: Values = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
    return chances


def cross_validated(rows: Values, hits: Values, numbers: NDArray[np.int64]) -> Values:
    """Each attribution's probability under weights fitted without its fold of the articles."""
    out = np.zeros(len(hits))
    for fold in range(FOLDS):
        held = numbers % FOLDS == fold
        out[held] = probabilities(rows[held], fitted(rows[~held], hits[~held]))
    return out


def brier(chances: Values, hits: Values) -> float:
    """The mean squared error of the probabilities: 0 is perfect."""
    return float(np.mean((chances - hits) ** 2))


def reliability(chances: Values, hits: Values) -> list[tuple[float, int, float, float]]:
    """For each tenth of the scale that has any: its lower end, how many attributions, their mean
    probability, and the share of them that is right."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    return [
        (
            number / BINS,
            int((bins == number).sum()),
            float(chances[bins == number].mean()),
            float(hits[bins == number].mean()),
        )
        for number in range(BINS)
        if (bins == number).any()
    ]


def calibration_error(chances: Values, hits: Values) -> float:
    """How far probability and share part, on average over attributions (expected calibration error)."""
    rows = reliability(chances, hits)
    return sum(count * abs(mean - share) for _, count, mean, share in rows) / len(hits)


def floors(chances: Values, hits: Values, gold: int) -> list[tuple[float, int, float, float, float]]:
    """What is left when unsure attributions are left out: the least confidence kept, how many are kept,
    their precision, recall and F1 (0 to 100)."""
    rows = []
    for floor in np.arange(0, 0.6, 0.05).tolist():
        kept = chances >= floor
        found = float(hits[kept].sum())
        precision, recall = found / max(1, kept.sum()), found / max(1, gold)
        f1 = 200 * found / max(1, kept.sum() + gold)
        rows.append((round(floor, 2), int(kept.sum()), 100 * precision, 100 * recall, f1))
    return rows


def shown(chances: Values, hits: Values, gold: int) -> str:
    rows: list[list[Cell]] = [
        [f"{low:.1f} to {low + 1 / BINS:.1f}", count, mean, share]
        for low, count, mean, share in reliability(chances, hits)
    ]
    base = brier(np.full(len(hits), hits.mean()), hits)
    return (
        table(["confidence", "attributions", "mean confidence", "share right"], rows, digits=2)
        + f"\n\nBrier score {brier(chances, hits):.3f} (the share right, given to all alike: {base:.3f}); "
        f"expected calibration error {calibration_error(chances, hits):.3f}; "
        f"{len(hits):,} attributions, {hits.mean():.1%} right; {FOLDS}-fold cross-validation by article.\n\n"
        + table(
            ["kept from", "attributions", "precision", "recall", "F1"],
            [[f"{floor:.2f}", *figures] for floor, *figures in floors(chances, hits, gold)],
        )
        + f"\n\nThe floor in use is {FLOOR}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="the corpus, or one part of it")
    parser.add_argument("--part", default="dev", help="the part to fit on (dev)")
    parser.add_argument("--model", type=Path, help="a model's folder in place of the packaged one")
    options = parser.parse_args()
    folder = part_of(options.polnear, options.part)
    if folder is None:
        print(f"the confidence is not fitted: no text/ and attributions/ in {options.polnear}")
        return
    try:
        reader = Reader(options.model) if options.model else packaged()
    except BrokenModel as problem:
        sys.exit(f"the confidence is not fitted: {problem}")
    rows, hits, numbers, gold = observed(folder, reader)
    if not 0 < hits.sum() < len(hits):
        print(f"the confidence is not fitted: {hits.sum():.0f} of {len(hits)} attributions are right")
        return
    weights = dict(zip(WEIGHTS, np.round(fitted(rows, hits), 3).tolist(), strict=True))
    print("\n".join(["WEIGHTS = {", *(f'    "{name}": {weight},' for name, weight in weights.items()), "}"]))
    chances = cross_validated(rows, hits, numbers)
    print(f"\n{shown(chances, hits, gold)}")
    if options.model is None:
        figures = {"brier": brier(chances, hits), "calibration_error": calibration_error(chances, hits)}
        content = {
            "part": options.part,
            "weights": weights,
            **figures,
            "reliability": reliability(chances, hits),
            "floors": floors(chances, hits, gold),
        }
        save("confidence", f"Confidence, PolNeAR {options.part}", shown(chances, hits, gold), content)


if __name__ == "__main__":
    main()
