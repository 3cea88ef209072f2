"""How far a settlement is, and which gate stands in the way (model.md section 9.2).

The gap is the largest, over settlement texts, of the smallest margin any gate leaves; the binding
gate is the one with that margin. It keeps moving where probabilities have hit the floor.
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.records import (
    CONSENT,
    FORCED,
    FREE,
    NOTHING,
    OFF,
    THREAT,
    Brief,
    Desk,
    Dispute,
    LeverRow,
    Standing,
)
from negotiation_sim.model.third_party import co_signs, threatens

__all__ = ["NO_GAP", "charge_expected", "consent_margin", "smallest_margin"]

NO_GAP = -1e9
"""Gap where no settlement text is open at all."""


def charge_expected(
    dispute: Dispute,
    levers: Sequence[LeverRow],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
    where: tuple[int, int],
) -> float:
    """Points a principal would be charged for a text by the third parties that would press against
    it.

    Parameters
    ----------
    where : (principal, outcome)
    """
    who, o = where
    charge = 0.0
    for i in range(dispute.n_levers):
        lever = levers[i]
        if (
            lever.type == THREAT
            and lever.target == who
            and lever.setting != OFF
            and lever.marked[o]
        ):
            third = standings[dispute.n_principals + lever.third]
            if threatens(
                lever.setting, third.points[o], desk.leaning[lever.third], values[lever.cost]
            ):
                charge += values[lever.points] * lever.score[o]
    return charge


def consent_margin(
    dispute: Dispute, lever: LeverRow, desk: Desk, standings: Sequence[Standing], outcome: int
) -> float:
    """Points by which a third party is ready to co-sign a text that needs it; `NO_GAP` if it
    refuses.
    """
    third = standings[dispute.n_principals + lever.third]
    if lever.setting == FREE and co_signs(third.points[outcome], desk.leaning[lever.third]):
        return third.points[outcome] + desk.leaning[lever.third]
    return NO_GAP


def smallest_margin(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
) -> tuple[float, int]:
    """Gap and binding gate on one date, status quo as footing.

    Returns
    -------
    gap : points; below 0 no text clears every gate
    gate : 2a for principal a's leader, 2a + 1 for its ratification, 2A + m for third party m's
        signature;
        `NOTHING` if no settlement text is open
    """
    gap, gate, chosen = NO_GAP, NOTHING, NOTHING
    fill_bounds(dispute, briefs, values, desk, standings)
    promising = most_promising(dispute, desk)
    if promising != NOTHING:  # look at it first: its margin rules most others out
        gap, gate = text_margin(dispute, briefs, levers, values, desk, standings, promising)
        chosen = promising
    for o in range(dispute.n_outcomes):
        if dispute.settlement[o] and desk.bounds[o] >= gap and o != promising:
            margin, binding = text_margin(dispute, briefs, levers, values, desk, standings, o)
            if margin > gap or (margin == gap and o < chosen):
                gap, gate, chosen = margin, binding, o
    if gap == NO_GAP:
        return NO_GAP, NOTHING
    return gap, gate


def most_promising(dispute: Dispute, desk: Desk) -> int:
    """The settlement text with the largest bound; `NOTHING` if there is none."""
    best, chosen = -1e300, NOTHING
    for o in range(dispute.n_outcomes):
        if dispute.settlement[o] and desk.bounds[o] > best:
            best, chosen = desk.bounds[o], o
    return chosen


def fill_bounds(
    dispute: Dispute,
    briefs: Sequence[Brief],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
) -> None:
    """Smallest margin of every outcome before any third party has its say: no gate can leave
    more.
    """
    bounds = desk.bounds
    for o in range(len(bounds)):
        bounds[o] = 1e300
    for a in range(dispute.n_principals):
        points, domestic, reserve = (
            standings[a].points,
            standings[a].domestic,
            values[briefs[a].reserve],
        )
        for o in range(len(bounds)):
            bounds[o] = min(bounds[o], points[o] - reserve)
        if briefs[a].ratifies:
            for o in range(len(bounds)):
                bounds[o] = min(bounds[o], domestic[o])


def text_margin(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
    o: int,
) -> tuple[float, int]:
    """Smallest margin of one text and the gate that leaves it."""
    least, binding = 1e300, NOTHING
    for a in range(dispute.n_principals):
        charge = charge_expected(dispute, levers, values, desk, standings, (a, o))
        leader = standings[a].points[o] - charge - values[briefs[a].reserve]
        if leader < least:
            least, binding = leader, 2 * a
        if briefs[a].ratifies and standings[a].domestic[o] - charge < least:
            least, binding = standings[a].domestic[o] - charge, 2 * a + 1
    for i in range(dispute.n_levers):
        lever = levers[i]
        if lever.type == CONSENT and lever.marked[o] and lever.setting != FORCED:
            margin = consent_margin(dispute, lever, desk, standings, o)
            if margin < least:
                least, binding = margin, 2 * dispute.n_principals + lever.third
    return least, binding
