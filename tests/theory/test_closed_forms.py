"""Formulae of the literature; verification tests 1-3, 5-8, 14, 15, 28."""

from __future__ import annotations

from itertools import permutations, product
from math import exp

import numpy as np
import pytest
from scipy.integrate import dblquad

from negotiation_sim.theory import (
    bargaining_range,
    baron_ferejohn,
    barter_trades,
    continuous_share,
    credibility_threshold,
    crisis_demand,
    finite_horizon_share,
    linear_equilibrium,
    majority,
    outside_option_share,
    random_proposer_share,
    rubinstein_share,
    time_agreement,
    uncertain_demand,
    voting_power,
    win_set_overlap,
    win_set_split,
)


@pytest.mark.parametrize(
    ("beta", "time"), [(0.2, 0.870551), (0.5, 0.707107), (1, 0.5), (2, 0.25), (5, 0.03125)]
)
def test_equal_time_tactics_meet_halfway(beta, time):
    assert time_agreement(beta, beta) == pytest.approx((time, 0.5), abs=1e-6)


@pytest.mark.parametrize(
    ("betas", "time", "share"),
    [
        ((0.5, 1), 0.618034, 0.618034),
        ((1, 2), 0.381966, 0.618034),
        ((0.5, 2), 0.524889, 0.724492),
        ((0.2, 5), 0.619579, 0.908697),
    ],
)
def test_the_tougher_tactic_gets_more(betas, time, share):
    assert time_agreement(*betas) == pytest.approx((time, share), abs=1e-6)
    assert time_agreement(*betas[::-1]) == pytest.approx((time, 1 - share), abs=1e-6)


def test_shapes_are_positive():
    with pytest.raises(ValueError, match="expected above 0"):
        time_agreement(0, 1)


@pytest.mark.parametrize(
    ("deltas", "share"), [((0.9, 0.9), 0.526316), ((0.9, 0.8), 0.714286), ((0.8, 0.9), 0.357143)]
)
def test_rubinstein_1982(deltas, share):
    assert rubinstein_share(*deltas) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize("deltas", list(product((0.1, 0.5, 0.9, 0.99), repeat=2)))
def test_rubinstein_shares_leave_the_other_what_waiting_is_worth(deltas):
    mine, theirs = rubinstein_share(*deltas), rubinstein_share(*deltas[::-1])
    assert 1 - mine == pytest.approx(deltas[1] * theirs)
    assert finite_horizon_share(5000, *deltas) == pytest.approx(mine)


@pytest.mark.parametrize(
    ("rounds", "share"), [(1, 1), (2, 0.1), (3, 0.91), (10, 0.342801), (200, 0.526316)]
)
def test_stahl_1972(rounds, share):
    assert finite_horizon_share(rounds, 0.9, 0.9) == pytest.approx(share, abs=1e-6)
    assert finite_horizon_share(rounds, 0.9, 0.9) == pytest.approx((1 - (-0.9) ** rounds) / 1.9)


@pytest.mark.parametrize(("dt", "share"), [(1, 0.699390), (0.1, 0.669994), (0.01, 0.667000)])
def test_short_rounds_lead_to_the_asymmetric_nash_solution(dt, share):
    assert rubinstein_share(exp(-0.1 * dt), exp(-0.2 * dt)) == pytest.approx(share, abs=1e-6)
    assert continuous_share(0.1, 0.2) == pytest.approx(2 / 3)


def test_a_random_proposer_is_paid_the_expected_share():
    share = random_proposer_share(0.5, 0.9, 0.8)
    assert share == pytest.approx(2 / 3)
    worth = np.array([0.5, 0.5])
    for _ in range(2000):  # each proposer leaves the other its discounted expectation
        worth = 0.5 * np.array([1 - 0.8 * worth[1], 0.8 * worth[1]]) + 0.5 * np.array(
            [0.9 * worth[0], 1 - 0.9 * worth[0]]
        )
    assert worth == pytest.approx([share, 1 - share])


def test_an_outside_option_matters_once_it_beats_the_share():
    assert outside_option_share(0.9, 0.9, 0.3) == rubinstein_share(0.9, 0.9)
    assert outside_option_share(0.9, 0.9, 0.6) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (lambda: rubinstein_share(1, 1), "without a cost of time"),
        (lambda: rubinstein_share(1.1, 0.5), "1.1 is not between 0 and 1"),
        (lambda: finite_horizon_share(0, 0.9, 0.9), "0 rounds, expected at least 1"),
        (lambda: continuous_share(0, 0), "expected none below 0 and one above"),
        (lambda: outside_option_share(0.9, 0.9, 1.2), "worth more than the pie"),
        (lambda: random_proposer_share(0.5, 1, 1), "not determined"),
        (lambda: baron_ferejohn(3, 4, 0.9), "a quota of 4 among 3 members"),
        (lambda: baron_ferejohn(3, 2, 1.9), "delta is 1.9"),
        (lambda: bargaining_range(1.5, 0, 0), "odds from 0 to 1"),
        (lambda: crisis_demand(0.5, -0.1, 0), "no cost below 0"),
        (lambda: credibility_threshold(-1, 1, 0.5), "expected none below 0"),
        (lambda: voting_power([1, 1], 3), "a quota above 0 that all reach"),
        (lambda: voting_power([], 3), "a quota above 0 that all reach"),
        (lambda: barter_trades([[1, 2]], [2]), "0 or 1 per good"),
    ],
)
def test_arguments_out_of_range_are_named(call, fault):
    with pytest.raises(ValueError, match=fault):
        call()


@pytest.mark.parametrize("quota", range(1, 8))
@pytest.mark.parametrize("delta", [0.0, 0.5, 0.9, 1.0])
def test_baron_ferejohn_shares_add_up_and_pay_what_waiting_is_worth(quota, delta):
    members = 7
    found = baron_ferejohn(members, quota, delta)
    assert found.proposer + found.paid_members * found.paid == pytest.approx(1)
    expected_share = (
        found.proposer + (members - 1) * (quota - 1) / (members - 1) * found.paid
    ) / members
    assert found.paid == pytest.approx(delta * expected_share)


def test_a_dictator_and_a_council_of_one_keep_everything():
    assert baron_ferejohn(5, 1, 0.9).proposer == baron_ferejohn(1, majority(1), 0.9).proposer == 1


@pytest.mark.parametrize(
    ("highest", "cost", "war"), [(0.4, 0.1, 0.375), (0.3, 0.1, 1 / 3), (0.2, 0.1, 0.25)]
)
def test_fearon_1995_risk_of_war(highest, cost, war):
    found = uncertain_demand(0.5, cost, highest)
    assert found.share == pytest.approx(0.5 + (highest - cost) / 2)
    assert found.war == pytest.approx(war)


@pytest.mark.parametrize("odds", [0.2, 0.6, 0.9])
@pytest.mark.parametrize("cost", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("highest", [0.0, 0.2, 0.8, 1.5])
def test_no_other_demand_is_worth_more(odds, cost, highest):
    found = uncertain_demand(odds, cost, highest)
    demands = np.linspace(0, 1, 2001)
    refused = (
        np.clip((demands - odds) / highest, 0, 1) if highest else (demands > odds + 1e-12) * 1.0
    )
    worth = (1 - refused) * demands + refused * (odds - cost)
    assert found.worth >= worth.max() - 1e-12
    assert found.disagreement == (odds - cost, 1 - odds)


def test_chatterjee_and_samuelson_1983():
    found = linear_equilibrium()
    assert (float(found.trade), float(found.gains)) == (0.28125, 0.140625)

    def gains(seller, buyer):
        return (buyer - seller) * (buyer - seller >= 0.25)

    assert dblquad(gains, 0, 1, 0, lambda buyer: max(buyer - 0.25, 0))[0] == pytest.approx(9 / 64)


def test_neither_bid_can_be_bettered():
    found = linear_equilibrium()
    values = (np.arange(20000) + 0.5) / 20000
    asks = float(found.seller[0]) + float(found.seller[1]) * values
    bids = float(found.buyer[0]) + float(found.buyer[1]) * values
    for value in (0.3, 0.5, 0.8, 0.95):
        offers = np.linspace(0, 1, 401)
        as_buyer = [np.mean((bid >= asks) * (value - (bid + asks) / 2)) for bid in offers]
        assert offers[np.argmax(as_buyer)] == pytest.approx(
            float(found.buyer[0]) + float(found.buyer[1]) * value, abs=0.01
        )
        cost = 1 - value
        as_seller = [np.mean((bids >= ask) * ((bids + ask) / 2 - cost)) for ask in offers]
        assert offers[np.argmax(as_seller)] == pytest.approx(
            float(found.seller[0]) + float(found.seller[1]) * cost, abs=0.01
        )


def test_a_pledge_is_enough_from_a_threshold_on():
    threshold = credibility_threshold(gain=10, loss=40, risk=0.425)
    assert threshold == pytest.approx(0.411765, abs=1e-6)
    assert 10 - 40 * 0.425 * (1 - threshold) == pytest.approx(0)
    assert credibility_threshold(gain=20, loss=40, risk=0.425) == 0


def test_power_in_the_un_security_council():
    old = voting_power([5] * 5 + [1] * 6, 27)
    new = voting_power([7] * 5 + [1] * 10, 39)
    assert [str(old.shapley_shubik[i]) for i in (0, 5)] == ["76/385", "1/462"]
    assert [str(new.shapley_shubik[i]) for i in (0, 5)] == ["421/2145", "4/2145"]
    assert [new.swings[i] for i in (0, 5)] == [848, 84]


@pytest.mark.parametrize(
    ("weights", "quota"),
    [([3, 2, 1, 1], 5), ([50, 49, 1], 51), ([0.5, 0.3, 0.2], 0.6), ([2, 0, 2, 1, 1], 4), ([1], 1)],
)
def test_power_is_that_of_plain_enumeration(weights, quota):
    n = len(weights)
    pivots, swings = [0] * n, [0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        total = 0.0
        for voter in order:
            total += weights[voter]
            if total >= quota - 1e-12:
                pivots[voter] += 1
                break
    for chosen in product((0, 1), repeat=n):
        weight = sum(w for w, c in zip(weights, chosen, strict=True) if c)
        for voter in range(n):
            if chosen[voter] and weight >= quota - 1e-12 > weight - weights[voter]:
                swings[voter] += 1
    found = voting_power(weights, quota)
    assert [float(share) for share in found.shapley_shubik] == pytest.approx(
        [pivot / len(orders) for pivot in pivots]
    )
    assert found.swings == tuple(swings)
    assert sum(found.banzhaf) == 1


def test_tied_hands_pay_until_there_is_nothing_left():
    assert [win_set_split(least, 0.9) for least in (0.4, 0.6, 0.95)] == [0.65, 0.75, None]
    assert win_set_overlap([(0, 0.7), (0.4, 1), (0.5, 0.6)]) == (0.5, 0.6)
    assert win_set_split(-0.5, 0.2) == 0.0
