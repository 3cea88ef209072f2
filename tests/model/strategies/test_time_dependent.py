"""Time tactics (Faratin, Sierra & Jennings 1998), alone and against each other; verification tests
1-4."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import pie, play, slice_of

from negotiation_sim.model.strategies.time_dependent import aspiration, elapsed_share, resolve

shares = st.floats(0, 1)
betas = st.floats(0.05, 5)


def test_worked_example_of_the_specification():
    """Test 4."""
    assert aspiration(resolve(0.5, beta=0.5), ceiling=64.0, floor=4.0) == 49.0


@given(betas, st.floats(-100, 100), st.floats(0, 100))
def test_aspiration_starts_at_the_ceiling_and_ends_at_the_floor(beta, floor, room):
    """Test 4."""
    assert aspiration(resolve(0.0, beta), floor + room, floor) == pytest.approx(
        floor + room, abs=1e-9
    )
    assert aspiration(resolve(1.0, beta), floor + room, floor) == floor


@given(shares, shares, betas)
def test_aspiration_never_rises(early, late, beta):
    early, late = sorted((early, late))
    assert aspiration(resolve(early, beta), 64.0, 4.0) >= aspiration(resolve(late, beta), 64.0, 4.0)


@given(shares, betas, betas)
def test_a_conceder_asks_for_less_than_a_boulware_at_any_time(elapsed, one, other):
    tough, soft = sorted((one, other))
    assert resolve(elapsed, soft) <= resolve(elapsed, tough) + 1e-15


@given(st.integers(0, 60), st.integers(1, 60), st.floats(0, 2))
def test_elapsed_share_stays_between_zero_and_one(steps, horizon, window):
    assert 0.0 <= elapsed_share(steps, horizon, window) <= 1.0


def test_a_window_of_no_length_is_closed_from_the_start():
    assert elapsed_share(0, 12, 0.0) == 1.0


@pytest.mark.parametrize(
    ("beta_a", "beta_b", "time", "share"),
    [
        (0.2, 0.2, 0.870551, 0.5),
        (0.5, 0.5, 0.707107, 0.5),
        (1, 1, 0.5, 0.5),
        (2, 2, 0.25, 0.5),
        (5, 5, 0.031250, 0.5),
        (0.5, 1, 0.618034, 0.618034),
        (1, 2, 0.381966, 0.618034),
        (0.5, 2, 0.524889, 0.724492),
        (0.2, 5, 0.619579, 0.908697),
    ],
)
def test_two_tactics_meet_where_their_demands_fill_the_pie(beta_a, beta_b, time, share):
    """Tests 1-3: the continuous limit, within a step of time and of the pie."""
    months = 240
    scenario = pie(100, months=months, params={"a.beta": beta_a, "b.beta": beta_b})
    for seed in (1, 2, 3):
        row = play(scenario, seed=seed)
        assert row["agreement_step"][0] / months == pytest.approx(time, abs=2.5 / months)
        assert slice_of(scenario, row)[0] == pytest.approx(share, abs=0.035)
