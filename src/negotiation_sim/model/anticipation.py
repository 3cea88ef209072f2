"""What a package is worth to a leader who reckons with pressure that has not come yet (model.md
section 10).
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.gates import charge_expected
from negotiation_sim.model.ratification import leader_worth, ratification_odds
from negotiation_sim.model.records import INTERIM, Brief, Desk, Dispute, LeverRow, Standing

__all__ = ["anticipated_worth"]


def anticipated_worth(
    dispute: Dispute,
    brief: Brief,
    levers: Sequence[LeverRow],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
    where: tuple[int, int],
) -> float:
    """Worth of a text, ratification risk included, with the charge of every third party that would
    press against it.

    Parameters
    ----------
    where : (principal, outcome)
    """
    who, o = where
    charge = charge_expected(dispute, levers, values, desk, standings, where)
    points = standings[who].points[o] - charge
    if not brief.ratifies or dispute.kind[o] < INTERIM:
        return points
    odds = ratification_odds(standings[who].domestic[o] - charge, values[brief.ratify_noise])
    return leader_worth(odds, points, values[brief.ratify_penalty])
