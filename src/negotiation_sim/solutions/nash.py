"""Nash bargaining solution: the largest product of gains."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.solutions.point import Point, verified
from negotiation_sim.solutions.ties import maximisers
from negotiation_sim.solutions.zone import payoff_table, zone_gains

__all__ = ["nash_point", "nash_split"]


def nash_point(
    utilities: ArrayLike,
    disagreement: ArrayLike,
    powers: ArrayLike | None = None,
    allowed: ArrayLike | None = None,
) -> Point:
    """Outcomes with the largest product of gains over disagreement (Nash 1950) [1]_, weighted by
    bargaining power (Kalai 1977) [2]_.

    Only outcomes that leave nobody below its disagreement value compete. Rescaling one party's
    utilities, its disagreement value with them, changes nothing.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    disagreement : shape (n_parties,), utility of walking away. *The convention trap*: some
        libraries take max(reservation value, smallest utility) instead, and so return another point
        (second example).
    powers : shape (n_parties,), above 0, exponents of the gains; all 1 if left out. Only their
        ratios decide; `Point.value` is the product with the exponents as given, infinite or 0 where
        that is beyond a float.
    allowed : shape (n_outcomes,), as in `agreement_zone`

    Raises
    ------
    NoAgreementZoneError
        If no outcome is acceptable to everyone.

    References
    ----------
    .. [1] J. F. Nash, "The Bargaining Problem", Econometrica 18(2), 1950.
       https://doi.org/10.2307/1907266
    .. [2] E. Kalai, "Nonsymmetric Nash solutions and replications of 2-person bargaining",
       International Journal of Game Theory 6, 1977. https://doi.org/10.1007/BF01774658

    Examples
    --------
    >>> nash_point([[0.9, 0.2], [0.6, 0.6], [0.6, 0.6]], disagreement=[0.1, 0.1])
    Point(outcomes=(1, 2), utilities=(0.6, 0.6), value=0.25, disagreement=(0.1, 0.1), warning='')

    The reservation values are 0, the smallest utilities 0.4 and 0.1:

    >>> table = [[1.0, 0.35], [0.75, 0.5], [0.4, 0.6], [0.9, 0.1]]
    >>> (
    ...     nash_point(table, disagreement=[0.0, 0.0]).outcome,
    ...     nash_point(table, disagreement=[0.4, 0.1]).outcome,
    ... )
    (1, 0)
    """
    table, walk_away = payoff_table(utilities, disagreement)
    zone, gains = zone_gains(table, walk_away, allowed)
    exponents = _powers(powers, table.shape[1])
    weights = exponents / exponents.max()
    weights /= weights.mean()  # only ratios matter: neither large powers
    best = np.where(gains.max(axis=0) > 0, gains.max(axis=0), 1.0)  # nor a party's unit blur a tie
    scores = np.prod((gains / best) ** weights, axis=1)
    most = float(scores.max())

    def score(row: list[float]) -> float:
        terms = zip(row, best.tolist(), weights.tolist(), strict=True)
        return float(math.prod((gain / unit) ** weight for gain, unit, weight in terms))

    point = Point.of(zone[maximisers(scores, most)], table, walk_away, most)
    verified(point, table, zone, score, scale=most)
    with np.errstate(over="ignore", under="ignore"):
        product = float(np.prod(gains[np.argmax(scores)] ** exponents))
    return replace(point, value=product)


def nash_split(
    pie: float, disagreement: ArrayLike, powers: ArrayLike | None = None
) -> tuple[float, ...]:
    """Shares of a pie that can be cut anywhere: everyone its disagreement value and its power's
    part of what is left.

    Parameters
    ----------
    pie : what there is to share
    disagreement : shape (n_parties,), what each gets without agreement; together at most the pie
    powers : shape (n_parties,), above 0; all equal if left out

    Examples
    --------
    >>> nash_split(100.0, disagreement=[10.0, 30.0])
    (40.0, 60.0)
    >>> [round(share, 9) for share in nash_split(1.0, [0.2, 0.1], powers=[0.3, 0.7])]
    [0.41, 0.59]
    """
    walk_away = np.asarray(disagreement, np.float64)
    weights = _powers(powers, len(walk_away))
    left = pie - float(walk_away.sum())
    if left < 0:
        raise ValueError(
            f"disagreement values add up to {walk_away.sum():g}, more than the pie of {pie:g}"
        )
    return tuple((walk_away + weights / weights.sum() * left).tolist())


def _powers(powers: ArrayLike | None, n: int) -> NDArray[np.float64]:
    weights = np.ones(n) if powers is None else np.asarray(powers, np.float64)
    if weights.shape != (n,) or not ((weights > 0) & np.isfinite(weights)).all():
        raise ValueError(f"powers {weights.tolist()}, expected {n} numbers above 0")
    return weights
