"""Zeuthen's process: whoever risks less by insisting concedes, until the Nash solution is
reached.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.nash import nash_point
from negotiation_sim.solutions.zone import payoff_table, zone_gains

__all__ = ["Concessions", "zeuthen_path"]


@dataclass(frozen=True, slots=True)
class Concessions:
    """Offers on the table, pair by pair.

    Parameters
    ----------
    offers : (offer of the first party, offer of the second), from both insisting on their best to
        agreement
    outcome : what they agree on
    disagreement : utility of walking away, per party
    """

    offers: tuple[tuple[int, int], ...]
    outcome: int
    disagreement: tuple[float, float]


def zeuthen_path(utilities: ArrayLike, disagreement: ArrayLike) -> Concessions:
    """Monotonic concession of two parties (Zeuthen 1930; Harsanyi 1956) [1]_.

    The risk limit of a party, (own offer − other's offer) / own offer in its own gains, is the
    chance of breakdown it would bear to insist. The one with the smaller limit, which is the one
    whose offer has the smaller product of gains (Harsanyi 1956), makes the smallest concession that
    turns this round, the first party where they are equal. Nobody can once an offer has the largest
    product: the path ends on a Nash solution, which is checked.

    Parameters
    ----------
    utilities : shape (n_outcomes, 2)
    disagreement : shape (2,), utility of walking away; the convention trap is explained in
        `nash_point`

    Raises
    ------
    NoAgreementZoneError
        If no outcome is acceptable to both.

    References
    ----------
    .. [1] J. C. Harsanyi, "Approaches to the Bargaining Problem Before and After the Theory of
       Games", Econometrica 24(2), 1956. https://doi.org/10.2307/1905748

    Examples
    --------
    >>> zeuthen_path([[18, 0], [14, 4], [12, 5], [8, 6], [2, 8]], disagreement=[0, 0])
    Concessions(offers=((0, 4), (1, 4), (1, 2), (2, 2)), outcome=2, disagreement=(0.0, 0.0))
    """
    table, walk_away = payoff_table(utilities, disagreement)
    if table.shape[1] != 2:
        raise ValueError(
            f"utilities of {table.shape[1]} parties, expected 2: the risk limits are those of a "
            "pair"
        )
    zone, gains = zone_gains(table, walk_away)
    products = gains[:, 0] * gains[:, 1]
    tied = np.searchsorted(zone, nash_point(table, walk_away).outcomes)
    products[tied] = products.max()  # equal but for rounding
    bests = [_best(gains, products, party, -1.0) for party in (0, 1)]
    offers = [(bests[0], bests[1])]
    while True:
        first, second = offers[-1]
        if first == second:
            break
        concedes = int(products[first] > products[second])
        standing = max(products[first], products[second])
        if (
            standing == products.max()
        ):  # nobody can turn it round: the one who should concede accepts
            offers.append(
                (second, second) if concedes == 0 and products[first] < standing else (first, first)
            )
            break
        new = _best(gains, products, concedes, standing)
        offers.append((new, second) if concedes == 0 else (first, new))
    end = int(zone[offers[-1][0]])
    if end not in zone[tied]:
        raise VerificationError(
            f"the concessions end at outcome {end}, the Nash solution is {zone[tied].tolist()}"
        )
    named = tuple((int(zone[one]), int(zone[other])) for one, other in offers)
    return Concessions(named, end, (float(walk_away[0]), float(walk_away[1])))


def _best(
    gains: NDArray[np.float64], products: NDArray[np.float64], party: int, above: float
) -> int:
    """Outcome best for a party among those of larger product, then best for the other, then of
    lowest index.
    """
    open_to = np.flatnonzero(products > above)
    order = np.lexsort((open_to, -gains[open_to, 1 - party], -gains[open_to, party]))
    return int(open_to[order[0]])
