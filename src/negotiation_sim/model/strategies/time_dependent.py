"""Time-dependent concession: Boulware to conceder (Faratin, Sierra & Jennings 1998)."""

from __future__ import annotations

from negotiation_sim.model.records import Talks

__all__ = ["CODE", "NAME", "aspiration", "demand", "elapsed_share", "resolve"]

NAME = "time"
CODE = 0


def elapsed_share(steps: int, scale: float, window: float) -> float:
    """Share of a principal's political window gone after some steps, at most 1.

    Parameters
    ----------
    steps : steps gone
    scale : steps in a unit of the window: those of the horizon, or those of a month
    window : share of the horizon the principal has, or months

    Examples
    --------
    >>> elapsed_share(3, 12, 0.5), elapsed_share(9, 12, 0.5)
    (0.5, 1.0)
    """
    if steps >= scale * window:
        return 1.0
    return steps / (scale * window)


def resolve(elapsed: float, beta: float) -> float:
    """Share of the way from floor to ceiling still insisted on (polynomial tactic, their eq. 3).

    Parameters
    ----------
    elapsed : share of the window gone, 0 to 1
    beta : below 1 tough until late (Boulware), above 1 conceding early

    Examples
    --------
    >>> resolve(0.5, 0.5), resolve(0.0, 2.0), resolve(1.0, 0.3)
    (0.75, 1.0, 0.0)
    """
    if beta == 0.0:  # where an event has taken it: nothing is conceded before the end
        return 1.0 if elapsed < 1.0 else 0.0
    left: float = 1.0 - elapsed ** (1.0 / beta)
    return left


def aspiration(resolve_left: float, ceiling: float, floor: float) -> float:
    """Points a principal still insists on.

    Parameters
    ----------
    resolve_left : 1 asks for the ceiling, 0 settles for the floor
    ceiling, floor : points of the best open package and of walking on, ceiling >= floor

    Examples
    --------
    >>> aspiration(resolve(0.5, beta=0.5), ceiling=64.0, floor=4.0)
    49.0
    """
    return floor + (ceiling - floor) * resolve_left


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
    """Worth a principal insists on after some steps; its reservation where nothing is better.

    The share left is remembered, since the next proposer asks for it again; `prospects.assess`
    forgets it.
    """
    standing = talks.standings[who]
    if standing.ceiling <= standing.reservation:
        return standing.reservation
    if standing.resolve_steps != steps:
        values, brief = talks.state.values, talks.briefs[who]
        elapsed = elapsed_share(steps, brief.window_scale, values[brief.window])
        standing.resolve = resolve(elapsed, values[brief.beta])
        standing.resolve_steps = steps
    return aspiration(standing.resolve, standing.ceiling, standing.reservation)
