"""Alternating offers between parties that only tend to do what is better: agent quantal response
equilibrium.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.zone import payoff_table

__all__ = ["QuantalOffers", "aqre"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class QuantalOffers:
    """Logit equilibrium of two parties' alternating offers.

    Parameters
    ----------
    offers : shape (n_steps, n_outcomes + 1), probability of each offer of the step's proposer; the
        last column is to pass
    acceptance : shape (n_steps, n_outcomes), probability that the responder accepts each
    continuation : shape (n_steps + 1, 2), worth of reaching each step, undiscounted; the last row
        is disagreement
    first : party that proposes in step 0
    precision : lambda, per point
    """

    offers: FloatArray
    acceptance: FloatArray
    continuation: FloatArray
    first: int
    precision: float

    @property
    def outcomes(self) -> FloatArray:
        """Probability of each outcome, of no agreement last."""
        left, found = 1.0, np.zeros(self.offers.shape[1])
        for offered, accepted in zip(self.offers, self.acceptance, strict=True):
            signed = offered[:-1] * accepted
            found[:-1] += left * signed
            left *= 1.0 - signed.sum()
        found[-1] = left
        return found


def aqre(
    utilities: ArrayLike,
    disagreement: ArrayLike,
    steps: int,
    precision: float,
    discount: float = 0.98,
    first: int = 0,
) -> QuantalOffers:
    """Logit agent quantal response equilibrium of the tree of `spe_offers` (McKelvey & Palfrey
    1998) [1]_.

    At every node each action has a probability proportional to ``exp(precision * worth)``: the
    proposer's actions are every offer and to pass, the responder's to accept and to reject. At 0
    all actions are equally likely; as the precision grows the equilibrium of `spe_offers` results
    where no two actions tie, and even odds where they do.

    The worth of an action is counted in the points of its own step, not discounted to the first.
    McKelvey & Palfrey take payoffs at the end of the game, where a point agreed in step t is worth
    ``discount**t``. With a discount of 1 the two are the same; below 1 the precision here is
    theirs times ``discount**t`` in step t, so that the parties are as precise in the last step as
    in the first.

    Parameters
    ----------
    utilities : shape (n_outcomes, 2)
    disagreement : shape (2,), utility of running out of steps; the convention trap is explained in
        `nash_point`
    steps : at least 1
    precision : lambda, at least 0, per point
    discount : what a point is worth a step later, above 0 and at most 1
    first : party that proposes in step 0

    References
    ----------
    .. [1] R. D. McKelvey & T. R. Palfrey, "Quantal Response Equilibria for Extensive Form Games",
       Experimental Economics 1, 1998. https://doi.org/10.1023/A:1009905800005

    Examples
    --------
    >>> table = [[0.8, 0.15], [0.45, 0.5], [0.1, 0.85]]
    >>> [aqre(table, [0, 0], steps=2, precision=x).outcomes.round(3).tolist() for x in (0, 1e4)]
    [[0.203, 0.203, 0.203, 0.391], [0.0, 0.0, 1.0, 0.0]]
    """
    table, walk_away = payoff_table(utilities, disagreement)
    n = len(table)
    if (
        table.shape[1] != 2
        or steps < 1
        or precision < 0
        or not 0 < discount <= 1
        or first not in (0, 1)
    ):
        raise ValueError(
            f"{table.shape[1]} parties, {steps} steps, precision {precision:g}, discount "
            f"{discount:g}, party {first} first"
        )
    offers, acceptance, worth = (
        np.empty((steps, n + 1)),
        np.empty((steps, n)),
        np.empty((steps + 1, 2)),
    )
    worth[steps] = walk_away
    for step in range(steps - 1, -1, -1):
        later, proposer = discount * worth[step + 1], (first + step) % 2
        yes = np.asarray(expit(precision * (table[:, 1 - proposer] - later[1 - proposer])))
        expected = np.vstack(
            [yes[:, None] * table + (1 - yes)[:, None] * later, later]
        )  # of each offer and of passing
        scaled = precision * expected[:, proposer]
        odds = np.exp(scaled - scaled.max())
        offers[step], acceptance[step] = odds / odds.sum(), yes
        worth[step] = offers[step] @ expected
    found = QuantalOffers(offers, acceptance, worth, first, precision)
    signed = sum(_present_values(found, table, discount))
    if not np.allclose(signed, worth[0], rtol=1e-9, atol=1e-12 * np.abs(table).max()):
        raise VerificationError(
            f"playing the equilibrium forward is worth {signed}, backward induction says {worth[0]}"
        )
    return found


def _present_values(play: QuantalOffers, table: FloatArray, discount: float) -> list[FloatArray]:
    """What each step contributes, and disagreement, seen from the first step."""
    left, parts = 1.0, []
    for step, (offered, accepted) in enumerate(zip(play.offers, play.acceptance, strict=True)):
        signed = offered[:-1] * accepted
        parts.append(left * discount**step * (signed @ table))
        left *= 1.0 - signed.sum()
    return [*parts, left * discount ** len(play.offers) * play.continuation[-1]]
