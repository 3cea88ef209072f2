"""Relative tit for tat: concede as much as the counterpart has conceded (Faratin, Sierra & Jennings
1998; GRIT, Osgood 1962).
"""

from __future__ import annotations

from negotiation_sim.model.records import NOTHING, Standing, Talks
from negotiation_sim.model.strategies import time_dependent

__all__ = ["CODE", "demand", "hears", "mixed"]

CODE = 2


def mixed(
    by_time: float, reciprocity: float, ceiling: float, conceded: float, floor: float
) -> float:
    """Worth insisted on: part by the clock, part by what the counterpart has conceded, never under
    the floor.

    Parameters
    ----------
    by_time : worth a principal would insist on by the clock alone
    reciprocity : weight of the counterpart's conduct, 0 to 1 (gamma, specification.md section 7.3)
    ceiling, floor : worth of the best open package and of walking on
    conceded : most that a later offer of the counterpart was worth above its first

    Examples
    --------
    >>> mixed(by_time=40.0, reciprocity=0.2, ceiling=64.0, conceded=10.0, floor=4.0)
    42.8
    """
    wanted = (1.0 - reciprocity) * by_time + reciprocity * (ceiling - conceded)
    return wanted if wanted > floor else floor


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:
    """Worth a principal insists on after some steps and the offers heard so far.

    One demand serves as proposer and as responder: the responder, who compares with its next
    demand, takes the present one.
    """
    present = steps if heard == NOTHING else steps - 1
    by_time = time_dependent.demand(talks, who, present, heard)
    standing, weight = talks.standings[who], talks.state.values[talks.briefs[who].reciprocity]
    return mixed(by_time, weight, standing.ceiling, standing.conceded, standing.reservation)


def hears(standing: Standing, offer: int) -> None:
    """Note an offer of somebody else once it has been answered, by what it is worth to the
    listener.
    """
    worth = standing.worth[offer]
    if standing.heard == NOTHING:
        standing.heard_first = worth
    if worth - standing.heard_first > standing.conceded:
        standing.conceded = worth - standing.heard_first
    standing.heard = offer
