"""Smooth frontiers and lotteries; verification tests 11 and 12."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.errors import NoAgreementZoneError, VerificationError
from negotiation_sim.theory import Frontier, frontier_points, lottery_frontier, lottery_points


def parabola(u):
    return 1 - u**2


def test_points_of_a_parabola():
    found = frontier_points(Frontier(parabola, 0, 1), (0.0, 0.0))
    golden = (5**0.5 - 1) / 2
    assert found.nash == pytest.approx((3**-0.5, 2 / 3), abs=1e-9)
    assert found.kalai_smorodinsky == pytest.approx((golden, golden), abs=1e-9)
    assert found.egalitarian == pytest.approx((golden, golden), abs=1e-9)
    assert found.utilitarian == pytest.approx((0.5, 0.75), abs=1e-9)
    assert found.disagreement == (0, 0)


@pytest.mark.parametrize(("g", "share"), [(1, 1 / 2), (0.5, 1 / 3), (0.25, 1 / 5), (2, 2 / 3)])
def test_risk_aversion_hurts(g, share):
    """Kihlstrom, Roth & Schmeidler 1981: u1 = x**g, u2 = 1 - x."""
    found = frontier_points(Frontier(lambda u: 1 - u ** (1 / g), 0, 1), (0.0, 0.0))
    assert found.nash[0] ** (1 / g) == pytest.approx(share, abs=1e-9)


def test_only_the_part_both_gain_on_counts():
    found = frontier_points(Frontier(lambda u: 1 - u, 0, 1), (0.2, 0.1), power=0.3)
    assert found.nash == pytest.approx((0.41, 0.59), abs=1e-9)
    assert found.kalai_smorodinsky == pytest.approx((0.55, 0.45), abs=1e-9)


def test_an_end_of_the_frontier_is_a_point_too():
    found = frontier_points(Frontier(lambda u: 3 - 0.1 * u, 0, 1), (0.0, 0.0))
    assert found.egalitarian == found.nash == found.utilitarian == pytest.approx((1, 2.9))
    assert frontier_points(Frontier(lambda u: 1 - u, 0.8, 1), (0.0, 0.0)).egalitarian[0] == 0.8


@pytest.mark.parametrize("disagreement", [(1.5, 0.0), (0.0, 1.5), (0.8, 0.8)])
def test_a_frontier_nobody_wants(disagreement):
    with pytest.raises(NoAgreementZoneError, match="leaves somebody below"):
        frontier_points(Frontier(parabola, 0, 1), disagreement)


def test_a_frontier_with_two_peaks_is_found_out():
    with pytest.raises(VerificationError, match="the frontier is not concave"):
        frontier_points(
            Frontier(lambda u: 1 - 0.99 * u + 0.6 * (abs(u - 0.93) < 0.02), 0, 1), (0.0, 0.0)
        )


def test_a_frontier_runs_forwards():
    with pytest.raises(ValueError, match="expected low <= high"):
        Frontier(parabola, 1, 0)


def test_points_of_a_polygon_are_exact():
    found = lottery_points([[0, 5], [6, 4], [10, 0], [2, 2]], [0, 0])
    assert found.nash == (6, 4)
    assert found.kalai_smorodinsky == pytest.approx((20 / 3, 10 / 3), abs=1e-12)
    assert found.egalitarian == pytest.approx((30 / 7, 30 / 7), abs=1e-12)
    assert found.utilitarian == ((6, 4), (10, 0))


def test_lotteries_agree_with_a_fine_curve():
    rng = np.random.default_rng(4)
    for _ in range(50):
        table, d = rng.uniform(0, 1, (8, 2)), rng.uniform(0, 0.2, 2)
        corners = lottery_frontier(table)
        along = np.linspace(corners[0, 0], corners[-1, 0], 20001)
        curve = np.column_stack([along, np.interp(along, corners[:, 0], corners[:, 1])])
        gains = curve[(curve >= d).all(axis=1)] - d
        if not len(gains):
            continue
        found = lottery_points(table, d)
        assert np.prod(np.subtract(found.nash, d)) == pytest.approx(
            gains.prod(axis=1).max(), abs=1e-4
        )
        assert np.prod(np.subtract(found.nash, d)) >= gains.prod(axis=1).max() - 1e-12
        assert np.subtract(found.egalitarian, d).min() == pytest.approx(
            gains.min(axis=1).max(), abs=1e-4
        )


def test_a_frontier_of_lotteries_is_cut_where_somebody_would_walk_away():
    found = lottery_points([[0.0, 1.0], [1.0, 0.0]], [0.2, 0.4])
    assert found.nash == found.kalai_smorodinsky == found.egalitarian == pytest.approx((0.4, 0.6))
    assert found.utilitarian == (pytest.approx((0.2, 0.8)), pytest.approx((0.6, 0.4)))
    with pytest.raises(NoAgreementZoneError, match="no lottery clears"):
        lottery_points([[0.0, 1.0], [1.0, 0.0]], [0.7, 0.7])


@pytest.mark.parametrize("parties", [1, 3])
def test_lotteries_are_between_two_parties(parties):
    table = [[1.0, 2.0, 3.0][:parties]]
    for ask in (lottery_frontier, lambda table: lottery_points(table, [0.0] * parties)):
        with pytest.raises(ValueError, match=rf"shape \(1, {parties}\), expected \(outcomes, 2"):
            ask(table)


def test_one_outcome_is_its_own_frontier():
    assert lottery_points([[2.0, 3.0]], [0.0, 0.0]).nash == (2, 3)
