"""How far a settlement is, and which gate stands in the way (specification.md section 9).

The gap is the largest, over settlement texts, of the smallest margin any gate leaves; the binding
gate is the one with that margin. It keeps moving where probabilities have hit the floor.
"""

from __future__ import annotations

from negotiation_sim.model.decisions import co_signs, presses
from negotiation_sim.model.records import CONSENT, FORCED, FREE, NOTHING, OFF, THREAT, Talks

__all__ = ["NO_GAP", "charge_expected", "consent_margin", "smallest_margin"]

NO_GAP = -1e9
"""Gap where no settlement text is open at all."""


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


def consent_margin(talks: Talks, lever: int, outcome: int) -> float:
    """Points by which a third party is ready to co-sign a text that needs it; `NO_GAP` if it
    refuses.
    """
    third = talks.levers[lever].third
    who = talks.dispute.n_principals + third
    if talks.levers[lever].setting == FREE and co_signs(talks, who, lever, outcome):
        return talks.standings[who].points[outcome] + talks.state.stance[third]
    return NO_GAP


def smallest_margin(talks: Talks) -> tuple[float, int]:
    """Gap and binding gate on one date, the status quo as disagreement point.

    Returns
    -------
    gap : points; below 0 no text clears every gate
    gate : 2a for principal a's leader, 2a + 1 for its ratification, 2A + m for third party m's
        signature; `NOTHING` if no settlement text is open
    """
    dispute, bounds = talks.dispute, talks.state.bounds
    gap, gate, chosen = NO_GAP, NOTHING, NOTHING
    fill_bounds(talks)
    promising = most_promising(talks)
    if promising != NOTHING:  # look at it first: its margin rules most others out
        gap, gate = text_margin(talks, promising)
        chosen = promising
    for o in range(dispute.n_outcomes):
        if dispute.settlement[o] and bounds[o] >= gap and o != promising:
            margin, binding = text_margin(talks, o)
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
    for o in range(len(bounds)):
        bounds[o] = 1e300
    for a in range(talks.dispute.n_principals):
        standing, brief = talks.standings[a], talks.briefs[a]
        points, domestic, reserve = standing.points, standing.domestic, values[brief.reserve]
        for o in range(len(bounds)):
            bounds[o] = min(bounds[o], points[o] - reserve)
        if brief.ratifies:
            for o in range(len(bounds)):
                bounds[o] = min(bounds[o], domestic[o])


def text_margin(talks: Talks, outcome: int) -> tuple[float, int]:
    """Smallest margin of one text and the gate that leaves it."""
    dispute, least, binding = talks.dispute, 1e300, NOTHING
    for a in range(dispute.n_principals):
        standing, brief = talks.standings[a], talks.briefs[a]
        charge, at_home = charge_expected(talks, a, outcome)
        leader = standing.points[outcome] - charge - talks.state.values[brief.reserve]
        if leader < least:
            least, binding = leader, 2 * a
        if brief.ratifies and standing.domestic[outcome] - at_home < least:
            least, binding = standing.domestic[outcome] - at_home, 2 * a + 1
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == CONSENT and lever.marked[outcome] and lever.setting != FORCED:
            margin = consent_margin(talks, i, outcome)
            if margin < least:
                least, binding = margin, 2 * dispute.n_principals + lever.third
    return least, binding
