"""What a package is worth to a leader who reckons with pressure that has not come yet."""

from __future__ import annotations

from negotiation_sim.model.gates import charge_expected
from negotiation_sim.model.ratification import leader_worth, ratification_odds
from negotiation_sim.model.records import INTERIM, Talks

__all__ = ["anticipated_worth"]


def anticipated_worth(talks: Talks, who: int, outcome: int) -> float:
    """Worth of a text to a principal, ratification risk included, with the charge of every third
    party that would press it (specification.md section 10).
    """
    values, brief, standing = talks.state.values, talks.briefs[who], talks.standings[who]
    charge, at_home = charge_expected(talks, who, outcome)
    points = standing.points[outcome] - charge
    if not brief.ratifies or talks.dispute.kind[outcome] < INTERIM:
        return points
    odds = ratification_odds(standing.domestic[outcome] - at_home, values[brief.ratify_noise])
    return leader_worth(odds, points, values[brief.ratify_penalty])
