"""Baselines never see the dispute they speak of."""

from dataclasses import replace

import pytest

from negotiation_sim.analysis import baselines
from negotiation_sim.analysis.baselines import (
    BASE_RATE,
    LOGISTIC,
    WITH_SHARE,
    baseline_forecasts,
)
from negotiation_sim.errors import InputError
from negotiation_sim.scenarios.coded import CLASSES, read_coded, shipped_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

DISPUTES = read_coded(shipped_coded())
MAPPING = read_mapping(shipped_mapping())


def forecast(disputes, forecaster, id_):
    table = baseline_forecasts(disputes, MAPPING).set_index(["forecaster", "id"])
    return table.loc[(forecaster, id_), list(CLASSES)].tolist()


def test_every_baseline_speaks_of_every_dispute_and_its_shares_are_one():
    table = baseline_forecasts(DISPUTES, MAPPING)
    assert table["forecaster"].value_counts().to_dict() == dict.fromkeys(
        [BASE_RATE, LOGISTIC, WITH_SHARE], 12
    )
    assert table[list(CLASSES)].sum(axis=1).to_list() == pytest.approx([1.0] * 36)


def test_the_base_rate_leaves_the_dispute_out():
    settled = sum(one.ending == "SETTLED" for one in DISPUTES)
    assert forecast(DISPUTES, BASE_RATE, "A1")[0] == pytest.approx(settled / 15)
    assert forecast(DISPUTES, BASE_RATE, "A24")[0] == pytest.approx((settled + 1) / 15)


@pytest.mark.parametrize("forecaster", [BASE_RATE, LOGISTIC, WITH_SHARE])
def test_its_own_ending_does_not_reach_a_forecast(forecaster):
    other = [replace(one, ending="FAILED") if one.id == "A1" else one for one in DISPUTES]
    assert forecast(DISPUTES, forecaster, "A1") == pytest.approx(forecast(other, forecaster, "A1"))


def test_disputes_that_are_open_teach_nothing():
    open_ = [replace(one, ending="") if one.id == "A24" else one for one in DISPUTES]
    without = [one for one in DISPUTES if one.id != "A24"]
    assert forecast(open_, LOGISTIC, "A1") == pytest.approx(forecast(without, LOGISTIC, "A1"))


def test_one_kind_of_ending_leaves_the_base_rate():
    settled = [one for one in DISPUTES if one.ending == "SETTLED"]
    assert forecast(settled, LOGISTIC, "A1") == forecast(settled, BASE_RATE, "A1")


def test_without_scikit_learn_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setattr(baselines, "find_spec", lambda _name: None)
    with pytest.raises(InputError, match="needs scikit-learn: pip install"):
        baseline_forecasts(DISPUTES, MAPPING)
