"""Time-dependent concession along an exponential (Faratin, Sierra & Jennings 1998)."""

from __future__ import annotations

import math

from negotiation_sim.model.records import Talks
from negotiation_sim.model.strategies.time_dependent import aspiration, elapsed_share

__all__ = ["CODE", "FIRST_CONCESSION", "demand", "resolve_exp"]

CODE = 1

FIRST_CONCESSION = 0.01
"""Share given up at the very start (their kappa). The exponential has no form that starts at
nothing; ours is small."""


def resolve_exp(elapsed: float, beta: float) -> float:
    """Share of the way from floor to ceiling still insisted on: ``1 - exp((1 - elapsed)**beta * ln
    kappa)``.

    Parameters
    ----------
    elapsed : share of the window gone, 0 to 1
    beta : below 1 tough until late, above 1 conceding early; extremes are slower than with the
        polynomial

    References
    ----------
    .. [1] P. Faratin, C. Sierra & N. R. Jennings, "Negotiation decision functions for autonomous
    agents", Robotics and
       Autonomous Systems 24, 1998, section 4.1. https://doi.org/10.1016/S0921-8890(98)00029-3

    Examples
    --------
    >>> round(resolve_exp(0.0, 0.5), 4), resolve_exp(1.0, 0.5), round(resolve_exp(0.5, 0.5), 3)
    (0.99, 0.0, 0.961)
    """
    left: float = 1.0 - math.exp((1.0 - elapsed) ** beta * math.log(FIRST_CONCESSION))
    return left


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
    """Worth a principal insists on after some steps."""
    standing, values, brief = talks.standings[who], talks.state.values, talks.briefs[who]
    elapsed = elapsed_share(steps, brief.window_scale, values[brief.window])
    resolve_left = resolve_exp(elapsed, values[brief.beta])
    return aspiration(resolve_left, standing.ceiling, standing.reservation)
