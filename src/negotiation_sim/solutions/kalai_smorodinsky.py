"""Kalai–Smorodinsky solution: everyone gets the same share of the most it could hope for."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from negotiation_sim.solutions.point import Point, verified
from negotiation_sim.solutions.ties import maximisers
from negotiation_sim.solutions.zone import payoff_table, zone_gains

__all__ = ["kalai_smorodinsky_point"]


def kalai_smorodinsky_point(
    utilities: ArrayLike, disagreement: ArrayLike, allowed: ArrayLike | None = None
) -> Point:
    """Outcomes whose smallest ratio of gain to largest possible gain is largest (Kalai &
    Smorodinsky 1975) [1]_.

    On finitely many outcomes equal ratios need not exist; the largest minimum is the usual discrete
    form. The largest possible gain of a party is taken inside the zone of agreement; a party that
    can gain nothing there is not counted.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    disagreement : shape (n_parties,), utility of walking away; the convention trap of `nash_point`
        holds here twice, as it also moves the zone in which the best is taken
    allowed : shape (n_outcomes,), as in `agreement_zone`

    Raises
    ------
    NoAgreementZoneError
        If no outcome is acceptable to everyone.

    References
    ----------
    .. [1] E. Kalai & M. Smorodinsky, "Other Solutions to Nash's Bargaining Problem", Econometrica
       43(3), 1975. https://doi.org/10.2307/1914280

    Examples
    --------
    >>> kalai_smorodinsky_point([[10.0, 0.0], [6.0, 4.0], [0.0, 5.0]], disagreement=[0.0, 0.0])
    Point(outcomes=(1,), utilities=(6.0, 4.0), value=0.6, disagreement=(0.0, 0.0), warning='')
    """
    table, walk_away = payoff_table(utilities, disagreement)
    zone, gains = zone_gains(table, walk_away, allowed)
    most = gains.max(axis=0)
    counted = most > 0
    scores = (
        (gains[:, counted] / most[counted]).min(axis=1) if counted.any() else np.zeros(len(zone))
    )
    winners = zone[maximisers(scores, 1.0)]
    hopes = most.tolist()

    def smallest_ratio(row: list[float]) -> float:
        return min(
            (gain / hope for gain, hope in zip(row, hopes, strict=True) if hope > 0), default=0.0
        )

    point = Point.of(winners, table, walk_away, float(scores.max()))
    return verified(point, table, zone, smallest_ratio, scale=1.0)
