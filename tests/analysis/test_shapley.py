"""Shapley and Owen values (verification test 46)."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.analysis.shapley import (
    first_in,
    last_out,
    owen_values,
    quotient_game,
    shapley_values,
)

games = (
    st.integers(1, 5)
    .flatmap(lambda n: st.lists(st.floats(-1, 1), min_size=2**n, max_size=2**n))
    .map(np.array)
)
PARTITIONS = {
    1: [[0]],
    2: [[0], [1]],
    3: [[0, 2], [1]],
    4: [[3, 0], [1, 2]],
    5: [[0, 1], [2, 3], [4]],
}


def n_of(worth):
    return len(worth).bit_length() - 1


@given(games)
def test_shapley_is_the_average_over_all_orders(worth):
    n = n_of(worth)
    total = np.zeros(n)
    orders = list(permutations(range(n)))
    for order in orders:
        before = 0
        for cause in order:
            total[cause] += worth[before | 1 << cause] - worth[before]
            before |= 1 << cause
    assert shapley_values(worth) == pytest.approx(total / len(orders), abs=1e-12)


@given(games)
def test_values_add_up_to_the_gap(worth):
    blocks = PARTITIONS[n_of(worth)]
    gap = worth[-1] - worth[0]
    assert shapley_values(worth).sum() == pytest.approx(gap, abs=1e-12)
    assert owen_values(worth, blocks).sum() == pytest.approx(gap, abs=1e-12)


@given(games)
def test_a_block_gets_what_it_would_get_as_one_player(worth):
    blocks = PARTITIONS[n_of(worth)]
    owen, as_one = owen_values(worth, blocks), shapley_values(quotient_game(worth, blocks))
    assert [owen[block].sum() for block in blocks] == pytest.approx(as_one, abs=1e-12)


@given(games)
def test_a_cause_without_effect_gets_exactly_nothing(worth):
    n = n_of(worth)
    with_dummy = np.concatenate([worth, worth])  # the last cause changes nothing
    assert shapley_values(with_dummy)[n] == 0.0
    assert owen_values(with_dummy, [[*range(1, n), n], [0]] if n > 1 else [[0, n]])[n] == 0.0
    assert first_in(with_dummy)[n] == last_out(with_dummy)[n] == 0.0


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=6))
def test_causes_that_do_the_same_get_the_same(worths):
    none, one, both, alone, third_one, all_three = worths
    worth = np.array([none, one, one, both, alone, third_one, third_one, all_three])
    values = shapley_values(worth)
    assert values[0] == pytest.approx(values[1], abs=1e-12)


def test_many_games_are_valued_at_once():
    worths = np.random.default_rng(1).random((8, 50))
    one_by_one = np.stack([owen_values(worth, [[0, 1], [2]]) for worth in worths.T], axis=1)
    assert np.array_equal(owen_values(worths, [[0, 1], [2]]), one_by_one)


def test_worths_of_some_coalitions_only_are_refused():
    with pytest.raises(ValueError, match="3 worths, expected one per coalition"):
        shapley_values([0, 1, 2])


def test_blocks_that_leave_a_cause_out_are_refused():
    with pytest.raises(ValueError, match="expected each of the 2 causes in one block"):
        owen_values([0, 1, 2, 3], [[0]])
