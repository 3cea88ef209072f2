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
from negotiation_sim.model.prospects import would_be_accepted
from negotiation_sim.model.ratification import ratification_odds
from negotiation_sim.model.records import (
    FINAL,
    FORCED,
    FREE,
    NOTHING,
    OFF,
    THREAT,
    VOTE,
    Talks,
)
from negotiation_sim.model.run import patterns
from negotiation_sim.model.run.assessment import ALL, reassess, revalue
from negotiation_sim.model.run.patterns import hold, witness
from negotiation_sim.model.run.shifts import apply_shifts, observe, sour
from negotiation_sim.model.strategies.registry import note_offer
from negotiation_sim.model.walk_out import injury_hazard

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


PATTERN_ACTS = (
    patterns.ENTERS,
    patterns.OFFERS,
    NOTHING,
    patterns.ACCEPTS,
    NOTHING,
    patterns.PRESSES,
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    patterns.ENTERS,
    patterns.BREAKS_OFF,
)
"""Act of a pattern that each happening counts as."""


def tell(talks: Talks, what: int, who: int, outcome: int) -> None:
    """Tell the Mesa model what happened; compiled code leaves it out."""
    if talks.model is not None:
        talks.model.tell(HAPPENINGS[what], who, outcome)


def happened(talks: Talks, what: int, who: int, outcome: int) -> None:
    """Tell what happened, and note it for the patterns of the record."""
    tell(talks, what, who, outcome)
    if PATTERN_ACTS[what] != NOTHING:
        witness(talks, PATTERN_ACTS[what], who, outcome)


def tell_events(talks: Talks, at: int) -> None:
    """Tell the Mesa model which events begin; compiled code leaves it out."""
    if talks.model is not None:
        talks.model.tell_events(at)


def tell_payments(talks: Talks, outcome: int) -> None:
    """Tell the Mesa model who pays what it promised; compiled code leaves it out."""
    if talks.model is not None:
        talks.model.tell_payments(outcome)


def step(talks: Talks) -> None:
    """Play one step; `state.termination` says whether it was the last."""
    dispute, state = talks.dispute, talks.state
    take_in_events(talks)
    state.steps += 1
    for a in range(dispute.n_principals):
        if walks_out(talks, a):
            state.termination, state.walker = WALK_OUT, a
            happened(talks, BREAK_OFF, a, NOTHING)
            return
    if not dispute.bargained:
        agree_on_process(talks)
    if dispute.by_rounds:
        play_round(talks, dispute.round_of[state.steps - 1])
    else:
        turn(talks, (state.first + state.steps - 1) % dispute.n_principals)
    hold(talks)


def play_round(talks: Talks, number: int) -> None:
    """A round of talks: each principal in turn tables one text, until one has an effect. Who opens
    alternates.
    """
    if number == NOTHING:
        return
    n = talks.dispute.n_principals
    for k in range(n):
        if turn(talks, (talks.state.first + number + k) % n):
            return


def turn(talks: Talks, proposer: int) -> bool:
    """One principal puts a text forward and the others answer.

    Returns
    -------
    Whether it had an effect, which ends a round: an agreement, pressure, or a failure at home.
    """
    dispute, state, author = talks.dispute, talks.state, talks.standings[proposer]
    offer = proposes(talks, proposer, state.steps)
    may = author.rebuffed or offer == NOTHING
    if dispute.bargained and may and accord_tabled(talks, proposer, offer):
        return True
    if offer == NOTHING or (dispute.hold_back and state.spurned[offer]):
        tell(talks, NO_OFFER, proposer, NOTHING)
        return False
    table(talks, proposer, offer)
    if vigilant_pressed(talks, proposer, offer) and not survives(talks, offer):
        return True
    agreed = everybody_accepts(talks, proposer, offer)
    note_offer(talks, proposer, offer)
    if agreed:
        agree(talks, offer)
        return True
    state.spurned[offer], author.rebuffed = True, True
    return False


def table(talks: Talks, proposer: int, offer: int) -> None:
    """Put a text forward."""
    happened(talks, OFFER, proposer, offer)
    talks.standings[proposer].tabled = offer
    for a in range(talks.dispute.n_principals):
        talks.standings[a].sides = True  # until it answers, or gives way


def accord_tabled(talks: Talks, proposer: int, offer: int) -> bool:
    """Table a process accord in the place of a text that would publicly be refused, and conclude it
    if everybody welcomes it.

    Returns
    -------
    Whether it was concluded.
    """
    dispute, state = talks.dispute, talks.state
    process = dispute.process
    if process == NOTHING or state.in_force != dispute.status_quo or not state.open[process]:
        return False
    if offer != NOTHING and would_be_accepted(talks, proposer, offer):
        return False
    if not welcomes(talks, proposer, process):
        return False
    tell(talks, OFFER, proposer, process)
    for a in range(dispute.n_principals):
        if a != proposer:
            welcome = welcomes(talks, a, process)
            tell(talks, ACCEPT if welcome else REJECT, a, process)
            if not welcome:
                return False
    enter_into_force(talks, process, PROCESS_ACCORD)
    return True


def take_in_events(talks: Talks) -> None:
    """Apply the events of this step, and let the principals assess what changed."""
    state, at = talks.state, talks.state.steps
    touched = apply_shifts(talks, at)
    if touched != 0:
        revalue(talks, touched)
        state.stale = True
    if state.stale or state.disagreement != state.in_force:
        state.disagreement = state.in_force
        reassess(talks)
        state.stale = False
    injure(talks, at)
    tell_events(talks, at)


def injure(talks: Talks, at: int) -> None:
    """An injury adds, at once, the hazard of breaking off that the worth of the channel gives."""
    dispute, state = talks.dispute, talks.state
    for i in range(dispute.n_injuries):
        event = dispute.injury_event[i]
        if state.begins[event] == at and state.fired[event]:
            who = dispute.injury_who[i]
            noise = state.values[talks.briefs[who].walk_noise]
            talks.standings[who].strain += injury_hazard(talks.standings[who].channel, noise)


def agree_on_process(talks: Talks) -> None:
    """A process accord enters into force as soon as it is worth something to everybody."""
    dispute, state = talks.dispute, talks.state
    process = dispute.process
    if process == NOTHING or state.in_force != dispute.status_quo or not state.open[process]:
        return
    for a in range(dispute.n_principals):
        if not welcomes(talks, a, process):
            return
    enter_into_force(talks, process, PROCESS_ACCORD)


def enter_into_force(talks: Talks, outcome: int, what: int) -> None:
    """An agreement is in force from now on."""
    state = talks.state
    state.in_force, state.agreement_step = outcome, state.steps
    if talks.dispute.grounded:
        state.pending |= ALL
    happened(talks, what, NOTHING, outcome)
    tell_payments(talks, outcome)


def everybody_accepts(talks: Talks, proposer: int, offer: int) -> bool:
    """Whether enough principals take the offer, its author among them; the refusal that leaves too
    few ends the turn.
    """
    dispute, refused = talks.dispute, 0
    for a in range(dispute.n_principals):
        talks.standings[a].sides = a == proposer
    for a in range(dispute.n_principals):
        if a != proposer:
            taken = accepts(talks, a, offer, talks.state.steps)
            happened(talks, ACCEPT if taken else REJECT, a, offer)
            talks.standings[a].sides = taken
            refused += not taken
            if dispute.n_principals - refused < dispute.quorum:
                return False
    return True


def agree(talks: Talks, text: int) -> None:
    """Third parties react to a deal; if it survives and passes at home, it enters into force."""
    state = talks.state
    final = talks.dispute.kind[text] == FINAL
    if final and press(talks, text, False) and not survives(talks, text):
        return
    if not ratified(talks, text):
        bury(talks, text)
        return
    if final:
        state.termination = AGREEMENT
    enter_into_force(talks, text, IN_FORCE)


def vigilant_pressed(talks: Talks, proposer: int, offer: int) -> bool:
    """Whether a third party that watches offers presses before the text is answered; it wastes no
    threat on one that would publicly be refused.
    """
    if talks.dispute.kind[offer] != FINAL or not would_be_accepted(talks, proposer, offer):
        return False
    return press(talks, offer, True)


def press(talks: Talks, text: int, watching: bool) -> bool:
    """Let every third party react in turn; a threat made stands for the rest of the run.

    Parameters
    ----------
    watching : whether only those react that watch offers, to a text on the table; else all of them,
        to a live deal

    Returns
    -------
    Whether anybody pressed.
    """
    dispute, state, any_pressed = talks.dispute, talks.state, False
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type != THREAT or state.pressed[i] or lever.setting == OFF:
            continue
        if watching and not state.vigilant[lever.third]:
            continue
        third = dispute.n_principals + lever.third
        if lever.marked[text] and presses(talks, third, i, text):
            state.pressed[i] = any_pressed = True
            happened(talks, PRESS, third, text)
            revalue(talks, 1 << lever.target)
            reassess(talks)
            if not still_agreed(talks, text):
                break
    if any_pressed and state.pressed_step == NOTHING:
        state.pressed_step = state.steps
    return any_pressed


def still_agreed(talks: Talks, text: int) -> bool:
    """Whether enough of those who took the text still stand by it under the threats that stand."""
    firm = 0
    for a in range(talks.dispute.n_principals):
        firm += talks.standings[a].sides and stands_by(talks, a, text)
    return firm >= talks.dispute.quorum


def survives(talks: Talks, text: int) -> bool:
    """Whether a deal survives pressure; everybody sees who gives way."""
    firm = 0
    for a in range(talks.dispute.n_principals):
        if talks.standings[a].sides:
            stands = stands_by(talks, a, text)
            tell(talks, STAND_BY if stands else GIVE_WAY, a, text)
            talks.standings[a].sides = stands
            firm += stands
    observe(talks, firm < talks.dispute.quorum)
    return firm >= talks.dispute.quorum


def ratified(talks: Talks, text: int) -> bool:
    """Whether the text passes at home with enough of those who signed it, and every vote."""
    passed = 0
    for a in range(talks.dispute.n_principals):
        if talks.standings[a].sides:
            votes = ratifies(talks, a, text)
            if talks.briefs[a].ratifies:
                tell(talks, RATIFY if votes else FAIL_TO_RATIFY, a, text)
            passed += votes
    return voted_for(talks, text) and passed >= talks.dispute.quorum


def voted_for(talks: Talks, text: int) -> bool:
    """Whether the text passes the vote of every third party that votes on it."""
    dispute, passed = talks.dispute, True
    for i in range(dispute.n_levers):
        lever = talks.levers[i]
        if lever.type == VOTE and lever.marked[text]:
            who = dispute.n_principals + lever.third
            standing, noise = (
                talks.standings[who],
                talks.state.values[talks.briefs[who].ratify_noise],
            )
            standing.odds[text] = ratification_odds(standing.domestic[text], noise)
            votes = lever.setting == FORCED or (
                lever.setting == FREE and ratifies(talks, who, text)
            )
            tell(talks, RATIFY if votes else FAIL_TO_RATIFY, who, text)
            passed = passed and votes
    return passed


def bury(talks: Talks, text: int) -> None:
    """A text that failed at home is dead, and the failure sours relations."""
    talks.state.failed = True
    talks.state.dead[talks.dispute.text[text]] = True
    sour(talks)
    open_packages(talks)
    revalue(talks, ALL if talks.dispute.principals_pay else (1 << talks.dispute.n_principals) - 1)
    talks.state.stale = True
