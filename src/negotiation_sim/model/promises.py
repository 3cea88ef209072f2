"""Promises: who pays what for which package, and who gains (Schelling 1960).

A promise is weighed once, when everybody's points are worked out, in declared order: the promisor
pays for a package that stays worth the price, what it pays already included, while the budget
lasts.
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.decisions import pays
from negotiation_sim.model.prices import delivered, price, spent
from negotiation_sim.model.records import NOTHING, OFF, PROMISE, Standing, Talks

__all__ = ["charge", "credit", "paid_by", "settle", "within_budget"]


def settle(talks: Talks) -> None:
    """Mark the promises that are paid, for every package."""
    dispute, paid = talks.dispute, talks.state.paid
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == PROMISE:
            for o in range(dispute.n_outcomes):
                paid[i][o] = False
                if lever.setting != OFF and lever.score[o] != 0.0 and within_budget(talks, i, o):
                    paid[i][o] = pays(talks, lever.payer, i, o)


def within_budget(talks: Talks, lever: int, outcome: int) -> bool:
    """Whether the budget of a promise, less what it pays for a package already, covers it."""
    state, budget = talks.state, talks.levers[lever].budget
    if budget == NOTHING:
        return True
    total = price(talks, lever, outcome, state.values, state.chances)
    for j in range(lever):
        row = talks.levers[j]
        if row.type == PROMISE and row.budget == budget and state.paid[j][outcome]:
            total += price(talks, j, outcome, state.values, state.chances)
    return total <= state.values[budget]


def credit(
    talks: Talks,
    lever: int,
    values: Sequence[float],
    chances: Sequence[float],
    standing: Standing,
) -> None:
    """Credit a principal with a promise, for the packages that it is paid for."""
    stake = values[talks.levers[lever].points]
    for o in range(talks.dispute.n_outcomes):
        if talks.state.paid[lever][o]:
            gain = stake * delivered(talks, lever, o, chances)
            standing.points[o] += gain
            standing.domestic[o] += gain


def charge(
    talks: Talks, values: Sequence[float], chances: Sequence[float], standing: Standing
) -> None:
    """Charge an actor what it pays for every package."""
    for i in range(talks.dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == PROMISE and lever.charged and lever.payer == standing.who:
            for o in range(talks.dispute.n_outcomes):
                if talks.state.paid[i][o]:
                    cost = price(talks, i, o, values, chances)
                    standing.points[o] -= cost
                    standing.domestic[o] -= cost


def paid_by(talks: Talks, who: int, outcome: int) -> float:
    """What an actor pays for a package."""
    return spent(talks, who, talks.dispute.n_levers, outcome)
