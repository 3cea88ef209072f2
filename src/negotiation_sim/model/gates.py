"""How far a settlement is, and which gate stands in the way (specification.md section 9).

The gap is the largest, over settlement texts, of the smallest margin any gate leaves; the binding
gate is the one with that margin. It keeps moving where probabilities have hit the floor. Texts that
a third party refuses to sign count only where nothing else would settle the dispute.
"""

from __future__ import annotations

from negotiation_sim.model.decisions import presses
from negotiation_sim.model.payoffs import refuses
from negotiation_sim.model.records import CONSENT, FORCED, FREE, NOTHING, OFF, THREAT, VOTE, Talks

__all__ = ["NO_GAP", "WITHHELD", "charge_expected", "consent_margin", "refusers", "smallest_margin"]

NO_GAP = -1e9
"""Gap where there is no settlement text at all."""

WITHHELD = -100.0
"""Margin of a signature that is withheld whatever the text is worth: the length of the scale on
which an actor counts its points."""


def charge_expected(talks: Talks, who: int, outcome: int) -> tuple[float, float]:
    """Points a principal would be charged for a text by the third parties that would press it: to
    the leader, and at home.
    """
    dispute, leader, home = talks.dispute, 0.0, 0.0
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if (
            lever.type == THREAT
            and lever.target == who
            and lever.setting != OFF
            and lever.marked[outcome]
            and presses(talks, dispute.n_principals + lever.third, i, outcome)
        ):
            charge = talks.state.values[lever.points] * lever.score[outcome]
            leader += charge
            if not lever.confidential:
                home += charge
    return leader, home


def consent_margin(talks: Talks, lever: int, outcome: int, signed_only: bool) -> float:
    """Points by which a third party is ready to co-sign a text that needs it, below 0 if it
    refuses; `WITHHELD` if it would not sign at any worth.

    Parameters
    ----------
    signed_only : whether a refused text counts for nothing, as `NO_GAP`
    """
    third = talks.levers[lever].third
    points = talks.standings[talks.dispute.n_principals + third].points
    willing = points[outcome] + talks.state.stance[third]
    if not refuses(talks, lever, outcome):
        return willing
    if signed_only:
        return NO_GAP
    return willing if talks.levers[lever].setting == FREE and willing < 0.0 else WITHHELD


def smallest_margin(talks: Talks) -> tuple[float, int]:
    """Gap and binding gate on one date, the status quo as disagreement point.

    Returns
    -------
    gap : points; below 0 no text clears every gate
    gate : 2a for principal a's leader, 2a + 1 for its ratification, 2A + m for third party m's
        signature, 2A + M + m for its vote; `NOTHING` if there is no settlement text
    """
    fill_bounds(talks)
    gap, gate = largest_margin(talks, True)
    if gate == NOTHING:
        gap, gate = largest_margin(talks, False)
    return gap, gate


def largest_margin(talks: Talks, signed_only: bool) -> tuple[float, int]:
    """Largest, over settlement texts, of the smallest margin, and its gate; the bounds are filled.

    Parameters
    ----------
    signed_only : whether texts that a third party refuses to sign are left out
    """
    dispute, bounds = talks.dispute, talks.state.bounds
    gap, gate, chosen = NO_GAP, NOTHING, NOTHING
    promising = most_promising(talks)
    if promising != NOTHING:  # look at it first: its margin rules most others out
        gap, gate = text_margin(talks, promising, signed_only)
        chosen = promising
    for o in range(dispute.n_outcomes):
        if dispute.settlement[o] and bounds[o] >= gap and o != promising:
            margin, binding = text_margin(talks, o, signed_only)
            if margin > gap or (margin == gap and o < chosen):
                gap, gate, chosen = margin, binding, o
    if gap == NO_GAP:
        return NO_GAP, NOTHING
    return gap, gate


def most_promising(talks: Talks) -> int:
    """The settlement text with the largest bound; `NOTHING` if there is none."""
    best, chosen = -1e300, NOTHING
    for o in range(talks.dispute.n_outcomes):
        if talks.dispute.settlement[o] and talks.state.bounds[o] > best:
            best, chosen = talks.state.bounds[o], o
    return chosen


def fill_bounds(talks: Talks) -> None:
    """Smallest margin of every outcome before any third party acts: no gate can leave more."""
    bounds, values = talks.state.bounds, talks.state.values
    for o in range(talks.dispute.n_outcomes):
        bounds[o] = 1e300
    for a in range(talks.dispute.n_principals):
        standing, brief = talks.standings[a], talks.briefs[a]
        points, domestic, reserve = standing.points, standing.domestic, values[brief.reserve]
        if talks.dispute.quorum < talks.dispute.n_principals:
            return  # who is left out depends on the text
        for o in range(talks.dispute.n_outcomes):
            bounds[o] = min(bounds[o], points[o] - reserve)
        if brief.ratifies:
            for o in range(talks.dispute.n_outcomes):
                bounds[o] = min(bounds[o], domestic[o])


def text_margin(talks: Talks, outcome: int, signed_only: bool) -> tuple[float, int]:
    """Smallest margin of one text and the gate that leaves it."""
    dispute, least, binding = talks.dispute, 1e300, NOTHING
    for a in range(dispute.n_principals):
        margin, gate = own_margin(talks, a, outcome)
        if margin < least and ahead_of(talks, a, margin, outcome) < dispute.quorum:
            least, binding = margin, gate
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == CONSENT and lever.marked[outcome] and lever.setting != FORCED:
            margin = consent_margin(talks, i, outcome, signed_only)
            if margin < least:
                least, binding = margin, 2 * dispute.n_principals + lever.third
        elif lever.type == VOTE and lever.marked[outcome] and lever.setting != FORCED:
            chamber = talks.standings[dispute.n_principals + lever.third]
            margin = chamber.domestic[outcome] if lever.setting == FREE else WITHHELD
            if margin < least:
                least = margin
                binding = 2 * dispute.n_principals + dispute.n_thirds + lever.third
    return least, binding


def own_margin(talks: Talks, who: int, outcome: int) -> tuple[float, int]:
    """The smaller of the margins that a principal's leader and its home leave, and its gate."""
    standing, brief = talks.standings[who], talks.briefs[who]
    charge, at_home = charge_expected(talks, who, outcome)
    leader = standing.points[outcome] - charge - talks.state.values[brief.reserve]
    if brief.ratifies and standing.domestic[outcome] - at_home < leader:
        return standing.domestic[outcome] - at_home, 2 * who + 1
    return leader, 2 * who


def ahead_of(talks: Talks, who: int, margin: float, outcome: int) -> int:
    """How many other principals are better served by a text, ties by order: where they make a
    quorum, `who` is not needed.
    """
    n, ahead = talks.dispute.n_principals, 0
    if talks.dispute.quorum == n:
        return 0
    for b in range(n):
        if b != who:
            other, _ = own_margin(talks, b, outcome)
            if other > margin or (other == margin and b < who):
                ahead += 1
    return ahead


def refusers(talks: Talks) -> list[int]:
    """Third parties whose refusals leave no settlement text open, counted from 0; none where some
    text has every signature it needs.
    """
    dispute, found = talks.dispute, set()
    consents = [i for i in range(dispute.n_levers) if talks.levers[i].type == CONSENT]
    for o in range(dispute.n_outcomes):
        if dispute.settlement[o]:
            refused = [i for i in consents if talks.levers[i].marked[o] and refuses(talks, i, o)]
            if not refused:
                return []
            found |= {int(talks.levers[i].third) for i in refused}
    return sorted(found)
