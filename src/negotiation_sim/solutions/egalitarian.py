"""Egalitarian solution: whoever gains least gains as much as possible."""

from __future__ import annotations

from numpy.typing import ArrayLike

from negotiation_sim.solutions.point import INTERPERSONAL, Point, verified
from negotiation_sim.solutions.ties import maximisers
from negotiation_sim.solutions.zone import payoff_table, zone_gains

__all__ = ["egalitarian_point"]


def egalitarian_point(
    utilities: ArrayLike, disagreement: ArrayLike, allowed: ArrayLike | None = None
) -> Point:
    """Outcomes whose smallest gain is largest (Kalai 1977) [1]_; it compares points of different
    parties.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties), in units that may be compared across parties
    disagreement : shape (n_parties,), utility of walking away; the convention trap is explained in
        `nash_point`
    allowed : shape (n_outcomes,), as in `agreement_zone`

    Raises
    ------
    NoAgreementZoneError
        If no outcome is acceptable to everyone.

    References
    ----------
    .. [1] E. Kalai, "Proportional Solutions to Bargaining Situations: Interpersonal Utility
       Comparisons", Econometrica 45(7), 1977. https://doi.org/10.2307/1913954

    Examples
    --------
    >>> egalitarian_point([[12.0, 5.0], [8.0, 6.0], [6.0, 7.0]], disagreement=[0.0, 0.0]).outcomes
    (1, 2)
    """
    table, walk_away = payoff_table(utilities, disagreement)
    zone, gains = zone_gains(table, walk_away, allowed)
    scores = gains.min(axis=1)
    most = float(scores.max())  # what somebody else gains must not blur who gains least
    point = Point.of(zone[maximisers(scores, most)], table, walk_away, most, INTERPERSONAL)
    return verified(point, table, zone, min, scale=most)
