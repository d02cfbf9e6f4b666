"""The fit of the confidence, and what is said of how far to believe it."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.confidence import (
    brier,
    calibration_error,
    cross_validated,
    fitted,
    floors,
    probabilities,
    reliability,
)


def drawn(count: int = 4000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of a bias and a feature, with hits drawn by the weights -1 and 3."""
    random = np.random.default_rng(7)
    rows = np.stack([np.ones(count), random.uniform(0, 1, count)], 1)
    hits = (random.uniform(0, 1, count) < probabilities(rows, np.array([-1.0, 3.0]))).astype(float)
    return rows, hits, np.arange(count) // 20


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    rows, hits, _ = drawn()
    assert fitted(rows, hits) == pytest.approx([-1.0, 3.0], abs=0.3)


def test_the_fit_stays_finite_where_nothing_is_in_doubt() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0]] * 10)
    weights = fitted(rows, rows[:, 1])
    assert np.isfinite(weights).all()
    assert weights[1] > 0


def test_held_out_probabilities_of_a_true_model_are_calibrated() -> None:
    rows, hits, numbers = drawn()
    chances = cross_validated(rows, hits, numbers)
    assert calibration_error(chances, hits) < 0.05
    assert brier(chances, hits) < brier(np.full(len(hits), hits.mean()), hits)


def test_the_reliability_table_has_the_tenths_that_occur() -> None:
    chances, hits = np.array([0.05, 0.95, 1.0]), np.array([1.0, 1.0, 0.0])
    assert reliability(chances, hits) == [
        (0.0, 1, pytest.approx(0.05), 1.0),
        (0.9, 2, pytest.approx(0.975), 0.5),
    ]
    assert calibration_error(chances, hits) == pytest.approx((0.95 + 2 * 0.475) / 3)


def test_a_floor_gains_precision_and_loses_recall() -> None:
    chances, hits = np.array([0.1, 0.3, 0.9, 0.9]), np.array([0.0, 1.0, 1.0, 1.0])
    rows = {floor: figures for floor, *figures in floors(chances, hits, 4)}
    assert rows[0.0] == [4, 75, 75, 75]
    assert rows[0.2] == [3, 100, 75, pytest.approx(600 / 7)]
    assert rows[0.5] == [2, 100, 50, pytest.approx(400 / 6)]
