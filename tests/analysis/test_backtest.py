"""Forecasts are the counts of a played study; the table of all is complete."""

import pandas as pd
import pytest

from negotiation_sim.analysis.backtest import backtest, model_forecasts
from negotiation_sim.experiments.coded import MODELS
from negotiation_sim.experiments.tallies import COUNT
from negotiation_sim.scenarios.coded import CLASSES, read_coded, shipped_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

DISPUTES = read_coded(shipped_coded())[:3]


def tallies(readings=4):
    """Every reading k of dispute d of arm a: 10 runs, of which d + k settle and the rest fail."""
    rows = [
        {"intervention": arm, "point": d * readings + k}
        | {f"{COUNT}{name}": 0 for name in CLASSES}
        | {f"{COUNT}SETTLED": d + k, f"{COUNT}FAILED": 10 - d - k}
        for arm in MODELS
        for d in range(len(DISPUTES))
        for k in range(readings)
    ]
    return pd.DataFrame(rows)


def test_a_forecast_is_the_share_of_all_runs_of_all_readings():
    table = model_forecasts(tallies(), DISPUTES)
    model = table[table["forecaster"] == "model"]
    assert model["id"].tolist() == [one.id for one in DISPUTES]
    assert model["SETTLED"].tolist() == pytest.approx([0.15, 0.25, 0.35])
    assert model["FAILED"].tolist() == pytest.approx([0.85, 0.75, 0.65])
    assert (model["low"] < model["SETTLED"]).all()
    assert (model["SETTLED"] < model["high"]).all()


def test_every_forecaster_is_scored_on_the_same_disputes():
    found = backtest(tallies(), DISPUTES, read_mapping(shipped_mapping()))
    assert found.forecasts.groupby("forecaster", sort=False).size().tolist() == [3] * 7
    assert found.forecasts["happened"].tolist() == ["SETTLED"] * 21
    assert found.scores["forecaster"].tolist()[:5] == [*MODELS.values(), "base rate"]
    assert set(found.calibration["forecaster"]) == set(found.scores["forecaster"])
