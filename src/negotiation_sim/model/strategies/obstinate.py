"""With some probability a type that never gives up a share of its demand (Abreu & Gul 2000,
Econometrica 68).
"""

from __future__ import annotations

from negotiation_sim.model.records import Talks
from negotiation_sim.model.strategies import time_dependent

__all__ = ["CODE", "demand", "least_demand"]

CODE = 6


def least_demand(ceiling: float, floor: float, firmness: float) -> float:
    """Worth below which an obstinate type never goes.

    Parameters
    ----------
    firmness : share of the way from floor to ceiling, 0 to 1

    Examples
    --------
    >>> least_demand(ceiling=64.0, floor=4.0, firmness=0.8)
    52.0
    """
    return floor + (ceiling - floor) * firmness


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:
    """Worth a principal insists on: by the clock, but an obstinate type stops at its least
    demand.
    """
    by_time = time_dependent.demand(talks, who, steps, heard)
    standing = talks.standings[who]
    if not standing.stubborn:
        return by_time
    firmness = talks.state.values[talks.briefs[who].firmness]
    least = least_demand(standing.ceiling, standing.reservation, firmness)
    return by_time if by_time > least else least
