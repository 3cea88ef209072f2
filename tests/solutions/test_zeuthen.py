"""Zeuthen's process; verification tests 10 and 13."""

from __future__ import annotations

import numpy as np
import pytest
from tests.solutions.tables import barter

from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.solutions import nash_point, zeuthen_path


def test_the_process_ends_on_the_nash_solution_of_3000_random_sets():
    rng = np.random.default_rng(1930)
    for number in range(3000):
        table = rng.uniform(-0.3, 1, (rng.integers(1, 40), 2))
        if number % 3 == 0:
            table = np.round(table, 1)  # many ties
        table[0] = np.abs(table[0])
        assert zeuthen_path(table, [0, 0]).outcome in nash_point(table, [0, 0]).outcomes


def test_bill_and_jack_end_where_nash_says():
    _, gains = barter()
    path = zeuthen_path(gains, [0, 0])
    assert gains[path.outcome].tolist() == [12, 5]
    assert [gains[offer].tolist() for offer in path.offers[0]] == [[18, 0], [2, 8]]


def test_nobody_ever_takes_a_concession_back():
    rng = np.random.default_rng(3)
    for _ in range(200):
        table = rng.uniform(0, 1, (30, 2))
        offers = np.array(zeuthen_path(table, [0, 0]).offers)
        assert (np.diff(table[offers[:, 0], 0]) <= 0).all()
        assert (np.diff(table[offers[:, 1], 1]) <= 0).all()
        assert (np.diff(table[offers[:, 0], 1]) >= 0).all()


def test_it_is_a_process_of_two_with_something_to_agree_on():
    with pytest.raises(ValueError, match="expected 2: the risk limits are those of a pair"):
        zeuthen_path([[1.0, 1.0, 1.0]], [0, 0, 0])
    with pytest.raises(NoAgreementZoneError, match="party 1 short by 1"):
        zeuthen_path([[1.0, -1.0]], [0, 0])
