"""The same tree as `spe` with logit choices: agent quantal response equilibrium (McKelvey & Palfrey
1998, Exp. Econ. 1).

A principal weighs each text by ``exp(precision * expected surplus)``; a responder takes it with the
logistic chance of its gain over waiting. Offering or taking what is worth less than going on is no
action of this tree.
"""

from __future__ import annotations

import math

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.ratification import logistic
from negotiation_sim.model.records import NOTHING, Talks
from negotiation_sim.model.strategies.spe import surplus
from negotiation_sim.model.streams import at_step, uniform

__all__ = [
    "CODE",
    "UNANIMOUS",
    "chance_taken",
    "continuation",
    "demand",
    "puts_forward",
    "takes",
    "weigh",
]

CODE = 5
UNANIMOUS = True
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


def weigh(talks: Talks, who: int, proposer: int) -> float:
    """Weight of every live text as an offer of a node, as `who` sees it, into ``state.bounds``.

    ``state.value_later`` holds what each principal expects of the next node; ``state.taken``
    receives the chance that everybody takes a text.

    Returns
    -------
    The sum of the weights, 0 if nothing can be offered.
    """
    dispute, briefs, state, most = talks.dispute, talks.briefs, talks.state, LOWEST
    precision = state.values[briefs[proposer].precision]
    waiting = state.values[briefs[proposer].discount] * state.value_later[proposer]
    for j in range(state.n_live):
        o = state.live[j]
        state.bounds[o], state.taken[o] = LOWEST, 0.0
        mine = surplus(talks, who, proposer, o)
        if mine >= 0.0 and offerable(dispute.kind[o], dispute.kind[state.in_force]):
            all_take = 1.0
            for b in range(dispute.n_principals):
                if b != proposer:
                    later = state.values[briefs[b].discount] * state.value_later[b]
                    gain = surplus(talks, who, b, o)
                    all_take *= chance_taken(gain, later, state.values[briefs[b].precision])
            state.taken[o] = all_take
            state.bounds[o] = precision * (all_take * mine + (1.0 - all_take) * waiting)
            if state.bounds[o] > most:
                most = state.bounds[o]
    total = 0.0
    for j in range(state.n_live):
        o = state.live[j]
        state.bounds[o] = math.exp(state.bounds[o] - most) if state.bounds[o] > LOWEST else 0.0
        total += state.bounds[o]
    return total


def continuation(talks: Talks, who: int, step: int) -> None:
    """What each principal expects of the node of a step, as `who` sees it, into
    ``state.value_later``.
    """
    dispute, briefs, state = talks.dispute, talks.briefs, talks.state
    for a in range(dispute.n_principals):
        state.value_later[a] = 0.0
    for node in range(dispute.n_steps - 1, step - 1, -1):
        total = weigh(talks, who, (state.first + node) % dispute.n_principals)
        for a in range(dispute.n_principals):
            later = state.values[briefs[a].discount] * state.value_later[a]
            expected = 0.0
            for j in range(state.n_live):
                o = state.live[j]
                if state.bounds[o] > 0.0:
                    taken = state.taken[o]
                    gain = surplus(talks, who, a, o)
                    expected += state.bounds[o] / total * (taken * gain + (1.0 - taken) * later)
            state.value_now[a] = expected if total > 0.0 else later
        for a in range(dispute.n_principals):
            state.value_later[a] = state.value_now[a]


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
    """Not a number: what it insists on is left to chance."""
    return math.nan


def puts_forward(talks: Talks, who: int, steps: int) -> int:
    """The text a proposer puts forward: each with the share of its weight."""
    state = talks.state
    continuation(talks, who, steps)
    total = weigh(talks, who, who)
    luck = uniform(state.key, at_step(talks.briefs[who].choice_place, steps))
    chosen, passed = NOTHING, 0.0
    for j in range(state.n_live):
        o = state.live[j]
        if state.bounds[o] > 0.0 and passed <= luck * total:
            chosen = o
            passed += state.bounds[o]
    return chosen


def takes(talks: Talks, who: int, offer: int, steps: int) -> bool:
    """Whether a responder takes an offer, by its chance."""
    state, brief = talks.state, talks.briefs[who]
    continuation(talks, who, steps)
    waiting = state.values[brief.discount] * state.value_later[who]
    gain = surplus(talks, who, who, offer)
    luck = uniform(state.key, at_step(brief.answer_place, steps))
    return luck < chance_taken(gain, waiting, state.values[brief.precision])
