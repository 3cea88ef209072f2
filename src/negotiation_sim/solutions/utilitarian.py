"""Utilitarian solution: the largest sum of gains."""

from __future__ import annotations

import math

from numpy.typing import ArrayLike

from negotiation_sim.solutions.point import INTERPERSONAL, Point, verified
from negotiation_sim.solutions.ties import maximisers
from negotiation_sim.solutions.zone import payoff_table, zone_gains

__all__ = ["utilitarian_point"]


def utilitarian_point(
    utilities: ArrayLike, disagreement: ArrayLike, allowed: ArrayLike | None = None
) -> Point:
    """Outcomes of the zone with the largest sum of gains (Harsanyi 1955) [1]_; it adds points of
    different parties.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties), in units that may be added across parties
    disagreement : shape (n_parties,), utility of walking away: here it only says who may refuse;
        the convention trap is explained in `nash_point`
    allowed : shape (n_outcomes,), as in `agreement_zone`

    Raises
    ------
    NoAgreementZoneError
        If no outcome is acceptable to everyone.

    References
    ----------
    .. [1] J. C. Harsanyi, "Cardinal Welfare, Individualistic Ethics, and Interpersonal Comparisons
       of Utility", Journal of Political Economy 63(4), 1955. https://doi.org/10.1086/257678

    Examples
    --------
    >>> found = utilitarian_point([[18.0, 0.0], [12.0, 5.0], [2.0, 8.0]], disagreement=[0.0, 0.0])
    >>> found.outcomes, found.value
    ((0,), 18.0)
    >>> print(found.warning)
    adds or compares points of different parties: rescaling one party's utilities moves it
    """
    table, walk_away = payoff_table(utilities, disagreement)
    zone, gains = zone_gains(table, walk_away, allowed)
    scores, scale = gains.sum(axis=1), float(gains.max())
    winners = zone[maximisers(scores, scale)]
    point = Point.of(winners, table, walk_away, float(scores.max()), INTERPERSONAL)
    return verified(point, table, zone, math.fsum, scale)
