"""The null: any text that may be offered, taken by the toss of a coin; the talks that would result
if no preference mattered.
"""

from __future__ import annotations

import math

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.records import NOTHING, Talks
from negotiation_sim.model.streams import at_step, uniform

__all__ = ["CODE", "NAME", "demand", "puts_forward", "takes"]

NAME = "random"
CODE = 7


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
    """Not a number: what it insists on is left to chance."""
    return math.nan


def puts_forward(talks: Talks, who: int, steps: int) -> int:
    """One of the texts that may be offered, each as likely; -1 if there is none."""
    dispute, state = talks.dispute, talks.state
    luck = uniform(state.key, at_step(talks.briefs[who].choice_place, steps))
    n = 0
    for j in range(state.n_live):
        if offerable(dispute.kind[state.live[j]], dispute.kind[state.in_force]):
            n += 1
    pick, seen = int(luck * n), 0
    for j in range(state.n_live):
        if offerable(dispute.kind[state.live[j]], dispute.kind[state.in_force]):
            if seen == pick:
                return state.live[j]
            seen += 1
    return NOTHING


def takes(talks: Talks, who: int, offer: int, steps: int) -> bool:  # noqa: ARG001
    """Whether an offer is taken, by the toss of a coin."""
    return uniform(talks.state.key, at_step(talks.briefs[who].answer_place, steps)) < 0.5
