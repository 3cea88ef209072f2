from __future__ import annotations

import math

import pytest

from negotiation_sim.analysis.grid import baseline_levels, grid_table, varied_levels
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study

POINTS = tuple(
    {"us.threat": threat, "base.consent": consent}
    for threat in ("*1", "*0.5")
    for consent in (1, 0.6, 0)
)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return run_study(
        Study((NamedScenario.load("2018"),), points=POINTS, runs=40),
        tmp_path_factory.mktemp("grid") / "results",
    )


def folder(tmp_path, points):
    return run_study(
        Study((NamedScenario.load("2018"),), points=points, runs=1), tmp_path / "results"
    )


def test_numbers_are_put_in_order_and_factors_stay_as_they_come(results):
    assert varied_levels(results) == {
        "us.threat": ("*1", "*0.5"),
        "base.consent": ("0", "0.6", "1"),
    }


def test_every_point_has_its_share_and_its_levels(results):
    table = grid_table(results)
    rows = results.frame(["point", "settled"])
    assert table["share"].tolist() == pytest.approx(
        rows.groupby("point")["settled"].mean().tolist()
    )
    assert list(zip(table["us.threat"], table["base.consent"], strict=True)) == [
        (p["us.threat"], str(p["base.consent"])) for p in POINTS
    ]


def test_a_class_may_be_asked_for(results):
    table = grid_table(results, on="ACCELERATED_TALKS")
    rows = results.frame(["point", "outcome_class"])
    assert table["count"].sum() == (rows["outcome_class"] == "ACCELERATED_TALKS").sum()
    with pytest.raises(UnknownNameError, match="'ACCELERATED' is not an outcome class"):
        grid_table(results, on="ACCELERATED")


def test_the_baseline_lies_between_levels_in_proportion(results):
    places = baseline_levels(results).set_index("address")["position"]
    mode = results.study.scenarios[0].scenario.parameter("base.consent").value.mode
    assert places["base.consent"] == pytest.approx(1 + (mode - 0.6) / 0.4)


def test_levels_that_do_not_rise_have_no_place_for_it(results):
    assert math.isnan(baseline_levels(results).set_index("address").loc["us.threat", "position"])


def test_a_baseline_outside_the_grid_has_no_place(tmp_path):
    outside = folder(tmp_path, ({"base.consent": 0}, {"base.consent": 0.1}))
    assert math.isnan(baseline_levels(outside)["position"].iloc[0])


def test_a_sample_is_no_grid(tmp_path):
    sample = folder(tmp_path, tuple({"base.consent": i / 40} for i in range(30)))
    with pytest.raises(ResultsError, match="no grid of a few levels"):
        varied_levels(sample)


def test_one_point_is_no_grid(tmp_path):
    with pytest.raises(ResultsError, match="no grid of a few levels"):
        varied_levels(folder(tmp_path, ({},)))
