"""Bargaining over lotteries between outcomes: the frontier is made of edges, and every point on it
is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.solutions.ties import TOLERANCE
from negotiation_sim.solutions.zone import payoff_table, utility_table

__all__ = ["LotteryPoints", "lottery_frontier", "lottery_points"]

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LotteryPoints:
    """Expected utilities of two parties at each solution, and the disagreement point they start
    from.

    Parameters
    ----------
    utilitarian : ends of the stretch of the frontier with the largest sum, the same point twice
        where it is one
    disagreement : utility of walking away
    """

    nash: Pair
    kalai_smorodinsky: Pair
    egalitarian: Pair
    utilitarian: tuple[Pair, Pair]
    disagreement: Pair


def lottery_frontier(utilities: ArrayLike) -> NDArray[np.float64]:
    """Corners of the Pareto frontier of all lotteries between outcomes, best for the first party
    last.

    Parameters
    ----------
    utilities : shape (n_outcomes, 2)

    Examples
    --------
    >>> lottery_frontier([[0, 5], [6, 4], [10, 0], [3, 3], [5, 4]])
    array([[ 0.,  5.],
           [ 6.,  4.],
           [10.,  0.]])
    """
    rows = utility_table(utilities, parties=2)
    corners: list[NDArray[np.float64]] = []
    for point in rows[np.lexsort((-rows[:, 1], -rows[:, 0]))]:  # from the first party's best
        if corners and point[1] <= corners[-1][1]:
            continue
        while len(corners) > 1 and _turn(corners[-2], corners[-1], point) <= 0:
            corners.pop()
        corners.append(point)
    return np.array(corners[::-1])


def _turn(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def lottery_points(utilities: ArrayLike, disagreement: ArrayLike) -> LotteryPoints:
    """Nash, Kalai–Smorodinsky, egalitarian and utilitarian points where parties may agree on
    lotteries.

    Parameters
    ----------
    utilities : shape (n_outcomes, 2)
    disagreement : shape (2,), utility of walking away; the convention trap is explained in
        `nash_point`

    Raises
    ------
    NoAgreementZoneError
        If no lottery is acceptable to both.

    References
    ----------
    J. F. Nash, "The Bargaining Problem", Econometrica 18(2), 1950. https://doi.org/10.2307/1907266

    Examples
    --------
    >>> found = lottery_points([[0, 5], [6, 4], [10, 0]], disagreement=[0, 0])
    >>> found.nash, [round(x, 6) for x in found.kalai_smorodinsky], found.utilitarian
    ((6.0, 4.0), [6.666667, 3.333333], ((6.0, 4.0), (10.0, 0.0)))
    """
    table, walk_away = payoff_table(utility_table(utilities, parties=2), disagreement)
    corners = _above(lottery_frontier(table), walk_away)
    ideal = (corners - walk_away).max(axis=0)
    gains = list(corners - walk_away)
    sums = corners.sum(axis=1)
    most = np.flatnonzero(sums >= sums.max() - TOLERANCE * np.abs(corners).max())
    return LotteryPoints(
        nash=_pair(_best_product(gains) + walk_away),
        kalai_smorodinsky=_pair(
            _crossing(gains, lambda gain: gain[0] * ideal[1] - gain[1] * ideal[0]) + walk_away
        ),
        egalitarian=_pair(_crossing(gains, lambda gain: gain[0] - gain[1]) + walk_away),
        utilitarian=(_pair(corners[most[0]]), _pair(corners[most[-1]])),
        disagreement=_pair(walk_away),
    )


def _pair(row: NDArray[np.float64]) -> Pair:
    return float(row[0]), float(row[1])


def _above(corners: NDArray[np.float64], walk_away: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a frontier on which both gain, cut where it leaves it."""
    kept = corners
    for party, forwards in ((0, 1), (1, -1)):
        rows = kept[::forwards]
        inside = np.flatnonzero(rows[:, party] >= walk_away[party])
        if not len(inside):
            raise NoAgreementZoneError(
                f"no lottery clears the disagreement point {walk_away.tolist()}"
            )
        start = inside[0]
        cut = rows[start:]
        if start and rows[start][party] > walk_away[party]:
            before, after = rows[start - 1], rows[start]
            share = (walk_away[party] - before[party]) / (after[party] - before[party])
            cut = np.vstack([before + share * (after - before), cut])
        kept = cut[::forwards]
    return kept


def _crossing(
    gains: Sequence[NDArray[np.float64]], excess: Callable[[NDArray[np.float64]], float]
) -> NDArray[np.float64]:
    """Where a quantity that rises along the frontier is 0, or the end nearest to it."""
    before = gains[0]
    if excess(before) >= 0:
        return before
    for after in gains[1:]:
        if excess(after) >= 0:
            low, high = excess(before), excess(after)
            return before + low / (low - high) * (after - before)
        before = after
    return before


def _best_product(gains: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Point of the frontier with the largest product: a corner, or the peak of the parabola along
    an edge.
    """
    found = list(gains)
    for before, after in pairwise(gains):
        step = after - before
        peak = -(before[0] * step[1] + before[1] * step[0]) / (2 * step[0] * step[1])
        if 0 < peak < 1:
            found.append(before + peak * step)
    return max(found, key=lambda gain: float(gain[0] * gain[1]))
