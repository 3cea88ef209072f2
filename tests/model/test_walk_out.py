"""Breaking off; verification test 30."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import classes, play, single_package, within

from negotiation_sim.model.walk_out import channel_worth, patience, walk_hazard


def test_chance_of_breaking_off_in_a_month_with_nothing_to_gain():
    """Test 30."""
    assert 1 - math.exp(-walk_hazard(0.0, 3.0, 2.0, 1 / 12)) == pytest.approx(0.0799556, abs=1e-7)


@pytest.mark.parametrize("step", ["month", "half_month"])
def test_talks_worth_nothing_survive_as_often_as_the_law_says(step):
    """Test 30: two principals, 24 months, and the same in steps half as long."""
    runs = 40_000
    params = {
        f"{name}.{noun}": value
        for name in "ab"
        for noun, value in {"walk_rate": 2, "walk_noise": 3}.items()
    }
    scenario = single_package(-100, -100, months=24, step=step, params=params)
    rows = play(scenario, runs)
    assert within(np.mean(rows["termination"] == 0), math.exp(-4), runs)
    assert set(classes(scenario, rows)) == {"BROKEN_OFF", "OPEN"}


def test_nobody_breaks_off_at_a_rate_of_zero():
    scenario = single_package(-100, -100, months=24)
    assert set(classes(scenario, play(scenario, 40))) == {"OPEN"}


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0.1, 10), st.floats(0, 4))
def test_the_better_the_channel_the_smaller_the_hazard(one, other, noise, rate):
    low, high = sorted((one, other))
    assert walk_hazard(low, noise, rate, 1 / 12) >= walk_hazard(high, noise, rate, 1 / 12) >= 0.0


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 1), st.floats(0, 1))
def test_hostility_lowers_the_worth_of_the_channel(value, cost, one, other):
    low, high = sorted((one, other))
    assert channel_worth(0.0, value, cost, high) <= channel_worth(0.0, value, cost, low)


@given(st.floats(0, 1, exclude_max=True))
def test_patience_is_finite_and_not_negative(uniform):
    assert 0.0 <= patience(uniform) < math.inf


def test_half_the_runs_have_less_patience_than_log_two():
    assert patience(0.5) == pytest.approx(math.log(2))
