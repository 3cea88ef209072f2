"""One run, move by move, over plain numbers and arrays: what the ensemble engine compiles.

The order of a step is the one of model.md section 5, the same as `Negotiation.step` of the Mesa
engine; every decision is a function of `negotiation_sim.model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation_sim.domain.scenario import Termination
from negotiation_sim.engines.table import (
    apply_shifts,
    deal,
    foresee,
    observe,
    open_table,
    reassess,
    revalue,
    sour,
)
from negotiation_sim.model.offer import best_offer, insists_on, stands_by, welcomes
from negotiation_sim.model.payoffs import open_packages
from negotiation_sim.model.ratification import passes
from negotiation_sim.model.records import (
    CONSENT,
    FINAL,
    NOTHING,
    OFF,
    THREAT,
    Brief,
    Desk,
    Dispute,
    LeverRow,
    Standing,
)
from negotiation_sim.model.strategies.registry import note_offer, puts_forward, takes
from negotiation_sim.model.strategies.time_dependent import demand
from negotiation_sim.model.streams import stream_key
from negotiation_sim.model.third_party import threatens
from negotiation_sim.model.walk_out import walks_out

__all__ = ["play"]

HORIZON, AGREEMENT, WALK_OUT = (
    int(Termination.HORIZON),
    int(Termination.AGREEMENT),
    int(Termination.WALK_OUT),
)


def all_accept(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standings: Sequence[Standing],
    offer: int,
    step: int,
) -> bool:
    """Whether everybody but this step's proposer takes the offer (AC-next: not worse than its own
    next demand).
    """
    for a in range(dispute.n_principals):
        standing = standings[a]
        if a != (desk.first + step) % dispute.n_principals:
            kind, footing = dispute.kind[offer], standing.worth[desk.footing]
            if standing.worth[offer] < insists_on(
                standing.reservation, kind, standing.reservation, footing
            ):
                return False  # whatever it insists on: that is never under the reservation
            demand_next = demand(dispute, briefs[a], desk, standing, step + 2)
            if standing.worth[offer] < insists_on(demand_next, kind, standing.reservation, footing):
                return False
    return True


def all_take(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standings: Sequence[Standing],
    publics: Sequence[Standing],
    offer: int,
    step: int,
) -> bool:
    """The same where somebody has another strategy than ``time``; the offer is remembered once it
    is answered.
    """
    proposer = (desk.first + step) % dispute.n_principals
    taken = True
    for a in range(dispute.n_principals):
        if a != proposer and not takes(
            dispute, briefs, desk, standings[a], publics, step + 1, offer
        ):
            taken = False
            break
    note_offer(dispute, standings, proposer, offer)
    return taken


def press(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
    publics: Sequence[Standing],
    offer: int,
) -> bool:
    """Let every third party react to a live deal in turn.

    Returns
    -------
    Whether anybody pressed; the threat then stands for the rest of the run.
    """
    any_pressed = False
    for i in range(dispute.n_levers):
        lever = levers[i]
        if (
            lever.type == THREAT
            and not desk.pressed[i]
            and lever.setting != OFF
            and lever.marked[offer]
        ):
            third = standings[dispute.n_principals + lever.third]
            if threatens(
                lever.setting,
                third.points[offer],
                desk.leaning[lever.third],
                desk.values[lever.cost],
            ):
                desk.pressed[i] = True
                any_pressed = True
                revalue(dispute, briefs, levers, desk, standings, 1 << lever.target)
                reassess(dispute, briefs, levers, desk, standings, publics)
                if not still_agreed(dispute, standings, offer):
                    break
    return any_pressed


def still_agreed(dispute: Dispute, standings: Sequence[Standing], offer: int) -> bool:
    """Whether every principal still reaches its reservation under a threat."""
    for a in range(dispute.n_principals):
        if not stands_by(standings[a].worth[offer], standings[a].reservation):
            return False
    return True


def ratified(dispute: Dispute, standings: Sequence[Standing], offer: int) -> bool:
    """Whether the text passes at home everywhere."""
    for a in range(dispute.n_principals):
        if not passes(standings[a].odds[offer], standings[a].mood):
            return False
    return True


def process_welcome(dispute: Dispute, desk: Desk, standings: Sequence[Standing]) -> bool:
    """Whether a process accord is possible now and worth something to everybody."""
    if (
        dispute.process == NOTHING
        or desk.in_force != dispute.status_quo
        or not desk.open[dispute.process]
    ):
        return False
    for a in range(dispute.n_principals):
        if not welcomes(standings[a].worth[dispute.process]):
            return False
    return True


def needs_signature(dispute: Dispute, levers: Sequence[LeverRow], outcome: int) -> bool:
    """Whether a third party's signature stands under a package."""
    for i in range(dispute.n_levers):
        if levers[i].type == CONSENT and levers[i].marked[outcome]:
            return True
    return False


def play(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    tables: Sequence[Sequence[float]],
    publics: Sequence[Standing],
    desk: Desk,
    standings: Sequence[Standing],
    row: Any,
    seed: int,
    run: int,
    strategies: int | None,
) -> None:
    """Play run `run` of `seed` and write how it ended into `row`.

    Parameters
    ----------
    strategies : None where every principal has ``time``; the compiler then leaves all others out
    """
    deal(dispute, briefs, tables, stream_key(seed, run), desk, standings)
    row.gap_start, row.gate_start, row.gap_end, row.gate_end = foresee(
        dispute, briefs, levers, desk, standings
    )
    open_table(dispute, briefs, levers, desk, standings)
    row.termination, row.walker, row.failed = HORIZON, NOTHING, False
    row.agreement_step = row.pressed_step = NOTHING
    stale = True
    step = 0
    while step < dispute.n_steps and row.termination == HORIZON:
        touched = apply_shifts(dispute, desk, step)
        if touched != 0:
            revalue(dispute, briefs, levers, desk, standings, touched)
            stale = True
        if stale or desk.footing != desk.in_force:
            desk.footing = desk.in_force
            reassess(dispute, briefs, levers, desk, standings, publics)
            stale = False
        step += 1
        for a in range(dispute.n_principals):
            if walks_out(standings[a]):
                row.termination, row.walker = WALK_OUT, a
                break
        if row.termination == WALK_OUT:
            break
        if process_welcome(dispute, desk, standings):
            desk.in_force = dispute.process
            row.agreement_step = step
        proposer = (desk.first + step - 1) % dispute.n_principals
        if strategies is None:
            insisted = demand(dispute, briefs[proposer], desk, standings[proposer], step)
            offer = best_offer(dispute, desk, standings[proposer], publics, insisted)
            if offer == NOTHING or not all_accept(
                dispute, briefs, desk, standings, offer, step - 1
            ):
                continue
        else:
            offer = puts_forward(dispute, briefs, desk, standings[proposer], publics, step)
            if offer == NOTHING or not all_take(
                dispute, briefs, desk, standings, publics, offer, step - 1
            ):
                continue
        if dispute.kind[offer] == FINAL and press(
            dispute, briefs, levers, desk, standings, publics, offer
        ):
            if row.pressed_step == NOTHING:
                row.pressed_step = step
            firm = still_agreed(dispute, standings, offer)
            observe(dispute, desk, not firm)
            if not firm:
                continue
        if ratified(dispute, standings, offer):
            desk.in_force = offer
            row.agreement_step = step
            if dispute.kind[offer] == FINAL:
                row.termination = AGREEMENT
        else:
            row.failed = True
            desk.dead[dispute.text[offer]] = True
            sour(dispute, briefs, desk)
            open_packages(dispute, levers, desk, standings)
            revalue(dispute, briefs, levers, desk, standings, (1 << dispute.n_principals) - 1)
            stale = True
    row.in_force, row.steps = desk.in_force, step
    row.cosigned = needs_signature(dispute, levers, desk.in_force)
    for a in range(dispute.n_principals + dispute.n_thirds):
        row.points[a] = standings[a].points[desk.in_force]
