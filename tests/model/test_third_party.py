"""Third parties; verification tests 24-26 and 43."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.first import first
from tests.model.small import classes, fixed, packages, play, single_package, within

from negotiation_sim.model.third_party import co_signs, pays, presses, stance

RUNS = 40_000
DEAL = {"when": {"deal": "deal"}}
THREAT = {"type": "threat", "by": "c", "target": "a", "points": "c.threat", "cost": "c.cost"} | DEAL
PROMISE = {"type": "promise", "by": "c", "target": "b", "points": "c.aid", "cost": "c.cost"} | DEAL
CONSENT = {"type": "consent", "by": "c"} | DEAL


def guarded(worth=-24.0, a=10.0, b=10.0, lever=THREAT, **params):
    """One package that a third party values at `worth` and has one lever against or for."""
    numbers = {
        "a.value": a,
        "b.value": b,
        "c.value": worth,
        "c.noise": 8,
        "c.cost": 12,
        "c.threat": 0,
        "c.aid": 0,
    }
    numbers |= {name.replace("__", "."): value for name, value in params.items()}
    return single_package(others={"c": 1}, thirds=["c"], levers={"c.lever": lever}, params=numbers)


def test_how_often_a_third_party_presses():
    """Test 25."""
    rows = play(guarded(), RUNS)
    assert within(np.mean(rows["pressed_step"] > 0), 0.817574, RUNS)
    assert (rows["termination"] == 1).all(), "a threat worth nothing stops nobody"


def test_how_often_a_third_party_co_signs():
    """Test 25."""
    rows = play(guarded(lever=CONSENT), RUNS)
    assert within(np.mean(rows["termination"] == 1), 0.047426, RUNS)
    assert (rows["cosigned"] == (rows["termination"] == 1)).all()


def test_how_often_a_third_party_pays():
    scenario = guarded(worth=10.0, b=-5.0, lever=PROMISE, c__aid=5.0)
    rows = play(scenario, RUNS)
    assert within(np.mean(rows["termination"] == 1), 1 / (1 + math.exp(2 / 8)), RUNS)


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0, 50))
def test_nobody_presses_against_a_text_it_would_co_sign_or_pay_for(points, lean, cost):
    assert not (presses(points, lean, cost) and co_signs(points, lean))
    assert co_signs(points, lean) or not pays(points, lean, cost)


def test_a_type_without_noise_is_no_type():
    assert stance(0.9, 0.0) == 0.0


def test_an_extreme_draw_stays_finite():
    assert math.isfinite(stance(0.0, 8.0))
    assert math.isfinite(stance(1 - 2.0**-53, 8.0))


@given(st.floats(0.001, 0.999))
def test_types_lie_evenly_around_zero(uniform):
    assert stance(uniform, 8.0) == pytest.approx(-stance(1 - uniform, 8.0), abs=1e-9)


@pytest.mark.parametrize(
    ("stake", "outcome"), [(10 - 1e-6, "DEAL"), (10.0, "DEAL"), (10 + 1e-6, "OPEN")]
)
def test_a_threat_breaks_a_deal_exactly_when_it_exceeds_the_surplus(stake, outcome):
    """Test 26."""
    scenario = guarded(worth=-1000.0, c__threat=stake)
    rows = play(scenario)
    assert classes(scenario, rows) == [outcome]
    assert rows["pressed_step"][0] > 0


def test_over_a_single_offer_a_bigger_threat_never_makes_a_deal():
    """Test 43: strict run by run, since there is nothing else to sign."""
    before = np.ones(4000, bool)
    for stake in (0, 3, 6, 10, 20, 40):
        rows = play(
            guarded(a={"uniform": [0, 30]}, b={"uniform": [-10, 20]}, c__threat=stake), 4000
        )
        deal = rows["termination"] == 1
        assert not (deal & ~before).any()
        before = deal
    assert before.any()


def test_a_third_party_that_would_never_sign_vetoes():
    """Test 24."""
    scenario = fixed(first("2018"), us__guarantee_cost=1e6)
    rows = play(scenario, 20_000)
    assert not rows["cosigned"].any()
    assert not any("GUARANTEED" in name for name in classes(scenario, rows))


def test_a_third_party_that_would_always_sign_blocks_nothing():
    """Test 24."""
    willing = fixed(first("2018"), us__guarantee_cost=-1e6)
    forced = willing.changed(willing.intervention("guarantee_as_believed"))
    assert (play(willing, 20_000)["in_force"] == play(forced, 20_000)["in_force"]).all()


def test_a_lever_switched_off_is_never_used_and_a_forced_one_always():
    scenario = first("1956")
    off = play(scenario.changed(scenario.intervention("no_threat")), 2000)
    assert (off["pressed_step"] == -1).all()
    forced = scenario.changed(scenario.intervention("threat_certain"))
    rows = play(forced, 2000)
    signed = [name.startswith("TREATY") for name in classes(forced, rows)]
    assert (rows["pressed_step"][signed] > 0).all()


def test_a_forced_promise_is_paid_and_one_switched_off_is_not():
    from negotiation_sim.domain.changes import Change

    scenario = guarded(worth=0.0, b=-5.0, lever=PROMISE, c__aid=6.0)
    assert set(packages(scenario, play(scenario.changed(Change(force=("c.lever",))), 30))) == {
        "deal"
    }
    assert set(packages(scenario, play(scenario.changed(Change(off=("c.lever",))), 30))) == {"none"}
