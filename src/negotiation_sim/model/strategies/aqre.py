"""The same tree as `spe` with logit choices: agent quantal response equilibrium (McKelvey & Palfrey
1998, Exp. Econ. 1).

A principal weighs each text by ``exp(precision * expected surplus)``; a responder takes it with the
logistic chance of its gain over waiting. Nobody offers or takes what is worth less than going on:
those are no actions here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.ratification import logistic
from negotiation_sim.model.records import NOTHING, Brief, Desk, Dispute, Standing
from negotiation_sim.model.strategies.spe import surplus

__all__ = ["chance_taken", "choose", "continuation", "takes", "weigh"]

LOWEST = -1e300


def chance_taken(gain: float, waiting: float, precision: float) -> float:
    """Chance that a responder takes a text rather than wait.

    Parameters
    ----------
    gain : points of the text above going on; below 0 it is never taken
    waiting : points expected of waiting
    precision : per point; 0 is a coin, large is the best response

    Examples
    --------
    >>> chance_taken(5.0, 5.0, 2.0), chance_taken(-0.1, -5.0, 2.0), chance_taken(9.0, 5.0, 0.0)
    (0.5, 0.0, 0.5)
    """
    return 0.0 if gain < 0.0 else logistic(precision * (gain - waiting))


def weigh(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    proposer: int,
) -> float:
    """Weight of every live text as an offer of a node, into ``desk.bounds``; returns their sum, 0
    if nothing can be offered.

    ``desk.value_later`` holds what each principal expects of the next node; ``desk.taken`` receives
    the chance that everybody takes a text.
    """
    most = LOWEST
    precision = desk.values[briefs[proposer].precision]
    waiting = desk.values[briefs[proposer].discount] * desk.value_later[proposer]
    for j in range(desk.n_live):
        o = desk.live[j]
        desk.bounds[o], desk.taken[o] = LOWEST, 0.0
        mine = surplus(dispute, desk, standing, publics, proposer, o)
        if mine >= 0.0 and offerable(dispute.kind[o], dispute.kind[desk.in_force]):
            all_take = 1.0
            for b in range(dispute.n_principals):
                if b != proposer:
                    later = desk.values[briefs[b].discount] * desk.value_later[b]
                    gain = surplus(dispute, desk, standing, publics, b, o)
                    all_take *= chance_taken(gain, later, desk.values[briefs[b].precision])
            desk.taken[o] = all_take
            desk.bounds[o] = precision * (all_take * mine + (1.0 - all_take) * waiting)
            if desk.bounds[o] > most:
                most = desk.bounds[o]
    total = 0.0
    for j in range(desk.n_live):
        o = desk.live[j]
        desk.bounds[o] = math.exp(desk.bounds[o] - most) if desk.bounds[o] > LOWEST else 0.0
        total += desk.bounds[o]
    return total


def continuation(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    step: int,
) -> None:
    """What each principal expects of the node of a step, into ``desk.value_later``."""
    for a in range(dispute.n_principals):
        desk.value_later[a] = 0.0
    for node in range(dispute.n_steps - 1, step - 1, -1):
        total = weigh(
            dispute, briefs, desk, standing, publics, (desk.first + node) % dispute.n_principals
        )
        for a in range(dispute.n_principals):
            later = desk.values[briefs[a].discount] * desk.value_later[a]
            expected = 0.0
            for j in range(desk.n_live):
                o = desk.live[j]
                if desk.bounds[o] > 0.0:
                    taken = desk.taken[o]
                    gain = surplus(dispute, desk, standing, publics, a, o)
                    expected += desk.bounds[o] / total * (taken * gain + (1.0 - taken) * later)
            desk.value_now[a] = expected if total > 0.0 else later
        for a in range(dispute.n_principals):
            desk.value_later[a] = desk.value_now[a]


def choose(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
    luck: float,
) -> int:
    """The text a proposer puts forward: each with the share of its weight, decided by a number in
    [0, 1).
    """
    continuation(dispute, briefs, desk, standing, publics, steps)
    total = weigh(dispute, briefs, desk, standing, publics, standing.who)
    chosen, passed = NOTHING, 0.0
    for j in range(desk.n_live):
        o = desk.live[j]
        if desk.bounds[o] > 0.0 and passed <= luck * total:
            chosen = o
            passed += desk.bounds[o]
    return chosen


def takes(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
    offer: int,
    luck: float,
) -> bool:
    """Whether a responder takes an offer, decided by a number in [0, 1)."""
    continuation(dispute, briefs, desk, standing, publics, steps)
    brief = briefs[standing.who]
    waiting = desk.values[brief.discount] * desk.value_later[standing.who]
    gain = surplus(dispute, desk, standing, publics, standing.who, offer)
    return luck < chance_taken(gain, waiting, desk.values[brief.precision])
