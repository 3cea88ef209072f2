"""What every package is worth to an actor: additive terms, threats, promises, ratification risk
(specification.md equations 1-5, 9).

Multi-attribute value after Keeney & Raiffa (1976) with swing weights (von Winterfeldt & Edwards
1986). Points are differences from the status quo.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from negotiation_sim.model.decisions import co_signs
from negotiation_sim.model.hazard import chance, expected_loss, within
from negotiation_sim.model.promises import charge, credit
from negotiation_sim.model.ratification import leader_worth, ratification_odds
from negotiation_sim.model.records import (
    CONSENT,
    FORCED,
    FREE,
    INTERIM,
    NOTHING,
    OFF,
    PROMISE,
    THREAT,
    Brief,
    Dispute,
    Standing,
    Talks,
)

__all__ = [
    "MATERIAL",
    "NORM",
    "add_levers",
    "add_term",
    "fill_chances",
    "fill_points",
    "fill_worth",
    "list_live",
    "open_packages",
    "refuses",
]

MATERIAL, NORM = 0, 1
"""Codes of the channels a term is felt through; the third, domestic, reaches only those who
ratify."""


def fill_chances(
    dispute: Dispute,
    values: Sequence[float],
    chances: MutableSequence[float],
    stack: MutableSequence[float],
) -> None:
    """Probability of every hazard under every lock (equation 6), kept from 0 to 1: a formula that is
    a probability at the most likely values may leave that range at others.
    """
    for c in range(dispute.n_chances):
        span = (dispute.chance_start[c], dispute.chance_start[c + 1])
        value = chance(dispute.chance_op, dispute.chance_number, span, values, stack)
        chances[c] = within(value, 0.0, 1.0)


def fill_points(
    talks: Talks,
    brief: Brief,
    values: Sequence[float],
    chances: Sequence[float],
    standing: Standing,
) -> None:
    """Points of every outcome to an actor and to those who ratify at home, before levers (equations
    2-5).

    Material terms come first in a brief. A norm counts in full at home and by the share the leader
    holds in its own eyes; a domestic term only at home. Where the status quo is an agreement, its
    points are taken off all.
    """
    dispute, in_force = talks.dispute, talks.state.in_force
    points, domestic = standing.points, standing.domestic
    for o in range(dispute.n_outcomes):
        points[o] = 0.0
    for t in range(brief.n_material):
        if brief.term_always[t] or brief.term_during[t][in_force]:
            add_term(dispute, brief, values, chances, t, 1.0, points)
    for o in range(dispute.n_outcomes):
        domestic[o] = points[o]
    for t in range(brief.n_material, brief.n_terms):
        if brief.term_always[t] or brief.term_during[t][in_force]:
            if brief.term_channel[t] == NORM:
                add_term(dispute, brief, values, chances, t, values[brief.norm_share], points)
            add_term(dispute, brief, values, chances, t, 1.0, domestic)
    if dispute.rebase:
        base, base_at_home = points[dispute.status_quo], domestic[dispute.status_quo]
        for o in range(dispute.n_outcomes):
            points[o] -= base
            domestic[o] -= base_at_home


def add_term(
    dispute: Dispute,
    brief: Brief,
    values: Sequence[float],
    chances: Sequence[float],
    t: int,
    share: float,
    points: MutableSequence[float],
) -> None:
    """Add a share of one term to the points of every outcome (equation 1)."""
    weight = values[brief.term_param[t]]
    if brief.term_by_hostility[t]:
        weight *= values[brief.hostility]
    if weight == 0.0:
        return
    scores, sign, hazard = brief.term_scores[t], share * brief.term_sign[t], brief.term_hazard[t]
    if values[brief.loss_aversion] != 1.0:
        add_term_with_aversion(dispute, brief, values, chances, t, (weight, sign), points)
    elif hazard == NOTHING:
        for o in range(dispute.n_outcomes):
            points[o] += sign * weight * scores[o]
    else:
        chance_of, aversion = dispute.chance_of[hazard], values[brief.risk_aversion]
        for o in range(dispute.n_outcomes):
            points[o] += sign * expected_loss(chances[chance_of[o]], weight * scores[o], aversion)


def add_term_with_aversion(
    dispute: Dispute,
    brief: Brief,
    values: Sequence[float],
    chances: Sequence[float],
    t: int,
    weighed: tuple[float, float],
    points: MutableSequence[float],
) -> None:
    """The same where losses loom larger than gains: what a term takes away counts so many times
    (Kahneman & Tversky 1979).

    Parameters
    ----------
    weighed : weight of the term, and its sign times the share
    """
    (weight, sign), hazard = weighed, brief.term_hazard[t]
    for o in range(dispute.n_outcomes):
        value = weight * brief.term_scores[t][o]
        if hazard != NOTHING:
            value = expected_loss(
                chances[dispute.chance_of[hazard][o]], value, values[brief.risk_aversion]
            )
        points[o] += with_aversion(sign * value, values[brief.loss_aversion])


def with_aversion(points: float, loss_aversion: float) -> float:
    """Points as they are felt: losses count `loss_aversion` times.

    Examples
    --------
    >>> with_aversion(4.0, 2.25), with_aversion(-4.0, 2.25)
    (4.0, -9.0)
    """
    return points * loss_aversion if points < 0.0 else points


def add_levers(
    talks: Talks, values: Sequence[float], chances: Sequence[float], standing: Standing
) -> None:
    """Charge standing threats and what it promised to a principal, and credit the promises that are
    paid to it (Schelling 1960).

    Parameters
    ----------
    values, chances : parameters and probabilities of the hazards, private or public
    standing : the principal's, as itself or as the others see it
    """
    for i in range(talks.dispute.n_levers):
        lever = talks.levers[i]
        if lever.setting == OFF or lever.targets >> standing.who & 1 == 0:
            continue
        if lever.type == PROMISE:
            credit(talks, i, values, chances, standing)
        elif lever.type == THREAT and talks.state.pressed[i]:
            stake = values[lever.points]
            for o in range(talks.dispute.n_outcomes):
                standing.points[o] -= stake * lever.score[o]
                if not lever.confidential:
                    standing.domestic[o] -= stake * lever.score[o]
    if talks.dispute.principals_pay:
        charge(talks, values, chances, standing)


def open_packages(talks: Talks) -> None:
    """Mark the packages that are open: the text is not dead, and every third party whose signature
    it needs co-signs it.
    """
    dispute, state = talks.dispute, talks.state
    for o in range(dispute.n_outcomes):
        state.open[o] = not state.dead[dispute.text[o]] and (
            not dispute.gated or dispute.allowed[state.in_force][o]
        )
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == CONSENT:
            for o in range(dispute.n_outcomes):
                if lever.marked[o] and refuses(talks, i, o):
                    state.open[o] = False
    list_live(talks)


def refuses(talks: Talks, lever: int, outcome: int) -> bool:
    """Whether a third party refuses the signature that a package needs."""
    row = talks.levers[lever]
    if row.setting == FREE:
        return not co_signs(talks, talks.dispute.n_principals + row.third, lever, outcome)
    return row.setting != FORCED


def list_live(talks: Talks) -> None:
    """List the open packages that would be signed: interim and final texts, in outcome order."""
    state = talks.state
    state.n_live = 0
    for o in range(talks.dispute.n_outcomes):
        if state.open[o] and talks.dispute.kind[o] >= INTERIM:
            state.live[state.n_live] = o
            state.n_live += 1


def fill_worth(talks: Talks, brief: Brief, values: Sequence[float], standing: Standing) -> None:
    """Ratification odds and leader's worth of what is open or in force.

    Only texts that are signed need ratification. Packages that are neither open nor in force keep
    old numbers, which nobody reads.
    """
    dispute, state = talks.dispute, talks.state
    for j in range(state.n_live):
        price(dispute, brief, values, standing, state.live[j])
    price(dispute, brief, values, standing, dispute.status_quo)
    if dispute.process != NOTHING:
        price(dispute, brief, values, standing, dispute.process)
    if not state.open[state.in_force]:
        price(dispute, brief, values, standing, state.in_force)


def price(
    dispute: Dispute, brief: Brief, values: Sequence[float], standing: Standing, outcome: int
) -> None:
    """Odds and worth of one package."""
    points = standing.points[outcome]
    if brief.ratifies and dispute.kind[outcome] >= INTERIM:
        odds = ratification_odds(standing.domestic[outcome], values[brief.ratify_noise])
        standing.odds[outcome] = odds
        standing.worth[outcome] = leader_worth(odds, points, values[brief.ratify_penalty])
    else:
        standing.odds[outcome] = 1.0
        standing.worth[outcome] = points
