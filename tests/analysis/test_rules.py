"""Short rules that say where a conclusion holds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.rules import rule_bounds, rule_boxes, rule_table

POINTS = 800


@pytest.fixture(scope="module")
def inputs():
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "japan.norm": rng.uniform(20, 85, POINTS),
            "us.threat": rng.uniform(0, 60, POINTS),
            "us.noise": rng.random(POINTS),
        }
    )


def test_a_rule_of_two_numbers_is_found(inputs):
    held = ((inputs["japan.norm"] < 51) & (inputs["us.threat"] < 32)).to_numpy()
    rule = rule_table(inputs, held).iloc[0]
    cuts = {
        part.split(" < ")[0]: float(part.split(" < ")[1]) for part in rule["rule"].split(" and ")
    }
    assert cuts == pytest.approx({"japan.norm": 51, "us.threat": 32}, rel=0.05)
    assert rule["density"] > 0.9
    assert rule["coverage"] > 0.9


def test_density_and_coverage_are_those_of_points_the_rule_was_not_found_on(inputs):
    held = (inputs["us.threat"] < 30).to_numpy().copy()
    judged = np.arange(1, POINTS, 2)
    held[judged[::6]] = ~held[judged[::6]]
    (rule,) = rule_table(inputs, held).to_dict("records")
    cut = float(rule["rule"].split("<")[1])
    inside = (inputs["us.threat"] <= cut).to_numpy()[judged]
    assert rule["points"] == pytest.approx(inside.sum(), abs=2)
    assert rule["density"] == pytest.approx(held[judged][inside].mean(), abs=0.01)
    assert rule["density"] < 0.9, "the other half was spoilt on purpose"


def test_where_chance_decides_there_is_no_rule(inputs):
    held = np.random.default_rng(2).random(POINTS) < 0.4
    assert rule_table(inputs, held).empty


def test_what_holds_almost_everywhere_gives_no_rule_that_is_the_whole_box(inputs):
    """The tree holds throughout, since nine points in ten do everywhere: a rule would say
    nothing."""
    held = np.random.default_rng(3).random(POINTS) < 0.9
    assert rule_table(inputs, held).empty


@pytest.mark.parametrize("gain", [0.02, 0.15])
def test_a_rule_is_better_than_the_whole_box(inputs, gain):
    chance = np.where(inputs["us.threat"] < 30, 0.8 + gain, 0.8 - gain)
    held = np.random.default_rng(5).random(POINTS) < chance
    assert len(rule_table(inputs, held)) == (1 if gain > 0.05 else 0)


@pytest.mark.parametrize("everywhere", [True, False])
def test_what_holds_everywhere_or_nowhere_needs_no_rule(inputs, everywhere):
    assert rule_table(inputs, np.full(POINTS, everywhere)).empty


@pytest.mark.parametrize("rule", ["us.threat", "us.threat >", "us.threat = 3"])
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(ValueError, match="is no part of a rule"):
        rule_bounds(rule)


def test_rules_in_words_and_as_boxes_say_the_same():
    x, y = np.meshgrid(np.linspace(0, 10, 20), np.linspace(0, 1, 20))
    inputs = pd.DataFrame({"us.threat": x.ravel(), "2018/base.consent": y.ravel()})
    held = (inputs["us.threat"] > 4).to_numpy() & (inputs["2018/base.consent"] < 0.6).to_numpy()
    rules = rule_table(inputs, held).assign(name="c")
    boxes = rule_boxes(rules, inputs)
    assert set(boxes["input"]) == {"us.threat", "2018/base.consent"}
    threat = boxes.set_index("input").loc["us.threat"]
    assert threat["low"] == pytest.approx(4, abs=0.6)
    assert (threat["high"], threat["least"], threat["most"]) == (10, 0, 10)


def test_a_rule_that_is_the_whole_box_keeps_one_row():
    rules = pd.DataFrame(
        {
            "rule": [float("nan"), ""],
            "density": 0.9,
            "coverage": 1.0,
            "points": 20,
            "name": ["a", "b"],
        }
    )
    boxes = rule_boxes(rules, pd.DataFrame({"us.threat": [0.0, 1.0]}))
    assert boxes["name"].tolist() == ["a", "b"]
    assert boxes["low"].isna().all()
