"""Quantal responses to alternating offers; verification test 17."""

from __future__ import annotations

import numpy as np
import pytest
from tests.solutions.tables import pie

from negotiation_sim.solutions import NO_OFFER, spe_offers
from negotiation_sim.theory import aqre


@pytest.mark.parametrize(("steps", "discount", "first"), [(0, 0.9, 0), (3, 0.0, 0), (3, 0.9, 2)])
def test_arguments_out_of_range_are_named(steps, discount, first):
    with pytest.raises(ValueError, match=rf"{steps} steps, .* party {first} first"):
        aqre(pie(), [0, 0], steps, 1.0, discount, first)


def test_without_precision_every_action_is_as_likely():
    play = aqre(np.random.default_rng(6).uniform(0, 1, (9, 2)), [0, 0], steps=4, precision=0)
    assert play.offers == pytest.approx(np.full((4, 10), 0.1))
    assert play.acceptance == pytest.approx(np.full((4, 9), 0.5))


@pytest.mark.parametrize("discount", [1.0, 0.8])
def test_precision_is_that_of_the_paper_times_the_discount_to_the_step(discount):
    """McKelvey & Palfrey 1998, payoffs at the end of the game: a point agreed in step t is worth
    discount**t from the start."""
    table, steps, precision = np.array([[0.8, 0.1], [0.5, 0.5], [0.1, 0.9]]), 4, 3.0
    play = aqre(table, [0.05, 0.1], steps, precision, discount)
    later = discount**steps * np.array([0.05, 0.1])
    for step in range(steps - 1, -1, -1):
        theirs, proposer = precision / discount**step, step % 2
        now = discount**step * table
        odds = np.exp(theirs * np.stack([now[:, 1 - proposer], np.full(3, later[1 - proposer])]))
        accepts = odds[0] / odds.sum(axis=0)
        worth = np.vstack([accepts[:, None] * now + (1 - accepts)[:, None] * later, later])
        offers = np.exp(theirs * worth[:, proposer])
        assert play.acceptance[step] == pytest.approx(accepts)
        assert play.offers[step] == pytest.approx(offers / offers.sum())
        later = offers / offers.sum() @ worth
    assert play.continuation[0] == pytest.approx(later)


def test_with_precision_quantal_responses_become_the_equilibrium():
    rng = np.random.default_rng(7)
    for _ in range(50):
        table = rng.uniform(0, 1, (8, 2))
        sharp, exact = (
            aqre(table, [0, 0], 6, precision=1e6, first=1),
            spe_offers(table, [0, 0], 6, first=1),
        )
        assert sharp.outcomes[exact.agreed[1]] == pytest.approx(1, abs=1e-3)
        assert sharp.continuation == pytest.approx(exact.continuation, abs=1e-3)
        agreed = exact.offers != NO_OFFER
        assert sharp.offers[agreed].argmax(axis=1).tolist() == exact.offers[agreed].tolist()


def test_more_precision_is_worth_more_to_the_one_who_proposes_last():
    table = pie(11)
    worth = [aqre(table, [0, 0], 1, precision).continuation[0, 0] for precision in (0, 1, 10, 100)]
    assert worth == sorted(worth)


def test_probabilities_add_up():
    play = aqre(pie(11), [0.1, 0.2], 5, precision=3)
    assert play.outcomes.sum() == pytest.approx(1)
    assert play.offers.sum(axis=1) == pytest.approx(np.ones(5))
