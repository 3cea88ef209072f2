"""Alternating offers by backward induction under complete information (Ståhl 1972; Rubinstein
1982).

What a principal would get at each later node is computed from its own payoffs and the public
estimate of the others', to the end of the calendar, with a discount per step. It knows nothing of
pressure that has not come yet.
"""

from __future__ import annotations

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.records import FINAL, NOTHING, Talks

__all__ = ["CODE", "UNANIMOUS", "continuation", "demand", "node_offer", "puts_forward", "surplus"]

CODE = 4
UNANIMOUS = True
LOWEST = -1e300


def surplus(talks: Talks, who: int, principal: int, outcome: int) -> float:
    """What a text gives a principal above going on, as `who` sees it: its own worth to itself, the
    public estimate to the others.

    A final text must beat the reservation, an interim one only what is in force.
    """
    final, disagreement = talks.dispute.kind[outcome] == FINAL, talks.state.disagreement
    if principal == who:
        mine = talks.standings[who]
        return mine.worth[outcome] - (mine.reservation if final else mine.worth[disagreement])
    seen = talks.publics[talks.state.slot + principal]
    least = talks.state.public_reservation[principal] if final else seen.worth[disagreement]
    return seen.worth[outcome] - least


def node_offer(talks: Talks, who: int, proposer: int) -> int:
    """The text the proposer of a node puts forward: best for itself among those that everybody
    takes rather than wait.

    ``state.value_later`` holds what each principal expects of the next node. Ties go to the highest
    index.
    """
    dispute, state = talks.dispute, talks.state
    chosen, best = NOTHING, LOWEST
    for j in range(state.n_live):
        o = state.live[j]
        if offerable(dispute.kind[o], dispute.kind[state.in_force]):
            fine = True
            for b in range(dispute.n_principals):
                waiting = state.values[talks.briefs[b].discount] * state.value_later[b]
                if surplus(talks, who, b, o) < waiting:
                    fine = False
            mine = surplus(talks, who, proposer, o)
            if fine and mine >= best:
                chosen, best = o, mine
    return chosen


def continuation(talks: Talks, who: int, step: int) -> None:
    """What each principal expects of the node of a step, into ``state.value_later``; nothing after
    the last one.
    """
    dispute, state = talks.dispute, talks.state
    for a in range(dispute.n_principals):
        state.value_later[a] = 0.0
    for node in range(dispute.n_steps - 1, step - 1, -1):
        offer = node_offer(talks, who, (state.first + node) % dispute.n_principals)
        for a in range(dispute.n_principals):
            if offer == NOTHING:
                state.value_later[a] *= state.values[talks.briefs[a].discount]
            else:
                state.value_later[a] = surplus(talks, who, a, offer)


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:
    """Worth insisted on: that of the equilibrium offer as proposer, of waiting for the next node as
    responder.
    """
    standing, state = talks.standings[who], talks.state
    if heard != NOTHING:
        continuation(talks, who, steps - 1)
        final = talks.dispute.kind[heard] == FINAL
        floor = standing.reservation if final else standing.worth[state.disagreement]
        return floor + state.values[talks.briefs[who].discount] * state.value_later[who]
    offer = puts_forward(talks, who, steps)
    return standing.ceiling if offer == NOTHING else standing.worth[offer]


def puts_forward(talks: Talks, who: int, steps: int) -> int:
    """The equilibrium offer of a proposer in a step, counted from 1; -1 where waiting is better for
    somebody whatever is offered.
    """
    continuation(talks, who, steps)
    return node_offer(talks, who, who)
