"""A pie for three: nobody's name is an advantage."""

from __future__ import annotations

import numpy as np
import pytest
from tests.model.small import dispute

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted

SLICES, RUNS = 9, 240
DRAWN = {"beta": [0.3, 0.6, 1.2], "window": [0.7, 0.9, 1]}
EVEN = {f"{who}.{noun}": value for who in "abc" for noun, value in DRAWN.items()}


def pie_for_three(**details) -> Scenario:
    worth = {
        f"x{i}_{j}": {"a": i / SLICES, "b": j / SLICES, "c": (SLICES - i - j) / SLICES}
        for i in range(SLICES + 1)
        for j in range(SLICES + 1 - i)
    }
    return dispute(worth, principals=["a", "b", "c"], **details)


def shares(scenario):
    """What each gets, a row per run; nothing where nothing is signed."""
    return run_interpreted(compile_scenario(scenario), 1, 0, RUNS)["points"][:, :3]


def test_a_symmetric_pie_is_shared_in_thirds():
    found = shares(pie_for_three(params=EVEN))
    assert found.sum(axis=1) == pytest.approx(1), "everybody signs in every run"
    error = found.std(axis=0) / RUNS**0.5
    assert (np.abs(found.mean(axis=0) - 1 / 3) < 4 * error).all()


def test_equal_and_certain_bargainers_share_it_in_thirds_exactly():
    certain = dict.fromkeys(EVEN, 1)
    assert shares(pie_for_three(params=certain)) == pytest.approx(1 / 3)


def test_with_the_roles_swapped_the_distribution_is_the_same():
    tough = EVEN | {"a.beta": 0.3}
    other = EVEN | {"c.beta": 0.3}
    one, two = shares(pie_for_three(params=tough)), shares(pie_for_three(params=other))
    error = (one[:, 0].var() / RUNS + two[:, 2].var() / RUNS) ** 0.5
    assert abs(one[:, 0].mean() - two[:, 2].mean()) < 4 * error
    assert one[:, 0].mean() > 1 / 3
