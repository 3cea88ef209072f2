"""Who decides a vote: Shapley–Shubik and Banzhaf power, exact for any weights and quota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm

from negotiation_sim.errors import VerificationError

__all__ = ["VotingPower", "voting_power"]


@dataclass(frozen=True, slots=True)
class VotingPower:
    """Power of every voter.

    Parameters
    ----------
    shapley_shubik : share of the orders of voting in which the voter is the one who decides; they
        add up to 1
    swings : coalitions that win with the voter and lose without
    banzhaf : swings as part of all swings; they add up to 1
    """

    shapley_shubik: tuple[Fraction, ...]
    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]


def voting_power(weights: Sequence[float], quota: float) -> VotingPower:
    """Power in a weighted vote that needs a quota (Shapley & Shubik 1954 [1]_, Banzhaf 1965 [2]_).

    Coalitions are counted by size and weight, so hundreds of voters are no more than a table; the
    numbers are fractions, not floats.

    Parameters
    ----------
    weights : votes of each, at least 0
    quota : votes that carry, above 0 and at most all

    References
    ----------
    .. [1] L. S. Shapley & M. Shubik, "A Method for Evaluating the Distribution of Power in a
       Committee System", American Political Science Review 48(3), 1954.
       https://doi.org/10.2307/1951053
    .. [2] J. F. Banzhaf, "Weighted Voting Doesn't Work: A Mathematical Analysis", Rutgers Law
       Review 19, 1965.

    Examples
    --------
    >>> council = voting_power([4, 4, 4, 2, 2, 1], quota=12)  # EEC 1958: Luxembourg never mattered
    >>> [str(share) for share in council.shapley_shubik], council.swings
    (['7/30', '7/30', '7/30', '3/20', '3/20', '0'], (10, 10, 10, 6, 6, 0))
    """
    votes, needed = _whole(weights, quota)
    n = len(votes)
    found: dict[int, tuple[Fraction, int]] = {}
    for vote in set(votes):
        others = list(votes)
        others.remove(vote)
        found[vote] = _power(others, vote, needed, n)
    shapley = tuple(found[vote][0] for vote in votes)
    swings = tuple(found[vote][1] for vote in votes)
    if sum(shapley) != 1:
        raise VerificationError(f"Shapley-Shubik powers add up to {sum(shapley)}, expected 1")
    return VotingPower(shapley, swings, tuple(Fraction(swing, sum(swings)) for swing in swings))


def _whole(weights: Sequence[float], quota: float) -> tuple[list[int], int]:
    """Weights and quota as whole numbers in the same proportion."""
    exact = [Fraction(str(weight)) for weight in weights]
    needed = Fraction(str(quota))
    if not exact or min(exact) < 0 or not 0 < needed <= sum(exact):
        raise ValueError(
            f"quota {quota} of votes {list(weights)}, expected votes of at least 0 and a quota "
            "above 0 that all reach"
        )
    scale = lcm(*(number.denominator for number in (*exact, needed)))
    return [int(weight * scale) for weight in exact], int(needed * scale)


def _power(others: Sequence[int], vote: int, quota: int, n: int) -> tuple[Fraction, int]:
    """Shapley–Shubik power and swings of a voter beside some others."""
    by_size: list[dict[int, int]] = [
        {0: 1},
        *({} for _ in others),
    ]  # coalitions of each size by weight, too light to win
    for number, other in enumerate(others):
        for size in range(number, -1, -1):
            larger = by_size[size + 1]
            for weight, count in by_size[size].items():
                if weight + other < quota:
                    larger[weight + other] = larger.get(weight + other, 0) + count
    decided = [
        sum(count for weight, count in coalitions.items() if weight + vote >= quota)
        for coalitions in by_size
    ]
    shapley = sum(
        (Fraction(count, n * comb(n - 1, size)) for size, count in enumerate(decided)), Fraction(0)
    )
    return shapley, sum(decided)
