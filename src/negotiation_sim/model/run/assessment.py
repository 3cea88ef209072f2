"""Keeping up to date what every outcome is worth to everybody, and where everybody stands."""

from __future__ import annotations

from negotiation_sim.model.derived import derive
from negotiation_sim.model.gates import smallest_margin
from negotiation_sim.model.payoffs import (
    add_levers,
    fill_chances,
    fill_points,
    fill_worth,
    list_live,
    open_packages,
)
from negotiation_sim.model.promises import charge, settle
from negotiation_sim.model.prospects import assess, public_reservations
from negotiation_sim.model.public import fill_public, public_slot
from negotiation_sim.model.records import CHANCES, EVERYONE, FINAL, THREAT, Talks
from negotiation_sim.model.run.shifts import apply_shifts, loosen, move

__all__ = [
    "ALL",
    "fill_shared_publics",
    "foresee",
    "forget_refusals",
    "open_talks",
    "reassess",
    "refill",
    "revalue",
]

ALL = (1 << 31) - 1
"""Bits of all actors and the hazards."""


def revalue(talks: Talks, touched: int) -> None:
    """Compute again what outcomes are worth to the principals whose bit is set; to everybody where
    a third party's values moved.
    """
    refill(talks, touched)
    if touched & EVERYONE:
        open_packages(talks)
    for a in range(talks.dispute.n_principals):
        if touched & (EVERYONE | 1 << a):
            fill_worth(talks, talks.briefs[a], talks.state.values, talks.standings[a])


def refill(talks: Talks, touched: int) -> None:
    """Points of every outcome, for the actors touched; third parties first, since promises depend
    on what they get.
    """
    dispute, state = talks.dispute, talks.state
    values, n = state.values, dispute.n_principals
    if touched & CHANCES:
        fill_chances(dispute, values, state.chances, state.stack)
    if touched & EVERYONE:
        for m in range(n, n + dispute.n_thirds):
            fill_points(talks, talks.briefs[m], values, state.chances, talks.standings[m])
    for a in range(n):
        if touched & (EVERYONE | 1 << a):
            fill_points(talks, talks.briefs[a], values, state.chances, talks.standings[a])
    if touched & EVERYONE:
        settle(talks)
        for m in range(n, n + dispute.n_thirds):
            charge(talks, values, state.chances, talks.standings[m])
    for a in range(n):
        if touched & (EVERYONE | 1 << a):
            add_levers(talks, values, state.chances, talks.standings[a])


def reassess(talks: Talks) -> None:
    """Find the present public estimate and where every principal stands on it."""
    talks.state.slot = public_slot(talks)
    forget_refusals(talks)
    if not talks.dispute.shared:
        fill_public(talks)
    public_reservations(talks)
    for a in range(talks.dispute.n_principals):
        assess(talks, a)


def forget_refusals(talks: Talks) -> None:
    """Something has moved: what was refused may be tabled again."""
    for o in range(talks.dispute.n_outcomes):
        talks.state.spurned[o] = False


def fill_shared_publics(talks: Talks) -> None:
    """Compute the public estimate of every phase under every combination of threats, once for all
    runs.

    Only where nothing in it depends on a run: every event certain, no promise.
    """
    dispute, levers, state = talks.dispute, talks.levers, talks.state
    threats = 0
    for i in range(dispute.n_levers):
        if levers[i].type == THREAT:
            threats += 1
    for o in range(dispute.n_outcomes):
        state.open[o] = True
    list_live(talks)
    for e in range(dispute.n_events):
        state.fired[e] = True
    for combination in range(1 << threats):
        bit = 0
        for i in range(dispute.n_levers):
            state.pressed[i] = False
            if levers[i].type == THREAT:
                state.pressed[i] = combination >> bit & 1 == 1
                bit += 1
        for p in range(dispute.n_params):
            state.modes[p] = dispute.draw_mode[p]
            state.values[p] = dispute.draw_mode[p]
        derive(dispute, state.values, state.stack)
        state.phase = state.next_shift = 0
        for step in range(dispute.n_steps):
            before, first = state.phase, state.next_shift
            apply_shifts(talks, step)
            for i in range(first, state.next_shift):
                move(dispute, state.modes, i)
            derive(dispute, state.modes, state.stack)
            if step == 0 or state.phase != before:
                fill_grounds(talks)


def fill_grounds(talks: Talks) -> None:
    """The estimate of one phase under every agreement that may be in force."""
    dispute, state = talks.dispute, talks.state
    before = state.in_force
    for ground in range(dispute.n_grounds):
        for o in range(dispute.n_outcomes):
            if dispute.ground[o] == ground and dispute.kind[o] != FINAL:
                state.in_force = o
        state.slot = public_slot(talks)
        fill_public(talks)
    state.in_force = before


def foresee(talks: Talks) -> tuple[float, int, float, int]:
    """Gap and binding gate on the first and on the last date of the calendar, whatever the talks
    will do.

    Computes everybody's points on the last date, then, for those whom a later event touches, on the
    first: that is where it leaves them, with the events of the first step applied. Call it once,
    before the first step.
    """
    dispute, state = talks.dispute, talks.state
    for p in range(dispute.n_params):
        state.kept[p] = state.values[p]
    for i in range(dispute.n_shifts):
        if state.fired[dispute.shift_event[i]]:
            move(dispute, state.values, i)
    for j in range(dispute.n_loose):
        event = dispute.loose_event[j]
        due = state.begins[event] + dispute.loose_after[j] <= dispute.foreseen
        if due and state.fired[event]:
            loosen(dispute, state.values, j)
    derive(dispute, state.values, state.stack)
    refill(talks, ALL)
    gap_end, gate_end = smallest_margin(talks)
    for p in range(dispute.n_params):
        state.values[p] = state.kept[p]
    apply_shifts(talks, 0)
    if dispute.later_touched == 0:
        return gap_end, gate_end, gap_end, gate_end
    refill(talks, dispute.later_touched)
    gap_start, gate_start = smallest_margin(talks)
    return gap_start, gate_start, gap_end, gate_end


def open_talks(talks: Talks) -> None:
    """Mark what is open at the first step, and what it is worth to each leader."""
    open_packages(talks)
    for a in range(talks.dispute.n_principals):
        fill_worth(talks, talks.briefs[a], talks.state.values, talks.standings[a])
