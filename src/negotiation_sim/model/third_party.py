"""What Washington, or any third party, does about a live deal: one latent stance, ordered
cut-points.

An ordered response {press | stay neutral | co-sign} (McKelvey & Palfrey 1995, 1998; Signorino
1999): the same stance decides both, so a third party never presses against a text it would
co-sign.
"""

from __future__ import annotations

import math

from negotiation_sim.model.records import FORCED

__all__ = ["co_signs", "pays", "presses", "stance", "threatens"]


def stance(uniform: float, noise: float) -> float:
    """Latent type of a third party in a run: a logistic deviate of spread `noise` points.

    Examples
    --------
    >>> stance(0.5, 8.0)
    0.0
    """
    if noise == 0.0:
        return 0.0
    if uniform <= 0.0:
        uniform = 2.0**-54
    return noise * math.log(uniform / (1.0 - uniform))


def presses(points: float, stance: float, cost: float) -> bool:
    """Whether it threatens a deal worth `points` to it: below minus the price of pressing.

    Examples
    --------
    >>> presses(-24.0, 0.0, 12.0), presses(-24.0, 15.0, 12.0)
    (True, False)
    """
    return points + stance < -cost


def threatens(setting: int, points: float, stance: float, cost: float) -> bool:
    """Whether it threatens a deal by a lever that is not off: where it must, or as it likes.

    Examples
    --------
    >>> threatens(FORCED, 50.0, 0.0, 12.0)
    True
    """
    return setting == FORCED or presses(points, stance, cost)


def co_signs(points: float, stance: float) -> bool:
    """Whether it puts its signature under a package: not worse than no deal (Tsebelis 2002, veto
    player).

    Examples
    --------
    >>> co_signs(-2.0, 3.0), co_signs(-2.0, 0.0)
    (True, False)
    """
    return points + stance >= 0.0


def pays(points: float, stance: float, cost: float) -> bool:
    """Whether it pays a promised reward: the package is worth the cost to it (Schelling 1960).

    Examples
    --------
    >>> pays(10.0, 0.0, 8.0), pays(10.0, -5.0, 8.0)
    (True, False)
    """
    return points + stance >= cost
