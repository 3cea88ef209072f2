"""Scores against hand-made numbers and another library."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from negotiation_sim.analysis.scoring import (
    LEAST,
    area_under_curve,
    calibration_table,
    floored,
    score_table,
)
from negotiation_sim.scenarios.coded import CLASSES

ENDINGS = pd.Series(
    {"a": "SETTLED", "b": "FAILED", "c": "SETTLED", "d": "RENOUNCED", "e": ""}, dtype=str
)


def said(name, *settled):
    """Forecasts of five disputes: so much for settled, the rest for failed."""
    rows = [
        dict.fromkeys(CLASSES, 0.0) | {"SETTLED": p, "FAILED": 1 - p, "id": i, "forecaster": name}
        for i, p in zip(ENDINGS.index, settled, strict=True)
    ]
    return pd.DataFrame(rows)


def test_area_is_that_of_scikit_learn_in_every_resample():
    rng = np.random.default_rng(5)
    forecasts, happened = rng.random(15).round(1), rng.random(15) < 0.5
    times = rng.integers(0, 4, (40, 15)).astype(float)
    areas = area_under_curve(forecasts, happened, times)
    for area, row in zip(areas, times, strict=True):
        kept = row > 0
        assert area == pytest.approx(
            roc_auc_score(happened[kept], forecasts[kept], sample_weight=row[kept])
        )


def test_area_is_unknown_where_all_ended_alike():
    assert np.isnan(area_under_curve(np.array([0.1, 0.2]), np.array([True, True]), np.ones((1, 2))))


def test_floored_forecasts_are_distributions_and_say_never_to_nothing():
    mixed = floored(np.array([[1.0, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]]))
    assert mixed.sum(axis=1) == pytest.approx([1, 1])
    assert mixed.min() == LEAST
    assert mixed[1] == pytest.approx([0.25] * 4)


def test_scores_of_hand_made_forecasts():
    half, sure = said("half", *[0.5] * 5), said("sure", 1, 0, 1, 0, 0)
    table = score_table(pd.concat([half, sure]), ENDINGS, against="half").set_index("forecaster")
    assert table["n"].tolist() == [4, 4]
    p, q = 0.98 * 0.5 + 0.005, 0.005
    one = (1 - p) ** 2 + p**2 + 2 * q**2  # ended settled or failed
    renounced = 2 * p**2 + (1 - q) ** 2 + q**2
    assert table.loc["half", "brier"] == pytest.approx((3 * one + renounced) / 4)
    assert table.loc["half", "log"] == pytest.approx((3 * np.log(p) + np.log(q)) / 4)
    assert table.loc["half", "more"] == 0
    assert np.isnan(table.loc["half", "auc"])
    assert table.loc["sure", "auc"] == 1
    assert table.loc["sure", "more"] == pytest.approx(
        table.loc["sure", "brier"] - table.loc["half", "brier"]
    )
    for score in ("brier", "log", "more"):
        assert (table[f"{score}_low"] <= table[score]).all()
        assert (table[score] <= table[f"{score}_high"]).all()


def test_fewer_than_two_endings_are_not_scored():
    assert score_table(
        said("half", *[0.5] * 5), ENDINGS.where(ENDINGS.index == "a", ""), "half"
    ).empty


def test_calibration_counts_every_dispute_that_ended_once():
    table = calibration_table(said("mine", 0.1, 0.2, 1.0, 0.6, 0.6), ENDINGS)
    assert table["n"].tolist() == [2, 1, 1]
    assert table["share"].tolist() == [0.5, 0.0, 1.0]
    assert table["said"].tolist() == pytest.approx([0.15, 0.6, 1.0])
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()
