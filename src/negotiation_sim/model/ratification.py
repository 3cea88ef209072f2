"""Domestic ratification: what a leader can sign and still pass at home (Putnam 1988; Iida 1993,
1996; Tarar 2001).
"""

from __future__ import annotations

import math

__all__ = ["leader_worth", "logistic", "passes", "ratification_odds", "share_above"]

SATURATION = 30.0


def logistic(x: float) -> float:
    """``1 / (1 + exp(-x))``; arguments beyond +-30 count as 30.

    Examples
    --------
    >>> logistic(0.0)
    0.5
    """
    if x > SATURATION:
        x = SATURATION
    elif x < -SATURATION:
        x = -SATURATION
    return 1.0 / (1.0 + math.exp(-x))


def share_above(points: float, noise: float) -> float:
    """``logistic(points / noise)``; without noise the sign of the points decides, and 0 is even.

    Examples
    --------
    >>> share_above(3.0, 0.0) == share_above(3.0, 1e-300), share_above(0.0, 0.0)
    (True, 0.5)
    """
    if noise == 0.0:
        return logistic(math.copysign(SATURATION, points)) if points != 0.0 else 0.5
    return logistic(points / noise)


def ratification_odds(domestic: float, noise: float) -> float:
    """Probability that a text worth `domestic` points at home passes (specification.md equation 9).

    Parameters
    ----------
    domestic : points of the text to those who ratify
    noise : spread in points; at 0 the win-set indicator

    Examples
    --------
    >>> ratification_odds(0.0, 5.0)
    0.5
    """
    return share_above(domestic, noise)


def leader_worth(odds: float, points: float, penalty: float) -> float:
    """What a text is worth to the leader who must get it through (specification.md equation 9).

    Examples
    --------
    >>> leader_worth(0.8, 20.0, 10.0)
    14.0
    """
    return odds * points - (1.0 - odds) * penalty


def passes(odds: float, mood: float) -> bool:
    """Whether the text passes in a run whose domestic mood is `mood`, uniform on 0 to 1.

    Examples
    --------
    >>> passes(0.5, 0.2), passes(0.5, 0.7)
    (True, False)
    """
    return odds > mood
