"""What a principal puts on the table, and what it takes (Faratin, Sierra & Jennings 2002; Baarslag
et al. 2013, 2014).
"""

from __future__ import annotations

from negotiation_sim.model.prospects import would_be_accepted
from negotiation_sim.model.records import FINAL, INTERIM, NOTHING, Talks

__all__ = [
    "NEVER",
    "OWN_SHARE",
    "appeal",
    "best_offer",
    "insists_on",
    "least_taken",
    "offerable",
    "others_get",
    "stands_by",
    "welcomes",
]

OWN_SHARE = 1e-6
"""Weight of the proposer's own points, so that it prefers the better of two packages equally good
for the others."""

NEVER = 1e300
"""More than any package is worth."""


def offerable(kind: int, kind_in_force: int) -> bool:
    """Final texts always; an interim text only while nothing at or beyond interim is in force;
    never a process accord.

    Examples
    --------
    >>> from negotiation_sim.model.records import FINAL, INTERIM, PROCESS, STATUS_QUO
    >>> offerable(INTERIM, PROCESS), offerable(INTERIM, INTERIM), offerable(PROCESS, STATUS_QUO)
    (True, False, False)
    """
    return kind == FINAL or (kind == INTERIM and kind_in_force < INTERIM)


def insists_on(aspiration: float, kind: int, reservation: float, disagreement: float) -> float:
    """Least worth at which a principal offers or accepts a text: its aspiration, never under its
    threshold.

    Parameters
    ----------
    aspiration : points still insisted on
    kind : what the text settles; an interim text must only beat `disagreement`, a final one
        `reservation`
    reservation : worth of the agreement in force plus the value of waiting
    disagreement : worth of the agreement in force

    Examples
    --------
    >>> from negotiation_sim.model.records import FINAL
    >>> insists_on(12.0, FINAL, 4.0, 0.0), insists_on(-3.0, FINAL, 4.0, 0.0)
    (12.0, 4.0)
    """
    threshold = reservation if kind == FINAL else disagreement
    return aspiration if aspiration > threshold else threshold


def least_taken(talks: Talks, who: int, offer: int, wanted: float) -> float:
    """Least worth at which a principal that insists on `wanted` takes an offer."""
    standing, kind = talks.standings[who], talks.dispute.kind[offer]
    disagreement = standing.worth[talks.state.disagreement]
    if talks.dispute.lesser_text and kind != FINAL:
        wanted -= talks.state.values[talks.briefs[who].reserve]
    return insists_on(wanted, kind, standing.reservation, disagreement)


def final_text_within_reach(talks: Talks, who: int, least: float) -> bool:
    """Whether some open final text is worth at least so much to a proposer and, by public
    knowledge, leaves no other principal below its reservation; what has just been refused is not.
    """
    state, own = talks.state, talks.standings[who].worth
    for j in range(state.n_live):
        o = state.live[j]
        mine = talks.dispute.kind[o] == FINAL and own[o] >= least and not state.spurned[o]
        if mine and would_be_accepted(talks, who, o):
            return True
    return False


def appeal(to_others: float, own: float) -> float:
    """How good an offer looks to its proposer among those it can live with: what the others get
    comes first.

    Examples
    --------
    >>> appeal(10.0, 30.0) > appeal(10.0, 20.0), appeal(10.0, 100.0) < appeal(10.1, 0.0)
    (True, True)
    """
    return to_others + OWN_SHARE * own


def others_get(talks: Talks, who: int, outcome: int) -> float:
    """Public estimate of what a package gives the other side.

    With one other principal its points. With several, the least share of its own bargaining room
    any of those gets whose yes is needed, in percent: scale-free, so points of different actors are never compared
    (ours, after Kalai & Smorodinsky 1975).
    """
    if talks.dispute.n_principals == 2:
        seen = talks.publics[talks.state.slot + 1 - who]
        if talks.dispute.offer_points != 0.0:
            return seen.worth[outcome] + talks.dispute.offer_points * seen.points[outcome]
        return seen.worth[outcome]
    return least_share(talks, who, outcome)


def least_share(talks: Talks, who: int, outcome: int) -> float:
    """Least share of its own bargaining room that the others get whose yes is needed, in percent:
    of as many as make the quorum, those best served.
    """
    n, least = talks.dispute.n_principals, NEVER
    for b in range(n):
        if b != who:
            share = share_of_room(talks, b, outcome)
            if share < least:
                least = share
    if talks.dispute.quorum == n:
        return least
    best = -NEVER
    for b in range(n):
        if b != who:
            share, served = share_of_room(talks, b, outcome), 1
            for c in range(n):
                if c not in (who, b) and share_of_room(talks, c, outcome) >= share:
                    served += 1
            if served >= talks.dispute.quorum - 1 and share > best:
                best = share
    return best


def share_of_room(talks: Talks, who: int, outcome: int) -> float:
    """Share of its own bargaining room that a principal gets, in percent, by public knowledge."""
    state = talks.state
    room = state.public_ceiling[who] - state.public_reservation[who]
    gain = talks.publics[state.slot + who].worth[outcome] - state.public_reservation[who]
    return 100.0 * gain / room if room > 0.0 else gain


def best_offer(talks: Talks, who: int, aspiration: float) -> int:
    """Among the open texts the proposer can live with, the one the others like best; ties to the
    lowest index.

    The choice is remembered together with the aspirations at which it would be the same, so that a
    proposer that concedes without reaching a better text need not look again. `prospects.assess`
    forgets it.

    Returns
    -------
    Outcome index, or `NOTHING` if it can live with none.
    """
    dispute, state, standing = talks.dispute, talks.state, talks.standings[who]
    if standing.offer_until < aspiration <= standing.offer_from:
        return standing.offer
    disagreement = standing.worth[state.disagreement]
    least_final = insists_on(aspiration, FINAL, standing.reservation, disagreement)
    least_interim = insists_on(aspiration, INTERIM, standing.reservation, disagreement)
    if dispute.lesser_text:
        wanted = aspiration - state.values[talks.briefs[who].reserve]
        least_interim = insists_on(wanted, INTERIM, standing.reservation, disagreement)
        if final_text_within_reach(talks, who, least_final):
            least_interim = NEVER
    if not offerable(INTERIM, dispute.kind[state.in_force]):
        least_interim = NEVER
    best, chosen = -NEVER, NOTHING
    for j in range(state.n_live):
        o = state.live[j]
        own = standing.worth[o]
        if own >= (least_final if dispute.kind[o] == FINAL else least_interim):
            look = appeal(others_get(talks, who, o), own)
            if look > best:
                best, chosen = look, o
    until = -NEVER
    for j in range(state.n_live):
        o = state.live[j]
        own = standing.worth[o]
        if until < own < aspiration and appeal(others_get(talks, who, o), own) >= best:
            until = own
    standing.offer, standing.offer_from, standing.offer_until = chosen, aspiration, until
    return chosen


def stands_by(worth: float, reservation: float) -> bool:
    """Whether a text agreed on is still worth signing once a threat stands.

    Examples
    --------
    >>> stands_by(4.0, 4.0), stands_by(3.9, 4.0)
    (True, False)
    """
    return worth >= reservation


def welcomes(worth: float) -> bool:
    """Whether a process accord, which commits to nothing, is worth anything.

    Examples
    --------
    >>> welcomes(0.0), welcomes(-0.1)
    (True, False)
    """
    return worth >= 0.0
