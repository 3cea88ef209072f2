"""Alternating offers on a pie: Rubinstein's shares, Ståhl's finite horizon, and what happens at the
limits.
"""

from __future__ import annotations

import math

__all__ = [
    "continuous_share",
    "finite_horizon_share",
    "outside_option_share",
    "random_proposer_share",
    "rubinstein_share",
]


def rubinstein_share(delta_first: float, delta_second: float) -> float:
    """Share of the pie the first mover gets at once (Rubinstein 1982) [1]_; nobody gets anything
    without agreement.

    Parameters
    ----------
    delta_first, delta_second : what a share is still worth a round later, 0 to 1, not both 1

    References
    ----------
    .. [1] A. Rubinstein, "Perfect Equilibrium in a Bargaining Model", Econometrica 50(1), 1982.
       https://doi.org/10.2307/1912531

    Examples
    --------
    >>> (
    ...     round(rubinstein_share(0.9, 0.9), 6),
    ...     round(rubinstein_share(0.9, 0.8), 6),
    ...     round(rubinstein_share(0.8, 0.9), 6),
    ... )
    (0.526316, 0.714286, 0.357143)
    """
    _discount(delta_first, delta_second)
    if delta_first * delta_second == 1:
        raise ValueError(
            "both discount factors are 1: without a cost of time every share is an equilibrium"
        )
    return (1 - delta_second) / (1 - delta_first * delta_second)


def finite_horizon_share(rounds: int, delta_first: float, delta_second: float) -> float:
    """The same where talks end after some rounds and the last proposer takes all (Ståhl 1972) [1]_.

    Backwards from the end: the proposer leaves the other what its own offer, a round later, would
    be worth to it now. With one discount factor it is ``(1 - (-delta)**rounds) / (1 + delta)``.

    Parameters
    ----------
    rounds : at least 1; the first mover proposes in rounds 1, 3, 5, …
    delta_first, delta_second : what a share is still worth a round later, 0 to 1

    References
    ----------
    .. [1] I. Ståhl, Bargaining Theory, Economics Research Institute, Stockholm, 1972.

    Examples
    --------
    >>> [round(finite_horizon_share(rounds, 0.9, 0.9), 6) for rounds in (1, 2, 3, 10, 200)]
    [1.0, 0.1, 0.91, 0.342801, 0.526316]
    """
    _discount(delta_first, delta_second)
    if rounds < 1:
        raise ValueError(f"{rounds} rounds, expected at least 1")
    share = 1.0  # of the last proposer
    for left in range(rounds - 1, 0, -1):
        responder = delta_second if left % 2 else delta_first
        share = 1.0 - responder * share
    return share


def continuous_share(rate_first: float, rate_second: float) -> float:
    """Share of the first party as rounds become instants: the Nash solution with powers 1/rate
    (Binmore et al. 1986) [1]_.

    Parameters
    ----------
    rate_first, rate_second : discount rates, above 0 together; a round of length `dt` discounts by
        ``exp(-rate * dt)``

    References
    ----------
    .. [1] K. Binmore, A. Rubinstein & A. Wolinsky, "The Nash Bargaining Solution in Economic
       Modelling", RAND Journal of Economics 17(2), 1986. https://doi.org/10.2307/2555382

    Examples
    --------
    >>> round(continuous_share(0.1, 0.2), 6)
    0.666667
    >>> [
    ...     round(rubinstein_share(math.exp(-0.1 * dt), math.exp(-0.2 * dt)), 6)
    ...     for dt in (1, 0.1, 0.01)
    ... ]
    [0.69939, 0.669994, 0.667]
    """
    if min(rate_first, rate_second) < 0 or rate_first + rate_second <= 0:
        raise ValueError(
            f"rates {rate_first:g} and {rate_second:g}, expected none below 0 and one above"
        )
    return rate_second / (rate_first + rate_second)


def outside_option_share(delta_first: float, delta_second: float, option_second: float) -> float:
    """Share of the first mover where the other may leave for something when it responds (Shaked &
    Sutton 1984) [1]_.

    *Outside option principle*: below what the other gets anyway it changes nothing; above, the
    other gets exactly that.

    Parameters
    ----------
    delta_first, delta_second : what a share is still worth a round later
    option_second : part of the pie the second party has by leaving; above 1 there is no agreement

    References
    ----------
    .. [1] A. Shaked & J. Sutton, "Involuntary Unemployment as a Perfect Equilibrium in a Bargaining
       Model", Econometrica 52(6), 1984. https://doi.org/10.2307/1913509

    Examples
    --------
    >>> round(outside_option_share(0.9, 0.9, 0.3), 6), outside_option_share(0.9, 0.9, 0.6)
    (0.526316, 0.4)
    """
    if option_second > 1:
        raise ValueError(
            f"an outside option of {option_second:g} is worth more than the pie: there is nothing "
            "to agree on"
        )
    return min(rubinstein_share(delta_first, delta_second), 1 - option_second)


def random_proposer_share(
    probability_first: float, delta_first: float, delta_second: float
) -> float:
    """Expected share of the first party where chance names each round's proposer (Muthoo 1999,
    chapter 7) [1]_.

    Parameters
    ----------
    probability_first : of being the one who proposes
    delta_first, delta_second : what a share is still worth a round later, not both 1

    References
    ----------
    .. [1] A. Muthoo, Bargaining Theory with Applications, Cambridge University Press, 1999.

    Examples
    --------
    >>> round(random_proposer_share(0.5, 0.9, 0.8), 6)
    0.666667
    """
    _discount(delta_first, delta_second, probability_first)
    mine = probability_first * (1 - delta_second)
    theirs = (1 - probability_first) * (1 - delta_first)
    if mine + theirs == 0:
        raise ValueError(
            "without a cost of time, or for a party that never proposes, the share is not "
            "determined"
        )
    return mine / (mine + theirs)


def _discount(*shares: float) -> None:
    for share in shares:
        if not (0 <= share <= 1) or math.isnan(share):
            raise ValueError(f"{share:g} is not between 0 and 1")
