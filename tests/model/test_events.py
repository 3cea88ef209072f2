"""Events move parameters, within the range of their unit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.odd import event
from tests.model.small import play, single_package, within

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.engines.on_date import changing_steps
from negotiation_sim.model.events import happens, shifted


@given(st.floats(0, 1), st.floats(-3, 3))
def test_a_share_stays_a_share(value, amount):
    assert 0.0 <= shifted(value, amount, 0.0, 1.0) <= 1.0


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_points_have_no_bounds(value, amount):
    assert shifted(value, amount, -math.inf, math.inf) == value + amount


def test_what_is_certain_always_happens_and_what_is_not_never():
    assert happens(1 - 2**-53, 1.0)
    assert not happens(0.0, 0.0)


def test_an_uncertain_event_happens_as_often_as_it_says():
    runs = 20_000
    scenario = single_package(
        -1, 1, events={"luck": event("2001-06", {"a.value": -2}, probability=0.3)}
    )
    rows = play(scenario, runs)
    assert within(np.mean(rows["termination"] == 1), 0.3, runs)
    assert set(rows["agreement_step"][rows["termination"] == 1]) == {6}, (
        "at once, in the step of the event"
    )


def test_an_event_of_the_first_month_comes_before_the_first_offer():
    scenario = single_package(-1, 1, events={"luck": event("2001-01", {"a.value": -2})})
    assert play(scenario)["agreement_step"][0] == 1


def test_a_fading_event_fades():
    """Worth 4 in March, 2 two months later, 1 four months later: what is at home in May is gone in
    July."""
    scenario = single_package(1, 1, params={"a.value": -1.5, "a.beta": 5, "b.beta": 5})
    assert play(scenario)["termination"][0] == 0
    fading = single_package(
        1,
        1,
        params={"a.value": -1.5, "b.value": -1},
        events={
            "spring": event("2001-03", {"a.value": 4}, half_life_months=2),
            "late": event("2001-07", {"b.value": 3}),
        },
    )
    assert play(fading)["termination"][0] == 0, "too late: a is back below zero"
    early = single_package(
        1,
        1,
        params={"a.value": -1.5, "b.value": -1},
        events={
            "spring": event("2001-03", {"a.value": 4}, half_life_months=2),
            "soon": event("2001-04", {"b.value": 3}),
        },
    )
    assert play(early)["agreement_step"][0] == pytest.approx(4)


def test_a_fading_event_is_told_once():
    scenario = single_package(
        1,
        1,
        params={"a.value": -1.5},
        events={"spring": event("2001-03", {"a.value": 1}, half_life_months=2)},
    )
    told = [move.step for move in replay(scenario, 1, 0).moves if move.event == "spring"]
    assert told == [2]
    assert list(changing_steps(compile_scenario(scenario))) == [0, 2]
