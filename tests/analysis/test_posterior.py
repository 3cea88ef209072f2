"""What recorded outcomes say about numbers, and the check that the computation is right."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chisquare

from negotiation_sim.analysis import posterior
from negotiation_sim.analysis.posterior import (
    calibration_ranks,
    effective_points,
    posterior_table,
    posterior_weights,
    uniformity,
)

DRAWS = 99


def synthetic(points, episodes=3, classes=4, seed=1):
    """Points of one number from 0 to 1, and classes whose odds lean on it."""
    values = np.linspace(0, 1, points)
    rng = np.random.default_rng(seed)
    slopes = rng.normal(0, 3, (episodes, classes))
    odds = np.exp(values[:, None, None] * slopes)
    return values, odds / odds.sum(axis=2, keepdims=True)


def test_a_number_without_influence_stays_and_one_with_it_moves():
    values, probabilities = synthetic(2000)
    weights = posterior_weights(probabilities[:, :, 0])
    idle = np.random.default_rng(2).random(2000)
    table = posterior_table(pd.DataFrame({"idle": idle, "moving": values}), weights).set_index(
        "input"
    )
    assert table.loc["moving", "moved"]
    assert abs(table.loc["idle", "shift"]) < 4 * table.loc["idle", "error"]
    exact = (weights * values).sum()
    assert table.loc["moving", "mean"] == pytest.approx(exact)
    assert table.loc["moving", "low"] < exact < table.loc["moving", "high"]


def test_weights_are_those_of_rejection():
    """Accept a point when drawn classes equal the recorded ones: the accepted are distributed as
    the weights say, point by point."""
    _, probabilities = synthetic(20)
    history = probabilities[:, :, 0]
    rng = np.random.default_rng(3)
    accepted = np.array([(rng.random((40_000, 3)) < one).all(axis=1).sum() for one in history])
    assert chisquare(accepted, posterior_weights(history) * accepted.sum()).pvalue > 0.001
    for wrong in (history[:, 1:], history**2, history[::-1]):
        assert chisquare(accepted, posterior_weights(wrong) * accepted.sum()).pvalue < 1e-6, (
            "a wrong posterior is seen"
        )


def test_equal_weights_are_worth_all_points():
    assert effective_points(np.full(10, 0.1)) == pytest.approx(10)


def test_ranks_are_uniform_when_the_posterior_is_right():
    """Simulation-based calibration (Talts et al. 2018) on synthetic histories."""
    values, probabilities = synthetic(2000)
    ranks = calibration_ranks(probabilities, values, DRAWS, np.random.default_rng(4))
    assert ranks.min() >= 0
    assert ranks.max() <= DRAWS
    assert uniformity(ranks, DRAWS) > 0.001


def squared(history):
    return posterior_weights(history**2)


def reversed_points(history):
    return posterior_weights(history)[::-1]


@pytest.mark.parametrize("wrong", [squared, reversed_points])
def test_ranks_give_a_wrong_posterior_away(wrong, monkeypatch):
    """Over-confidence and mixed-up points in `posterior_weights`; an episode left out is calibrated
    too, see rejection for it."""
    values, probabilities = synthetic(2000)
    monkeypatch.setattr(posterior, "posterior_weights", wrong)
    assert (
        uniformity(calibration_ranks(probabilities, values, DRAWS, np.random.default_rng(4)), DRAWS)
        < 1e-6
    )
