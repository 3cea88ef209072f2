"""The public estimate: every principal's worth at the modes of its parameters, which is all the
others know of it.
"""

from __future__ import annotations

from negotiation_sim.model.payoffs import add_levers, fill_chances, fill_points, fill_worth
from negotiation_sim.model.records import THREAT, Talks

__all__ = ["fill_public", "public_slot"]

NEVER = -1e300
"""No reservation: chances kept with an estimate are those of an earlier one."""


def public_slot(talks: Talks) -> int:
    """Row of the estimate for the present phase and standing threats among the shared ones; 0 where
    a run computes its own.
    """
    dispute, state = talks.dispute, talks.state
    if not dispute.shared:
        return 0
    code, bit = state.phase, 1
    for i in range(dispute.n_levers):
        if talks.levers[i].type == THREAT:
            code += bit * dispute.n_phases * (1 if state.pressed[i] else 0)
            bit *= 2
    code += bit * dispute.n_phases * dispute.ground[state.in_force]
    return code * dispute.n_principals


def fill_public(talks: Talks) -> None:
    """Compute the estimate at the public values under the threats that stand, into the present
    slot.
    """
    dispute, state = talks.dispute, talks.state
    fill_chances(dispute, state.modes, state.public_chances, state.stack)
    for a in range(dispute.n_principals):
        seen, brief = talks.publics[state.slot + a], talks.briefs[a]
        seen.who = a
        seen.reserve = state.modes[brief.reserve]
        fill_points(talks, brief, state.modes, state.public_chances, seen)
        add_levers(talks, state.modes, state.public_chances, seen)
        fill_worth(talks, brief, state.modes, seen)
        seen.taken_above = NEVER
