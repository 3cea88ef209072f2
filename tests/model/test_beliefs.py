"""Beliefs that learn, and losses that loom larger: options of specification.md section 11."""

from __future__ import annotations

import numpy as np
import pytest
from tests.first import first, first_resolved
from tests.model.small import dispute, play, settled, single_package

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows
from negotiation_sim.errors import FaultsError
from negotiation_sim.model.beliefs import learned
from negotiation_sim.scenarios import build_scenario, parse_override

ENGINES = (mesa_rows, run_interpreted, run_ensemble)


def learning(weight, **values):
    data = first_resolved("1956")
    data["params"]["base.consent"]["prior_weight"] = weight
    for address, value in values.items():
        data["params"][address]["value"] = value
    return build_scenario(data, "learning")


def same(left, right):
    return all(np.array_equal(left[name], right[name]) for name in left.dtype.names)


def test_one_capitulation_moves_a_belief_by_its_weight():
    """Verification test 31."""
    assert learned(0.85, 8.0, True) == pytest.approx(0.866667, abs=1e-6)


def test_several_observations_are_those_of_the_beta_mean():
    mean, weight = 0.85, 8.0
    for k, seen in enumerate([True, False, True, True]):
        mean = learned(mean, weight + k, seen)
    assert mean == pytest.approx((8 * 0.85 + 3) / 12)


@pytest.mark.parametrize("weight", [0.5, 8])
def test_engines_agree_on_beliefs_that_learn(weight):
    compiled = compile_scenario(
        learning(weight, **{"base.pledge_credibility": 0.9, "us.alignment": [10, 15, 20]})
    )
    rows = [engine(compiled, 1, 0, 300) for engine in ENGINES]
    assert same(rows[0], rows[1])
    assert same(rows[1], rows[2])


def test_only_runs_under_pressure_can_learn():
    usual, light = (
        run_ensemble(compile_scenario(one), 1, 0, 4000) for one in (first("1956"), learning(0.05))
    )
    differ = np.zeros(4000, bool)
    for name in ("in_force", "steps", "termination", "points"):
        differ |= (usual[name] != light[name]).reshape(4000, -1).any(axis=1)
    assert not differ[usual["pressed_step"] < 0].any()


def test_learning_hardly_matters_as_published():
    """The ablation (specification.md section 15.3): total variation 0.000 with learning on."""
    usual, learns = (
        run_ensemble(compile_scenario(one), 1, 0, 20_000) for one in (first("1956"), learning(8))
    )
    counts = [np.bincount(rows["in_force"], minlength=9) / 20_000 for rows in (usual, learns)]
    assert np.abs(counts[0] - counts[1]).sum() / 2 < 0.002


def test_what_is_no_probability_does_not_learn():
    data = first_resolved("1956")
    data["params"]["japan.norm"]["prior_weight"] = 3
    with pytest.raises(
        FaultsError,
        match=r"params\.japan\.norm\.prior_weight: japan\.norm is no probability, expected 0 or left out",
    ):
        build_scenario(data, "wrong")


# ------------------------------------------------------------------ loss aversion


def test_losses_count_more_and_gains_the_same():
    points = {"deal": {"a": -3, "b": 5}}
    averse = dispute(
        points,
        params={"a.loss_aversion": 2.25, "b.loss_aversion": 2.25, "a.reserve": -9, "b.reserve": 0},
    )
    rows = play(averse, 1)
    assert settled(averse, rows).all()
    assert rows["points"][0][:2].tolist() == [-6.75, 5]


def test_a_deal_is_lost_when_losses_loom_too_large():
    terms = {
        "gain": {"actor": "a", "param": "a.gain", "when": {"deal": "deal"}},
        "loss": {"actor": "a", "param": "a.loss", "sign": -1, "when": {"deal": "deal"}},
    }
    numbers = {
        "a.value": 0,
        "a.gain": {"value": 5, "unit": "pts", "source": "test"},
        "a.loss": {"value": 3, "unit": "pts", "source": "test"},
    }
    calm = single_package(terms=terms, params=numbers)
    averse = calm.changed(parse_override("a.loss_aversion=2", calm))
    assert settled(calm, play(calm)).all()
    assert not settled(averse, play(averse)).any()


@pytest.mark.parametrize("name", ["1956", "2018"])
def test_engines_agree_on_loss_aversion(name):
    scenario = first(name)
    for setting in ("japan.loss_aversion=2.25", "russia.loss_aversion=1.5", "us.loss_aversion=2"):
        scenario = scenario.changed(parse_override(setting, scenario))
    compiled = compile_scenario(scenario)
    rows = [engine(compiled, 1, 0, 200) for engine in ENGINES]
    assert same(rows[0], rows[1])
    assert same(rows[1], rows[2])


def test_a_third_party_is_neutral_to_risk_unless_it_says_otherwise():
    """Whatever the first parameter of the file is worth: the number was once read from there."""
    data = first_resolved("1956")
    data["terms"]["us.base"] = data["terms"]["russia.base"] | {
        "actor": "us",
        "param": "us.basing_option",
    }
    unsaid = build_scenario(data, "unsaid")
    data["params"] = {"us.risk_aversion": {"value": 0, "unit": "1/pts", "source": "test"}} | data[
        "params"
    ]
    said = build_scenario(data, "said")
    rows = [play(one, 200) for one in (unsaid, said)]
    assert same(*rows)
