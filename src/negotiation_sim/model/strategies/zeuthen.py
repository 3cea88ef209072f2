"""Concede when one has more to lose from conflict than the others (Zeuthen 1930; Harsanyi 1956;
Rosenschein & Zlotkin 1994).
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.offer import best_offer, offerable
from negotiation_sim.model.records import FINAL, INTERIM, NOTHING, Desk, Dispute, Standing

__all__ = ["demand", "next_lower", "others_risk", "risk_limit"]

LOWEST = -1e300


def risk_limit(own: float, offered: float, reservation: float) -> float:
    """Largest risk of conflict worth running for the own offer rather than taking the other's
    (Zeuthen's formula).

    Examples
    --------
    >>> risk_limit(own=20.0, offered=5.0, reservation=0.0), risk_limit(own=20.0, offered=25.0, reservation=0.0)
    (0.75, 0.0)
    """
    if own <= reservation or offered >= own:
        return 0.0
    limit = (own - offered) / (own - reservation)
    return limit if limit < 1.0 else 1.0


def others_risk(
    dispute: Dispute, desk: Desk, publics: Sequence[Standing], who: int, heard: int, offer: int
) -> float:
    """Largest risk limit among the others by public estimate: what they offer against what they are
    offered.
    """
    most = 0.0
    for b in range(dispute.n_principals):
        if b != who:
            seen = publics[desk.slot + b]
            limit = risk_limit(seen.worth[heard], seen.worth[offer], desk.public_reservation[b])
            if limit > most:
                most = limit
    return most


def next_lower(dispute: Dispute, desk: Desk, standing: Standing, level: float) -> float:
    """Best own worth below a level among texts that may be offered, never under the reservation."""
    below = LOWEST
    for j in range(desk.n_live):
        o = desk.live[j]
        if (
            offerable(dispute.kind[o], dispute.kind[desk.in_force])
            and below < standing.worth[o] < level
        ):
            below = standing.worth[o]
    return below if below > standing.reservation else standing.reservation


def demand(
    dispute: Dispute, desk: Desk, standing: Standing, publics: Sequence[Standing], heard: int
) -> float:
    """Worth a principal insists on, given the last offer of somebody else.

    It begins with its ceiling. Where its own risk limit does not exceed the others', it concedes as
    little as is needed to turn that round, or to be content with what it is offered.

    Parameters
    ----------
    heard : the counterpart's last offer, -1 while there is none
    """
    level = standing.demanded if standing.demanded < standing.ceiling else standing.ceiling
    if level < standing.reservation:
        level = standing.reservation
    if heard == NOTHING or dispute.kind[heard] < INTERIM:
        return level
    floor = standing.reservation if dispute.kind[heard] == FINAL else standing.worth[desk.footing]
    while level > standing.reservation and not (
        standing.worth[heard] >= level and standing.worth[heard] >= floor
    ):
        offer = best_offer(dispute, desk, standing, publics, level)
        own = (
            0.0
            if offer == NOTHING
            else risk_limit(standing.worth[offer], standing.worth[heard], standing.reservation)
        )
        if offer != NOTHING and own > others_risk(
            dispute, desk, publics, standing.who, heard, offer
        ):
            break
        level = next_lower(dispute, desk, standing, level)
    return level
