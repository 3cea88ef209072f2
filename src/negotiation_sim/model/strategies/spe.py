"""Alternating offers by backward induction under complete information (Ståhl 1972; Rubinstein
1982).

What a principal would get at each later node is worked out from its own payoffs and the public
estimate of the others', to the end of the calendar, with a discount per step. It knows nothing of
pressure that has not come yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.records import FINAL, NOTHING, Brief, Desk, Dispute, Standing

__all__ = ["choose", "continuation", "demand", "node_offer", "surplus"]

LOWEST = -1e300


def surplus(
    dispute: Dispute,
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    principal: int,
    outcome: int,
) -> float:
    """What a text gives a principal above going on: its own worth to oneself, the public estimate
    to the others.

    A final text must beat the reservation, an interim one only what is in force.
    """
    final = dispute.kind[outcome] == FINAL
    if principal == standing.who:
        return standing.worth[outcome] - (
            standing.reservation if final else standing.worth[desk.footing]
        )
    seen = publics[desk.slot + principal]
    return seen.worth[outcome] - (
        desk.public_reservation[principal] if final else seen.worth[desk.footing]
    )


def node_offer(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    proposer: int,
) -> int:
    """The text the proposer of a node puts forward: best for itself among those that everybody
    takes rather than wait.

    ``desk.value_later`` holds what each principal expects of the next node. Ties go to the highest
    index (model.md section 16.3).
    """
    chosen, best = NOTHING, LOWEST
    for j in range(desk.n_live):
        o = desk.live[j]
        if offerable(dispute.kind[o], dispute.kind[desk.in_force]):
            fine = True
            for b in range(dispute.n_principals):
                waiting = desk.values[briefs[b].discount] * desk.value_later[b]
                if surplus(dispute, desk, standing, publics, b, o) < waiting:
                    fine = False
            mine = surplus(dispute, desk, standing, publics, proposer, o)
            if fine and mine >= best:
                chosen, best = o, mine
    return chosen


def continuation(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    step: int,
) -> None:
    """What each principal expects of the node of a step, into ``desk.value_later``; nothing after
    the last one.
    """
    for a in range(dispute.n_principals):
        desk.value_later[a] = 0.0
    for node in range(dispute.n_steps - 1, step - 1, -1):
        offer = node_offer(
            dispute, briefs, desk, standing, publics, (desk.first + node) % dispute.n_principals
        )
        for a in range(dispute.n_principals):
            if offer == NOTHING:
                desk.value_later[a] *= desk.values[briefs[a].discount]
            else:
                desk.value_later[a] = surplus(dispute, desk, standing, publics, a, offer)


def demand(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
    heard: int,
) -> float:
    """Worth insisted on: that of the equilibrium offer as proposer, of waiting for the next node as
    responder.

    Parameters
    ----------
    steps : proposer: this step, counted from 1; responder: the next one
    heard : the text to be answered, -1 for the proposer
    """
    if heard != NOTHING:
        continuation(dispute, briefs, desk, standing, publics, steps - 1)
        floor = (
            standing.reservation if dispute.kind[heard] == FINAL else standing.worth[desk.footing]
        )
        return floor + desk.values[briefs[standing.who].discount] * desk.value_later[standing.who]
    offer = choose(dispute, briefs, desk, standing, publics, steps)
    return standing.ceiling if offer == NOTHING else standing.worth[offer]


def choose(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
) -> int:
    """The equilibrium offer of a proposer in a step, counted from 1; -1 where waiting is better for
    somebody whatever is offered.
    """
    continuation(dispute, briefs, desk, standing, publics, steps)
    return node_offer(dispute, briefs, desk, standing, publics, standing.who)
