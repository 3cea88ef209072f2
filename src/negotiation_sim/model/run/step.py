"""One step of the calendar: the order of what happens, for both engines.

Dated events; then each principal may break off; then a process accord; then one principal proposes,
third parties react to a deal, the others having accepted, and what is agreed must pass at home.
Decisions are taken in `model.decisions`. What happens is told to the Mesa model, if there is one.
"""

from __future__ import annotations

from negotiation_sim.domain.scenario import Termination
from negotiation_sim.model.decisions import (
    accepts,
    presses,
    proposes,
    ratifies,
    stands_by,
    walks_out,
    welcomes,
)
from negotiation_sim.model.payoffs import open_packages
from negotiation_sim.model.records import FINAL, NOTHING, OFF, THREAT, Talks
from negotiation_sim.model.run.assessment import reassess, revalue
from negotiation_sim.model.run.shifts import apply_shifts, observe, sour
from negotiation_sim.model.strategies.registry import note_offer

__all__ = ["HAPPENINGS", "agree", "step", "take_in_events"]

HORIZON = int(Termination.HORIZON)
AGREEMENT = int(Termination.AGREEMENT)
WALK_OUT = int(Termination.WALK_OUT)

HAPPENINGS = (
    "process_accord",
    "offer",
    "no_offer",
    "accept",
    "reject",
    "press",
    "stand_by",
    "give_way",
    "ratify",
    "fail_to_ratify",
    "in_force",
    "walk_out",
)
"""What can happen besides events and the end; a code is a place in this tuple."""

(
    PROCESS_ACCORD,
    OFFER,
    NO_OFFER,
    ACCEPT,
    REJECT,
    PRESS,
    STAND_BY,
    GIVE_WAY,
    RATIFY,
    FAIL_TO_RATIFY,
    IN_FORCE,
    BREAK_OFF,
) = range(len(HAPPENINGS))


def tell(talks: Talks, what: int, who: int, outcome: int) -> None:
    """Tell the Mesa model what happened; compiled code leaves it out."""
    if talks.model is not None:
        talks.model.tell(HAPPENINGS[what], who, outcome)


def tell_events(talks: Talks, first: int) -> None:
    """Tell the Mesa model which dated shifts have taken place; compiled code leaves it out."""
    if talks.model is not None:
        talks.model.tell_events(first, talks.state.next_shift)


def step(talks: Talks) -> None:
    """Play one step; `state.termination` says whether it was the last."""
    state = talks.state
    take_in_events(talks)
    state.steps += 1
    for a in range(talks.dispute.n_principals):
        if walks_out(talks, a):
            state.termination, state.walker = WALK_OUT, a
            tell(talks, BREAK_OFF, a, NOTHING)
            return
    agree_on_process(talks)
    proposer = (state.first + state.steps - 1) % talks.dispute.n_principals
    offer = proposes(talks, proposer, state.steps)
    if offer == NOTHING:
        tell(talks, NO_OFFER, proposer, NOTHING)
        return
    tell(talks, OFFER, proposer, offer)
    agreed = everybody_accepts(talks, proposer, offer)
    note_offer(talks, proposer, offer)
    if agreed:
        agree(talks, offer)


def take_in_events(talks: Talks) -> None:
    """Apply the events of this step, and let the principals assess what changed."""
    state, at = talks.state, talks.state.steps
    first = state.next_shift if at > 0 else 0
    touched = apply_shifts(talks, at)
    if touched != 0:
        revalue(talks, touched)
        state.stale = True
    if state.stale or state.disagreement != state.in_force:
        state.disagreement = state.in_force
        reassess(talks)
        state.stale = False
    tell_events(talks, first)


def agree_on_process(talks: Talks) -> None:
    """A process accord enters into force as soon as it is worth something to everybody."""
    dispute, state = talks.dispute, talks.state
    process = dispute.process
    if process == NOTHING or state.in_force != dispute.status_quo or not state.open[process]:
        return
    for a in range(dispute.n_principals):
        if not welcomes(talks, a, process):
            return
    state.in_force, state.agreement_step = process, state.steps
    tell(talks, PROCESS_ACCORD, NOTHING, process)


def everybody_accepts(talks: Talks, proposer: int, offer: int) -> bool:
    """Whether everybody but the proposer takes the offer; the first refusal ends the turn."""
    for a in range(talks.dispute.n_principals):
        if a != proposer:
            taken = accepts(talks, a, offer, talks.state.steps)
            tell(talks, ACCEPT if taken else REJECT, a, offer)
            if not taken:
                return False
    return True


def agree(talks: Talks, text: int) -> None:
    """Third parties react to a deal; if it survives and passes at home, it enters into force."""
    state = talks.state
    final = talks.dispute.kind[text] == FINAL
    if final and press(talks, text) and not survives(talks, text):
        return
    if not ratified(talks, text):
        bury(talks, text)
        return
    state.in_force, state.agreement_step = text, state.steps
    if final:
        state.termination = AGREEMENT
    tell(talks, IN_FORCE, NOTHING, text)


def press(talks: Talks, text: int) -> bool:
    """Let every third party react to a live deal in turn; a threat made stands for the rest of the
    run.

    Returns
    -------
    Whether anybody pressed.
    """
    dispute, state, any_pressed = talks.dispute, talks.state, False
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type != THREAT or state.pressed[i] or lever.setting == OFF:
            continue
        third = dispute.n_principals + lever.third
        if lever.marked[text] and presses(talks, third, i, text):
            state.pressed[i] = any_pressed = True
            tell(talks, PRESS, third, text)
            revalue(talks, 1 << lever.target)
            reassess(talks)
            if not still_agreed(talks, text):
                break
    if any_pressed and state.pressed_step == NOTHING:
        state.pressed_step = state.steps
    return any_pressed


def still_agreed(talks: Talks, text: int) -> bool:
    """Whether every principal still stands by the text under the threats that stand."""
    for a in range(talks.dispute.n_principals):
        if not stands_by(talks, a, text):
            return False
    return True


def survives(talks: Talks, text: int) -> bool:
    """Whether a deal survives pressure; everybody sees who gives way."""
    firm = True
    for a in range(talks.dispute.n_principals):
        stands = stands_by(talks, a, text)
        tell(talks, STAND_BY if stands else GIVE_WAY, a, text)
        firm = firm and stands
    observe(talks, not firm)
    return firm


def ratified(talks: Talks, text: int) -> bool:
    """Whether the text passes at home everywhere."""
    passed = True
    for a in range(talks.dispute.n_principals):
        votes = ratifies(talks, a, text)
        if talks.briefs[a].ratifies:
            tell(talks, RATIFY if votes else FAIL_TO_RATIFY, a, text)
        passed = passed and votes
    return passed


def bury(talks: Talks, text: int) -> None:
    """A text that failed at home is dead, and the failure sours relations."""
    talks.state.failed = True
    talks.state.dead[talks.dispute.text[text]] = True
    sour(talks)
    open_packages(talks)
    revalue(talks, (1 << talks.dispute.n_principals) - 1)
    talks.state.stale = True
