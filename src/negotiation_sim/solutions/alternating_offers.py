"""Subgame-perfect equilibrium of a finite sequence of offers over finitely many outcomes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.pareto import pareto_set
from negotiation_sim.solutions.ties import TOLERANCE
from negotiation_sim.solutions.zone import payoff_table

__all__ = ["NO_OFFER", "AlternatingOffers", "spe_offer", "spe_offers"]

NO_OFFER = -1

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class AlternatingOffers:
    """Equilibrium of alternating offers.

    Parameters
    ----------
    offers : shape (n_steps,), what the proposer of each step would offer if talks came that far,
        `NO_OFFER` where it would pass
    continuation : shape (n_steps + 1, n_parties), worth of reaching each step, undiscounted; the
        last row is disagreement
    first : party that proposes in step 0
    discounts : shape (n_parties,), what a point is worth a step later
    """

    offers: NDArray[np.int64]
    continuation: FloatArray
    first: int
    discounts: FloatArray

    @property
    def agreed(self) -> tuple[int, int]:
        """(step, outcome) on the path of play, (n_steps, NO_OFFER) where there is no agreement."""
        for step, offer in enumerate(self.offers.tolist()):
            if offer != NO_OFFER:
                return step, offer
        return len(self.offers), NO_OFFER

    @property
    def disagreement(self) -> FloatArray:
        """Utility of running out of steps, per party."""
        return np.asarray(self.continuation[-1])


def spe_offer(utilities: FloatArray, later: FloatArray, proposer: int, slack: float) -> int:
    """Best offer of a proposer that everyone accepts, `NO_OFFER` where waiting beats all of them.

    Everyone else accepts from its worth of waiting on, the proposer proposes from its own; ties go
    to the highest index. Plain loops, so that a compiler takes it as it stands.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    later : shape (n_parties,), worth of a rejection now: discount times continuation
    slack : points within which two values are equal; 0 compares exactly

    Examples
    --------
    >>> spe_offer(
    ...     np.array([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]),
    ...     np.array([0.2, 0.4]),
    ...     proposer=0,
    ...     slack=0.0,
    ... )
    1
    """
    most = -np.inf
    accepted = np.ones(utilities.shape[0], np.bool_)
    for outcome in range(utilities.shape[0]):
        for party in range(utilities.shape[1]):
            if utilities[outcome, party] < later[party] - slack:
                accepted[outcome] = False
        if accepted[outcome] and utilities[outcome, proposer] > most:
            most = utilities[outcome, proposer]
    for outcome in range(utilities.shape[0] - 1, -1, -1):
        if accepted[outcome] and utilities[outcome, proposer] >= most - slack:
            return outcome
    return NO_OFFER


def spe_offers(
    utilities: ArrayLike,
    disagreement: ArrayLike,
    steps: int,
    discount: ArrayLike = 0.98,
    first: int = 0,
) -> AlternatingOffers:
    """Subgame-perfect equilibrium by backward induction (Ståhl 1972; Rubinstein 1982) [1]_.

    Parties propose in turn, and an offer needs everyone. An outcome agreed in step t is worth
    ``discount**t`` times its utility; disagreement, a step after the last offer, ``discount**steps``
    times its own. The last offer is an ultimatum. Two utilities of a party are equal if they differ
    by less than `TOLERANCE` of its largest, rounded up to a power of two. Of offers that are equal
    for the proposer, the last that no other of them dominates is made. The result is confirmed by
    the one-deviation principle.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    disagreement : shape (n_parties,), utility of running out of steps; the convention trap is
        explained in `nash_point`
    steps : at least 1
    discount : of all parties or shape (n_parties,), above 0 and at most 1
    first : party that proposes in step 0

    References
    ----------
    .. [1] A. Rubinstein, "Perfect Equilibrium in a Bargaining Model", Econometrica 50(1), 1982.
       https://doi.org/10.2307/1912531

    Examples
    --------
    >>> pie = np.linspace(0, 1, 101)
    >>> play = spe_offers(
    ...     np.column_stack([pie, 1 - pie]), disagreement=[0, 0], steps=3, discount=0.9
    ... )
    >>> play.agreed, play.continuation[:, 0].round(6)
    ((0, 91), array([0.91, 0.9 , 1.  , 0.  ]))
    """
    table, walk_away = payoff_table(utilities, disagreement)
    n = table.shape[1]
    factors = np.broadcast_to(np.asarray(discount, np.float64), (n,)).copy()
    if steps < 1 or not 0 <= first < n or not ((factors > 0) & (factors <= 1)).all():
        raise ValueError(
            f"{steps} steps, party {first} first, discounts {factors.tolist()}, expected steps >= "
            "1, a party, discounts in (0, 1]"
        )
    # No party's unit may blur a tie of another's; powers of two, so that scaling rounds nothing.
    unit = np.exp2(np.frexp(np.abs(table).max(axis=0))[1])
    shares, worth = table / unit, np.empty((steps + 1, n))
    worth[steps] = walk_away / unit
    offers = np.empty(steps, np.int64)
    for step in range(steps - 1, -1, -1):
        later = factors * worth[step + 1]
        offers[step] = _offer(shares, later, (first + step) % n)
        worth[step] = later if offers[step] == NO_OFFER else shares[offers[step]]
    found = _confirmed(AlternatingOffers(offers, worth, first, factors), shares, TOLERANCE)
    return replace(found, continuation=worth * unit)


def _offer(shares: FloatArray, later: FloatArray, proposer: int) -> int:
    """What `spe_offer` finds; of several that tie, the last that no other of them dominates."""
    offer = spe_offer(shares, later, proposer, TOLERANCE)
    if offer == NO_OFFER:
        return NO_OFFER
    tied = shares[:, proposer] >= shares[offer, proposer] - TOLERANCE
    tied &= (shares >= later - TOLERANCE).all(axis=1)
    return int(pareto_set(shares, np.flatnonzero(tied))[-1]) if tied.sum() > 1 else offer


def _confirmed(play: AlternatingOffers, table: FloatArray, slack: float) -> AlternatingOffers:
    """The same, once nobody gains by deviating once, anywhere in the tree."""
    n = table.shape[1]
    for step, offer in enumerate(play.offers.tolist()):
        proposer, later = (play.first + step) % n, play.discounts * play.continuation[step + 1]
        others = [party for party in range(n) if party != proposer]
        accepted = (table[:, others] >= later[others] - slack).all(axis=1)
        deviations = np.where(
            accepted, table[:, proposer], later[proposer]
        )  # any other offer, or one to be refused
        kept = later if offer == NO_OFFER else table[offer]
        refused = offer != NO_OFFER and not accepted[offer]
        if (
            refused
            or max(deviations.max(), later[proposer]) > kept[proposer] + slack
            or not np.array_equal(kept, play.continuation[step])
        ):
            raise VerificationError(
                f"party {proposer} gains by another offer than {offer} in step {step}"
            )
    return play
