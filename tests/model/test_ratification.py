"""Ratification; verification tests 21-23."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import (
    classes,
    dispute,
    packages,
    pie,
    play,
    single_package,
    slice_of,
    within,
)

from negotiation_sim.model.ratification import leader_worth, logistic, passes, ratification_odds

points = st.floats(-100, 100)
BAR = {"channel": "domestic", "sign": -1}


def test_leaders_worth_of_the_specification():
    """Test 22."""
    assert leader_worth(0.8, 20.0, 10.0) == pytest.approx(14.0, abs=1e-9)


@given(st.floats(0, 0.999), points, st.floats(0.001, 50))
def test_a_worth_not_below_zero_needs_points_above_zero(odds, own, penalty):
    """Test 22."""
    if leader_worth(odds, own, penalty) >= 0:
        assert own > 0


@given(points, points, st.floats(0.01, 20))
def test_odds_rise_with_what_a_text_is_worth_at_home(one, other, noise):
    """Test 21."""
    low, high = sorted((one, other))
    assert ratification_odds(low, noise) <= ratification_odds(high, noise)


@pytest.mark.parametrize(("domestic", "odds"), [(-0.1, 0.0), (0.0, 0.5), (0.1, 1.0)])
def test_without_noise_the_odds_are_the_win_set(domestic, odds):
    """Test 21."""
    assert ratification_odds(domestic, 1e-9) == pytest.approx(odds, abs=1e-9)


@given(points, st.floats(-50, 50), points, st.floats(0, 50))
def test_the_worth_at_which_a_leader_signs_rises_with_the_points(own, more, domestic, penalty):
    """Section 7: for any threshold not below zero, acceptance sets shrink with every cost."""
    less, more = sorted((own, own + more))
    odds_less, odds_more = (
        ratification_odds(domestic + less, 5.0),
        ratification_odds(domestic + more, 5.0),
    )
    if leader_worth(odds_less, less, penalty) >= 0:
        assert leader_worth(odds_more, more, penalty) >= leader_worth(odds_less, less, penalty)


def test_the_logistic_saturates():
    assert logistic(1e6) == logistic(30.0) == 1.0 / (1.0 + math.exp(-30.0))
    assert logistic(-1e6) == logistic(-30.0) > 0.0


@given(st.floats(0, 1, exclude_max=True))
def test_certain_odds_always_pass(mood):
    assert passes(1.0, mood)


def test_two_even_votes_let_a_quarter_of_signed_texts_through():
    """Test 21: both worth nothing at home, so each passes by the toss of a coin."""
    runs = 40_000
    scenario = single_package(
        ratifies=["a", "b"],
        terms={
            f"{name}.bar": {"actor": name, "param": f"{name}.bar", "score": name} | BAR
            for name in "ab"
        },
        params={"a.bar": 1, "b.bar": 1},
    )
    rows = play(scenario, runs)
    assert (rows["failed"] | (rows["termination"] == 1)).all(), "everybody signs"
    assert within(np.mean(rows["termination"] == 1), 0.25, runs)


def test_a_failed_text_is_dead_with_and_without_its_side_payment():
    """Section 7: signing the same text again does not fish for luck."""
    scenario = dispute(
        {"plain": {"a": 5, "b": 5}},
        ratifies=["a"],
        issues={
            "deal": {"label": "Deal", "levels": {"none": "nothing", "plain": "a deal"}},
            "money": {
                "label": "Money",
                "side_payment": True,
                "levels": {"no": "no money", "yes": "money"},
            },
        },
        forbid=[{"deal": "none", "money": "yes"}],
        terms={"a.bar": {"actor": "a", "param": "a.bar", "score": "a"} | BAR},
        params={"a.bar": 1},
    )
    rows = play(scenario, 400)
    assert set(classes(scenario, rows)) == {"DEAL", "FAILED"}
    signed_at = rows["agreement_step"][rows["termination"] == 1]
    assert len(set(signed_at)) == 1, "a run that failed once never comes back"


@pytest.mark.parametrize(("gained", "afterwards"), [(0.0, "second"), (0.1, "none")])
def test_a_failure_makes_everybody_more_hostile_and_so_taxes_the_next_text(gained, afterwards):
    """The second text is worth 4 to b, less 41 times the hostility the failure of the first one
    leaves."""
    scenario = dispute(
        {"first": {"a": 9, "b": 9}, "second": {"a": 4, "b": 4}},
        ratifies=["a"],
        terms={
            "a.bar": {"actor": "a", "param": "a.bar", "when": {"deal": "first"}} | BAR,
            "b.distrust": {
                "actor": "b",
                "param": "b.distrust",
                "sign": -1,
                "when": {"deal": "second"},
                "by": "hostility",
            },
        },
        params={"a.bar": 9, "b.distrust": 41},
        protocol={"failed_ratification_hostility": gained},
    )
    rows = play(scenario, 40)
    assert set(packages(scenario, rows[rows["failed"]])) == {afterwards}
    assert set(packages(scenario, rows[~rows["failed"]])) == {"first"}


@pytest.mark.parametrize("noise", [1e-6, 0.01])
def test_a_hard_bar_at_home_cuts_the_pie(noise):
    """Test 23: a must get seven tenths."""
    scenario = pie(
        20, ratifies=["a"], months=60, **bars(a=70), params={"a.ratify_noise": noise} | SCALE
    )
    rows = play(scenario, 50)
    assert set(classes(scenario, rows)) == {"DEAL"}
    assert (slice_of(scenario, rows) >= 0.7).all()


def test_two_bars_that_overlap_rule_out_any_agreement():
    """Test 23: both must get six tenths."""
    noise = {"a.ratify_noise": 1e-6, "b.ratify_noise": 1e-6}
    scenario = pie(20, ratifies=["a", "b"], months=60, **bars(a=60, b=60), params=noise | SCALE)
    assert set(packages(scenario, play(scenario, 50))) == {"none"}


SCALE = {
    "a.value": 100,
    "b.value": 100,
    "a.ratify_penalty": 10,
    "b.ratify_penalty": 10,
    "a.bar": 1,
    "b.bar": 1,
}


def bars(**least):
    """Points each side's ratifiers take off every slice."""
    levels = [f"x{i:03}" for i in range(21)]
    return {
        "terms": {
            f"{name}.bar": {"actor": name, "param": f"{name}.bar", "score": f"bar_{name}"} | BAR
            for name in least
        },
        "scores": {
            f"bar_{name}": {"deal": dict.fromkeys(levels, points)} for name, points in least.items()
        },
    }
