"""Where a principal stands: reservation, ceiling, prospect of a deal, and the pull to walk out
(model.md sections 5, 6).
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.records import FINAL, NOTHING, Brief, Desk, Dispute, Standing
from negotiation_sim.model.walk_out import channel_worth, walk_hazard

__all__ = ["assess", "public_reservations", "would_be_accepted"]


def public_reservations(dispute: Dispute, desk: Desk, publics: Sequence[Standing]) -> None:
    """What everybody assumes the least is that each principal settles for; with several others, its
    ceiling too.
    """
    for a in range(dispute.n_principals):
        seen = publics[desk.slot + a]
        desk.public_reservation[a] = seen.worth[desk.footing] + seen.reserve
        if dispute.n_principals > 2:
            desk.public_ceiling[a] = public_ceiling(dispute, desk, seen, desk.public_reservation[a])


def public_ceiling(dispute: Dispute, desk: Desk, seen: Standing, reservation: float) -> float:
    """Best open final text a principal could get, by public knowledge, at least its reservation."""
    ceiling = reservation
    for j in range(desk.n_live):
        o = desk.live[j]
        if dispute.kind[o] == FINAL and seen.worth[o] > ceiling:
            ceiling = seen.worth[o]
    return ceiling


def would_be_accepted(
    dispute: Dispute, desk: Desk, publics: Sequence[Standing], who: int, outcome: int
) -> bool:
    """Whether, by public knowledge, nobody but `who` is left below its reservation."""
    for b in range(dispute.n_principals):
        if b != who and publics[desk.slot + b].worth[outcome] < desk.public_reservation[b]:
            return False
    return True


def assess(
    dispute: Dispute, brief: Brief, desk: Desk, standing: Standing, publics: Sequence[Standing]
) -> None:
    """Reservation ``R``, ceiling ``M``, prospect and walk-out hazard of a principal (equations 7,
    8).

    The ceiling is the own best open final text, at least the reservation; the prospect is the
    surplus of the best one the others would publicly accept.
    """
    values, who = desk.values, standing.who
    reservation = standing.worth[desk.footing] + values[brief.reserve]
    ceiling = reservation
    prospect = 0.0
    for j in range(desk.n_live):
        o = desk.live[j]
        if dispute.kind[o] == FINAL:
            worth = standing.worth[o]
            if worth > ceiling:
                ceiling = worth
            if worth - reservation > prospect and would_be_accepted(dispute, desk, publics, who, o):
                prospect = worth - reservation
    channel = channel_worth(
        prospect, values[brief.channel_value], values[brief.talk_cost], values[brief.hostility]
    )
    standing.reservation = reservation
    standing.ceiling = ceiling
    standing.prospect = prospect
    standing.resolve_steps = NOTHING
    standing.offer_from, standing.offer_until = 0.0, 0.0
    standing.walk_hazard = walk_hazard(
        channel, values[brief.walk_noise], values[brief.walk_rate], dispute.step_years
    )
