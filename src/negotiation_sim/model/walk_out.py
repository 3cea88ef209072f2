"""Breaking off: the third of accept, continue, break off (Iklé 1964; audience costs, Fearon
1994).
"""

from __future__ import annotations

import math

from negotiation_sim.model.ratification import share_above
from negotiation_sim.model.records import Standing

__all__ = ["channel_worth", "injury_hazard", "patience", "walk_hazard", "walks_out"]


def channel_worth(
    prospect: float, channel_value: float, talk_cost: float, hostility: float
) -> float:
    """Points of keeping the channel open (specification.md equation 7).

    Parameters
    ----------
    prospect : surplus over the reservation of the best text the others would publicly accept, >= 0
    channel_value : points of having a channel at all
    talk_cost, hostility : points lost by talking at full hostility, and hostility from 0 to 1

    Examples
    --------
    >>> channel_worth(2.0, 20.0, 30.0, 0.5)
    7.0
    """
    return prospect + channel_value - talk_cost * hostility


def walk_hazard(worth: float, noise: float, rate: float, years: float) -> float:
    """Hazard of walking out gathered in a step (specification.md equation 8).

    Parameters
    ----------
    worth : points of the channel; the lower, the likelier the walk-out
    noise : spread in points; at 0 only the sign of the worth counts
    rate : walk-outs per year of a principal that has nothing to gain or lose, times two
    years : length of the step

    Examples
    --------
    >>> walk_hazard(0.0, 3.0, 2.0, 1 / 12) == 1 / 12
    True
    """
    return rate * share_above(-worth, noise) * years


def injury_hazard(worth: float, noise: float) -> float:
    """Hazard that an injury adds at once: breaking off has the probability ``logistic(-worth/s)``.

    Examples
    --------
    >>> round(injury_hazard(0.0, 3.0), 6) == round(math.log(2), 6)
    True
    """
    return -math.log(1.0 - share_above(-worth, noise))


def patience(uniform: float) -> float:
    """Hazard a principal bears in a run before it walks out: a standard exponential deviate.

    Stopping when the gathered hazard passes it has the same law as a draw per step with
    probability ``1 - exp(-hazard)``, for any step length.

    Examples
    --------
    >>> patience(0.0)
    -0.0
    """
    return -math.log(1.0 - uniform)


def walks_out(standing: Standing) -> bool:
    """Whether patience is spent once the hazard of one more step is gathered; call it once a
    step.
    """
    standing.strain += standing.walk_hazard
    return standing.strain > standing.patience
