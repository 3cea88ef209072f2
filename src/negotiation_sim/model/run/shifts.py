"""Dated shifts of parameters, and beliefs that learn."""

from __future__ import annotations

from collections.abc import MutableSequence

from negotiation_sim.model.beliefs import learned
from negotiation_sim.model.derived import derive
from negotiation_sim.model.events import shifted
from negotiation_sim.model.records import Dispute, Talks

__all__ = ["apply_shifts", "loosen", "move", "observe", "sour"]


def move(dispute: Dispute, values: MutableSequence[float], shift: int) -> None:
    """Apply one shift of the calendar to a set of parameters."""
    p = dispute.shift_param[shift]
    values[p] = shifted(values[p], dispute.shift_amount[shift], dispute.lower[p], dispute.upper[p])


def apply_shifts(talks: Talks, step: int) -> int:
    """Apply the events dated in a step, to private and public values alike.

    Returns
    -------
    Bits of the actors whose values they touch: one per principal, higher ones for third parties.
    """
    dispute, state = talks.dispute, talks.state
    touched, state.pending = state.pending, 0
    i = state.next_shift
    if i < dispute.n_shifts and dispute.shift_step[i] == step and step > 0:
        state.phase += 1
    moved = move_loose(talks, step) if dispute.n_loose > 0 else 0
    touched |= moved
    while i < dispute.n_shifts and dispute.shift_step[i] == step:
        if state.fired[dispute.shift_event[i]]:
            move(dispute, state.values, i)
            if not dispute.shared:
                move(dispute, state.modes, i)
            touched |= dispute.touches[dispute.shift_param[i]]
        i += 1
    if i != state.next_shift or moved != 0:
        derive(dispute, state.values, state.stack)
        if not dispute.shared:
            derive(dispute, state.modes, state.stack)
    state.next_shift = i
    return touched


def move_loose(talks: Talks, step: int) -> int:
    """Apply the shifts that fall in a step of events whose date is drawn.

    Returns
    -------
    Bits of the actors whose values they touch.
    """
    dispute, state, touched = talks.dispute, talks.state, 0
    for j in range(dispute.n_loose):
        event = dispute.loose_event[j]
        if state.fired[event] and state.begins[event] + dispute.loose_after[j] == step:
            loosen(dispute, state.values, j)
            loosen(dispute, state.modes, j)
            touched |= dispute.touches[dispute.loose_param[j]]
    return touched


def loosen(dispute: Dispute, values: MutableSequence[float], j: int) -> None:
    """Apply one shift of an event whose date is drawn to a set of parameters."""
    p, amount = dispute.loose_param[j], dispute.loose_amount[j]
    values[p] = shifted(values[p], amount, dispute.lower[p], dispute.upper[p])


def sour(talks: Talks) -> None:
    """A signed text failed at home: every principal grows more hostile, in private."""
    dispute, values = talks.dispute, talks.state.values
    for a in range(dispute.n_principals):
        h = talks.briefs[a].hostility
        values[h] = shifted(
            values[h], dispute.failure_hostility, dispute.lower[h], dispute.upper[h]
        )


def observe(talks: Talks, gave_way: bool) -> None:
    """Everybody sees whether a deal fell under pressure; beliefs that learn count it, with effect
    from the next step.

    Giving way confirms a belief, such as that a state consents to what its ally asks for; standing
    by the deal does not.
    """
    dispute, state = talks.dispute, talks.state
    for i in range(dispute.n_beliefs):
        p = dispute.belief[i]
        weight = dispute.belief_weight[p] + state.observed
        state.values[p] = learned(state.values[p], weight, gave_way)
        state.modes[p] = learned(state.modes[p], weight, gave_way)
        state.pending |= dispute.touches[p]
    state.observed += 1
