"""Where a principal stands: reservation, ceiling, prospect of a deal, and the pull to break off."""

from __future__ import annotations

from negotiation_sim.model.ratification import share_above
from negotiation_sim.model.records import FINAL, NOTHING, Standing, Talks
from negotiation_sim.model.walk_out import channel_worth, walk_hazard

__all__ = ["assess", "public_reservations", "would_be_accepted"]

UNKNOWN = -1.0
"""A chance that was not computed yet."""


def public_reservations(talks: Talks) -> None:
    """Publicly known reservation value of each principal; with several others, its ceiling too."""
    dispute, state = talks.dispute, talks.state
    for a in range(dispute.n_principals):
        seen = talks.publics[state.slot + a]
        state.public_reservation[a] = seen.worth[state.disagreement] + seen.reserve
        if dispute.n_principals > 2:
            state.public_ceiling[a] = public_ceiling(talks, seen, state.public_reservation[a])


def public_ceiling(talks: Talks, seen: Standing, reservation: float) -> float:
    """Best open final text a principal could get, by public knowledge, at least its reservation."""
    ceiling = reservation
    for j in range(talks.state.n_live):
        o = talks.state.live[j]
        if talks.dispute.kind[o] == FINAL and seen.worth[o] > ceiling:
            ceiling = seen.worth[o]
    return ceiling


def would_be_accepted(talks: Talks, who: int, outcome: int) -> bool:
    """Whether, by public knowledge, enough principals beside `who` are not left below their
    reservation.
    """
    against = 0
    for b in range(talks.dispute.n_principals):
        seen = talks.publics[talks.state.slot + b]
        if b != who and seen.worth[outcome] < talks.state.public_reservation[b]:
            against += 1
            if talks.dispute.n_principals - against < talks.dispute.quorum:
                return False
    return True


def assess(talks: Talks, who: int) -> None:
    """Reservation ``R``, ceiling ``M`` and walk-out hazard of a principal.

    The ceiling is the own best open final text, at least the reservation; the prospect that enters
    the hazard is the surplus of the best one the others would publicly accept
    (specification.md section 6.5).
    """
    dispute, state = talks.dispute, talks.state
    values, brief, standing = state.values, talks.briefs[who], talks.standings[who]
    reservation = standing.worth[state.disagreement] + values[brief.reserve]
    ceiling, prospect, opening = reservation, 0.0, values[brief.opening]
    for j in range(state.n_live):
        o = state.live[j]
        if dispute.kind[o] == FINAL:
            worth = standing.worth[o]
            if worth > ceiling and dispute.level[o] <= opening:
                ceiling = worth
            if dispute.hoped:
                prospect = hoped(talks, who, o, reservation, prospect)
            elif worth - reservation > prospect and would_be_accepted(talks, who, o):
                prospect = worth - reservation
    channel = channel_worth(
        prospect, values[brief.channel_value], values[brief.talk_cost], values[brief.hostility]
    )
    standing.reservation, standing.ceiling = reservation, ceiling
    standing.prospect, standing.channel = prospect, channel
    standing.resolve_steps = NOTHING
    standing.offer_from, standing.offer_until = 0.0, 0.0
    standing.walk_hazard = walk_hazard(
        channel, values[brief.walk_noise], values[brief.walk_rate], dispute.step_years
    )


def hoped(talks: Talks, who: int, outcome: int, reservation: float, least: float) -> float:
    """Surplus of a final text times the chance, by public knowledge, that all others take it and
    get it through at home; `least` where that is less.

    Chances only lower the surplus, so most texts are told by it alone.
    """
    expected = talks.standings[who].points[outcome] - reservation
    for b in range(talks.dispute.n_principals):
        if expected <= least:
            return least
        if b != who:
            expected *= chance_taken(talks, b, outcome)
    return max(expected, least)


def chance_taken(talks: Talks, who: int, outcome: int) -> float:
    """Chance, by public knowledge, that a principal takes a text and gets it through at home; kept
    with the estimate for as long as what it would fall back on is worth the same.
    """
    dispute, state = talks.dispute, talks.state
    seen, reservation = talks.publics[state.slot + who], state.public_reservation[who]
    if seen.taken_above != reservation:
        seen.taken_above = reservation
        for o in range(dispute.n_outcomes):
            seen.taken[o] = UNKNOWN
    if seen.taken[outcome] == UNKNOWN:
        noise = dispute.draw_mode[talks.briefs[who].ratify_noise]
        gain = seen.points[outcome] - reservation
        seen.taken[outcome] = share_above(gain, noise) * seen.odds[outcome]
    return seen.taken[outcome]
