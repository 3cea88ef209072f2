"""What a promise delivers, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.records import NOTHING, PROMISE, Talks

__all__ = ["delivered", "price", "spent"]


def delivered(talks: Talks, lever: int, outcome: int, chances: Sequence[float]) -> float:
    """Share of a promise that is delivered for a package: its score, times the probability of its
    hazard.
    """
    row = talks.levers[lever]
    if row.hazard == NOTHING:
        return row.score[outcome]
    return row.score[outcome] * chances[talks.dispute.chance_of[row.hazard][outcome]]


def price(
    talks: Talks,
    lever: int,
    outcome: int,
    values: Sequence[float],
    chances: Sequence[float],
) -> float:
    """What a promise costs for a package: its cost, scaled by what is delivered."""
    return values[talks.levers[lever].cost] * delivered(talks, lever, outcome, chances)


def spent(talks: Talks, who: int, before: int, outcome: int) -> float:
    """What an actor pays for a package by the promises declared before one."""
    total = 0.0
    for j in range(before):
        row = talks.levers[j]
        if row.type == PROMISE and row.payer == who and talks.state.paid[j][outcome]:
            total += price(talks, j, outcome, talks.state.values, talks.state.chances)
    return total
