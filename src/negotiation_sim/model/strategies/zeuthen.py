"""Concede when one has more to lose from conflict than the others (Zeuthen 1930; Harsanyi 1956;
Rosenschein & Zlotkin 1994).
"""

from __future__ import annotations

from negotiation_sim.model.offer import best_offer, offerable
from negotiation_sim.model.records import FINAL, INTERIM, NOTHING, Talks

__all__ = ["CODE", "PRINCIPALS", "demand", "next_lower", "others_risk", "risk_limit"]

CODE = 3

PRINCIPALS = 2
"""Risk limits compare one offer with one other."""

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


def others_risk(talks: Talks, who: int, heard: int, offer: int) -> float:
    """Largest risk limit among the others by public estimate: what they offer against what they are
    offered.
    """
    state, most = talks.state, 0.0
    for b in range(talks.dispute.n_principals):
        if b != who:
            worth = talks.publics[state.slot + b].worth
            limit = risk_limit(worth[heard], worth[offer], state.public_reservation[b])
            if limit > most:
                most = limit
    return most


def next_lower(talks: Talks, who: int, level: float) -> float:
    """Best own worth below a level among texts that may be offered, never under the reservation."""
    dispute, state, standing, below = talks.dispute, talks.state, talks.standings[who], LOWEST
    for j in range(state.n_live):
        o = state.live[j]
        may = offerable(dispute.kind[o], dispute.kind[state.in_force])
        if may and below < standing.worth[o] < level:
            below = standing.worth[o]
    return below if below > standing.reservation else standing.reservation


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
    """Worth a principal insists on, given the last offer of somebody else.

    It begins with its ceiling. Where its own risk limit does not exceed the others', it concedes as
    little as is needed to turn that round, or to be content with what it is offered.
    """
    dispute, state, standing = talks.dispute, talks.state, talks.standings[who]
    text = standing.heard if heard == NOTHING else heard
    level = standing.demanded if standing.demanded < standing.ceiling else standing.ceiling
    if level < standing.reservation:
        level = standing.reservation
    if text == NOTHING or dispute.kind[text] < INTERIM:
        return level
    offered, final = standing.worth[text], dispute.kind[text] == FINAL
    floor = standing.reservation if final else standing.worth[state.disagreement]
    while level > standing.reservation and not (offered >= level and offered >= floor):
        offer = best_offer(talks, who, level)
        own = 0.0
        if offer != NOTHING:
            own = risk_limit(standing.worth[offer], offered, standing.reservation)
            if own > others_risk(talks, who, text, offer):
                break
        level = next_lower(talks, who, level)
    return level
