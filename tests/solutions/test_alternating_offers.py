"""Finite alternating offers; verification tests 5 and 6."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.solutions.tables import pie

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions import NO_OFFER, spe_offer, spe_offers
from negotiation_sim.solutions.alternating_offers import _confirmed
from negotiation_sim.theory import finite_horizon_share


def by_recursion(table, worth, steps, discounts, proposer):
    """Worth of a game and its first offer, straight from the definition."""
    if steps == 0:
        return worth, NO_OFFER
    n = table.shape[1]
    later = discounts * by_recursion(table, worth, steps - 1, discounts, (proposer + 1) % n)[0]
    open_to = [o for o, row in enumerate(table) if all(row[a] >= later[a] for a in range(n))]
    if not open_to:
        return later, NO_OFFER
    best = max(open_to, key=lambda o: (table[o, proposer], o))
    return table[best], best


@pytest.mark.parametrize(
    ("deltas", "share"), [((0.9, 0.9), 0.526316), ((0.9, 0.8), 0.714286), ((0.8, 0.9), 0.357143)]
)
@pytest.mark.parametrize("levels", [101, 1001])
def test_a_long_horizon_on_a_pie_is_rubinsteins(deltas, share, levels):
    """A responder is paid up to a cell too much at every step, which adds up to a cell over 1 - d1
    d2: 0.05 of a hundred cells at 0.9."""
    cell = 1 / (levels - 1)
    for steps in (200, 201):
        play = spe_offers(pie(levels), [0, 0], steps, deltas)
        assert play.agreed[0] == 0
        assert abs(play.continuation[0, 0] - share) <= cell / (1 - deltas[0] * deltas[1])


def test_a_hundred_cells_leave_an_interval_of_shares_and_a_thousand_one_hundredth():
    coarse = [spe_offers(pie(), [0, 0], steps, 0.9).continuation[0, 0] for steps in (200, 201)]
    fine = [spe_offers(pie(1001), [0, 0], steps, 0.9).continuation[0, 0] for steps in (200, 201)]
    assert coarse == pytest.approx([0.50, 0.55])
    assert fine == pytest.approx([0.526316, 0.526316], abs=0.01)


@pytest.mark.parametrize("rounds", [1, 2, 3, 4, 5])
def test_a_short_horizon_on_a_fine_pie_is_stahls(rounds):
    play = spe_offers(pie(10001), [0, 0], rounds, 0.9)
    assert play.continuation[0, 0] == pytest.approx(
        finite_horizon_share(rounds, 0.9, 0.9), abs=2e-4
    )


@pytest.mark.parametrize("parties", [2, 3])
def test_backward_induction_is_the_definition(parties):
    rng = np.random.default_rng(5)
    for _ in range(100):
        table, d = rng.uniform(-0.2, 1, (7, parties)), rng.uniform(0, 0.3, parties)
        discounts, first = rng.uniform(0.5, 1, parties), int(rng.integers(parties))
        play = spe_offers(table, d, 5, discounts, first)
        worth, offer = by_recursion(table, d, 5, discounts, first)
        assert play.offers[0] == offer
        assert play.continuation[0] == pytest.approx(worth)
        assert play.disagreement.tolist() == d.tolist()


def test_the_first_mover_is_an_argument():
    assert spe_offers(pie(), [0, 0], 1, first=0).agreed == (0, 100)
    assert spe_offers(pie(), [0, 0], 1, first=1).agreed == (0, 0)


def test_ties_go_to_the_highest_index_also_those_of_rounding():
    table = np.array([[0.3, 0.5], [0.1 + 0.2, 0.2], [0.3, 0.1]])
    assert spe_offer(table, np.zeros(2), 0, slack=1e-9) == 2
    assert spe_offer(table, np.zeros(2), 0, slack=0.0) == 1


def test_of_offers_that_tie_one_that_no_other_dominates_is_made():
    table = [[0.3, 0.5], [0.3, 0.2], [0.3, 0.1], [0.0, 0.9]]
    assert spe_offers(table, [0, 0], 1).agreed == (0, 0)
    assert spe_offers([[0, 0], [0, 5], [0, 1]], [0, 0], 3, 0.9).agreed == (0, 1)


def test_large_utilities_of_one_party_make_no_ties_of_another():
    table = [[1e9, 2.0], [1e9, 1.0]]
    assert spe_offers(table, [0, 0], 1, first=1).agreed == (0, 0)
    assert spe_offers(table, [0, 1.5], 1).agreed == (0, 0)


@pytest.mark.long
def test_the_search_for_an_offer_compiles_as_it_stands():
    from numba import njit

    compiled, rng = njit(spe_offer), np.random.default_rng(10)
    for _ in range(200):
        table, later = rng.uniform(0, 1, (20, 3)), rng.uniform(0, 0.6, 3)
        assert compiled(table, later, 1, 1e-9) == spe_offer(table, later, 1, 1e-9)


def test_without_anything_better_than_waiting_there_is_no_agreement():
    play = spe_offers([[-1.0, 3.0], [3.0, -1.0]], [0, 0], 4)
    assert play.agreed == (4, NO_OFFER)
    assert play.offers.tolist() == [NO_OFFER] * 4


def test_a_deviation_is_found_out():
    play = spe_offers(pie(), [0, 0], 3, 0.9)
    wrong = play.offers.copy()
    wrong[0] = 50
    with pytest.raises(VerificationError, match="party 0 gains by another offer than 50 in step 0"):
        _confirmed(replace(play, offers=wrong), pie(), 1e-9)


@pytest.mark.parametrize(("steps", "discount", "first"), [(0, 0.9, 0), (3, 0.0, 0), (3, 0.9, 2)])
def test_arguments_out_of_range_are_named(steps, discount, first):
    with pytest.raises(ValueError, match=rf"{steps} steps, party {first} first"):
        spe_offers(pie(), [0, 0], steps, discount, first)
