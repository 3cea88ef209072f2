"""How well models and episodes foresee history."""

from __future__ import annotations

import math

import numpy as np
import pytest

from negotiation_sim.analysis.evidence import evidence_table, leave_one_out, strength


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (0.99, "favoured"),
        (1, "barely worth a mention"),
        (3, "positive"),
        (20, "strong"),
        (150, "very strong"),
    ],
)
def test_words_for_a_bayes_factor_begin_where_kass_and_raftery_say(factor, words):
    assert strength(factor) == words


def test_evidence_is_the_mean_over_the_box_and_errors_shrink_with_points():
    rng = np.random.default_rng(1)
    p = rng.random((4000, 2))
    few, many = (evidence_table({"full": p[:n]}).iloc[0] for n in (400, 4000))
    assert many["log_evidence"] == pytest.approx(math.log(0.25), abs=4 * many["error"])
    assert many["error"] == pytest.approx(few["error"] / math.sqrt(10), rel=0.2)


def test_episodes_that_hang_together_help_each_other():
    p = np.array([[0.9, 0.9], [0.1, 0.1]])
    assert leave_one_out(p, ("one", "two"))["after"].tolist() == pytest.approx([0.82, 0.82])


def plausible(rng, points=400):
    """P(recorded class) of two episodes that hang together, under two models that hang together."""
    at = rng.random((points, 1))
    full = 0.1 + 0.7 * at * rng.random((points, 2))
    return full, full * (0.5 + 0.5 * at)


def test_errors_over_points_cover_the_truth_as_often_as_they_say():
    """Against the values at very many points; a Bayes factor, an evidence and a change of
    foresight."""
    rng = np.random.default_rng(2)
    full, part = plausible(rng, 2_000_000)
    factor = full.prod(axis=1).mean() / part.prod(axis=1).mean()
    evidence = math.log(full.prod(axis=1).mean())
    change = leave_one_out(full, ("one", "two"))["change"].iloc[0]
    covered = []
    for _ in range(400):
        few, fewer = plausible(rng)
        models = evidence_table({"full": few, "part": fewer})
        row, foresight = models.iloc[1], leave_one_out(few, ("one", "two")).iloc[0]
        covered.append(
            (
                row["factor_low"] <= factor <= row["factor_high"],
                abs(models["log_evidence"].iloc[0] - evidence) <= 1.96 * models["error"].iloc[0],
                abs(foresight["change"] - change) <= 1.96 * foresight["error"],
            )
        )
    assert np.mean(covered, axis=0) == pytest.approx(0.95, abs=0.03)


def test_models_are_told_apart_by_the_difference_at_shared_points():
    full, part = plausible(np.random.default_rng(3))
    table = evidence_table({"full": full, "part": part}).set_index("model")
    assert table.loc["part", "difference_error"] < table["error"].min() / 2, (
        "far less than the errors of both"
    )
    assert (
        1
        < table.loc["part", "factor_low"]
        < table.loc["part", "bayes_factor"]
        < table.loc["part", "factor_high"]
    )
    assert math.isnan(table.loc["full", "factor_low"])
