"""The public estimate: every principal's worth at the modes of its parameters, which is all the
others know of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.payoffs import add_levers, fill_chances, fill_points, fill_worth
from negotiation_sim.model.records import THREAT, Brief, Desk, Dispute, LeverRow, Standing

__all__ = ["fill_public", "public_slot"]


def public_slot(dispute: Dispute, levers: Sequence[LeverRow], desk: Desk) -> int:
    """Where the estimate for the present phase and standing threats lies among the shared ones; 0
    where a run has its own.
    """
    if not dispute.shared:
        return 0
    code, bit = desk.phase, 1
    for i in range(dispute.n_levers):
        if levers[i].type == THREAT:
            code += bit * dispute.n_phases * (1 if desk.pressed[i] else 0)
            bit *= 2
    return code * dispute.n_principals


def fill_public(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
    publics: Sequence[Standing],
) -> None:
    """Work out the estimate at ``desk.modes`` under the threats that stand, into the present
    slot.
    """
    fill_chances(dispute, desk.modes, desk.public_chances, desk.stack)
    for a in range(dispute.n_principals):
        seen = publics[desk.slot + a]
        seen.who = a
        seen.reserve = desk.modes[briefs[a].reserve]
        fill_points(dispute, briefs[a], desk.modes, desk.public_chances, seen)
        add_levers(dispute, levers, desk.modes, desk, seen, standings)
        fill_worth(dispute, briefs[a], desk.modes, desk, seen)
