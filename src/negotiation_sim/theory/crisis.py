"""Crisis bargaining: what a state may demand before the other prefers to fight."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Demand", "bargaining_range", "crisis_demand", "uncertain_demand"]


@dataclass(frozen=True, slots=True)
class Demand:
    """A take-it-or-leave-it demand of A for part of a prize of 1.

    Parameters
    ----------
    share : what A demands
    war : probability that B fights instead
    worth : expected utility of A
    disagreement : utilities of war of A and, at its lowest cost, of B
    """

    share: float
    war: float
    worth: float
    disagreement: tuple[float, float]


def bargaining_range(odds: float, cost_a: float, cost_b: float) -> tuple[float, float]:
    """Shares of A that both prefer to war (Fearon 1995) [1]_: never empty, as war costs something.

    Parameters
    ----------
    odds : probability that A wins the prize, 0 to 1
    cost_a, cost_b : of fighting, at least 0

    References
    ----------
    .. [1] J. D. Fearon, "Rationalist Explanations for War", International Organization 49(3), 1995.
       https://doi.org/10.1017/S0020818300033324

    Examples
    --------
    >>> bargaining_range(0.6, 0.1, 0.2)
    (0.5, 0.8)
    """
    _check(odds, cost_a, cost_b)
    return max(0.0, odds - cost_a), min(1.0, odds + cost_b)


def crisis_demand(odds: float, cost_a: float, cost_b: float) -> Demand:
    """Demand of A where it knows the other's cost: the whole range, and peace (Fearon 1995).

    Parameters
    ----------
    odds, cost_a, cost_b : as in `bargaining_range`

    Examples
    --------
    >>> crisis_demand(0.8, 0.1, 0.4).share
    1.0
    """
    share = bargaining_range(odds, cost_a, cost_b)[1]
    return Demand(share, 0.0, share, (odds - cost_a, 1 - odds - cost_b))


def uncertain_demand(odds: float, cost_a: float, highest_cost_b: float) -> Demand:
    """Demand of A where B's cost is uniform from 0: more is worth some risk of war (Fearon 1995,
    appendix).

    ``share = odds + (highest - cost_a)/2`` and ``war = (highest - cost_a)/(2*highest)`` where B's
    cost can exceed A's, at most the whole prize; else A asks for what nobody refuses.

    Parameters
    ----------
    odds, cost_a : as in `bargaining_range`
    highest_cost_b : B's cost is uniform from 0 to this

    Examples
    --------
    >>> found = uncertain_demand(0.5, 0.1, 0.4)
    >>> round(found.share, 9), round(found.war, 9), round(found.worth, 9)
    (0.65, 0.375, 0.55625)
    """
    _check(odds, cost_a, highest_cost_b)
    share = min(1.0, odds + max(0.0, highest_cost_b - cost_a) / 2)
    war = (share - odds) / highest_cost_b if share > odds else 0.0
    return Demand(share, war, (1 - war) * share + war * (odds - cost_a), (odds - cost_a, 1 - odds))


def _check(odds: float, *costs: float) -> None:
    if not 0 <= odds <= 1 or min(costs) < 0:
        raise ValueError(
            f"odds {odds:g} and costs {costs}, expected odds from 0 to 1 and no cost below 0"
        )
