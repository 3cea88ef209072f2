"""Sentences for single moves and for endings."""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation_sim.domain.changes import in_one_phrase
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.levers import Consent, Promise, Threat
from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.engines.trace import Act, Ending, Move, Trace

__all__ = ["capital", "co_signers", "ending_lines", "points", "sentence", "votes"]

FELT_RISK = 1.0
"""Points of risk at home from which a refusal or acceptance mentions it."""


def points(number: float) -> str:
    """Points as a reader sees them.

    Examples
    --------
    >>> points(12.345), points(-0.01)
    ('12.3', '0.0')
    """
    return f"{number:z.1f}"


def capital(said: str) -> str:
    """A sentence that begins as one, whatever the label of an actor begins with.

    Examples
    --------
    >>> capital("the Fund pays.")
    'The Fund pays.'
    """
    return said[:1].upper() + said[1:]


def sentence(scenario: Scenario, move: Move) -> str:
    """One move in one sentence."""
    who = capital(scenario.actor(move.actor).label) if move.actor else ""
    match move.act:
        case Act.EVENT:
            return _event(scenario, move.event)
        case Act.OFFER:
            return f"{who} proposes {scenario.describe(move.outcome)} (points: {_points_of_all(scenario, move)})."
        case Act.NO_OFFER:
            return f"{who} has nothing to propose that it could live with."
        case Act.ACCEPT | Act.REJECT:
            return _answer(scenario, move, who)
        case Act.PRESS:
            return f"{who} presses {_pressed(scenario, move)} to drop the deal (points to itself: {points(_own(scenario, move))})."
        case Act.STAND_BY:
            return f"{who} stands by the deal."
        case Act.GIVE_WAY:
            return f"{who} gives way: under the threat the deal is worth {points(_worth(scenario, move))} to its leader, less than waiting."
        case Act.PROCESS_ACCORD:
            return f"{capital(_sides(scenario))} gain from {scenario.describe(move.outcome)}, which binds nobody, and conclude it."
        case Act.IN_FORCE:
            return f"In force: {scenario.describe(move.outcome)}."
        case Act.PAY:
            return f"{who} pays what it promised {_promised(scenario, move.event)}."
        case Act.WALK_OUT:
            return f"{who} breaks off the talks."
        case _:
            return votes(scenario, [move]) if move.act in (Act.RATIFY, Act.FAIL_TO_RATIFY) else ""


def votes(scenario: Scenario, moves: Sequence[Move]) -> str:
    """How a signed text fared at home, in one sentence for all sides."""
    passed = [scenario.actor(move.actor).label for move in moves if move.act is Act.RATIFY]
    failed = [scenario.actor(move.actor).label for move in moves if move.act is Act.FAIL_TO_RATIFY]
    said = (
        [f"{in_one_phrase(passed)} {'ratifies' if len(passed) == 1 else 'ratify'}"]
        if passed
        else []
    )
    if failed:
        said.append(
            f"{in_one_phrase(failed)} {'fails' if len(failed) == 1 else 'fail'} to ratify: the text is dead, and hostility grows"
        )
    return f"{capital('; '.join(said))}."


def co_signers(scenario: Scenario, outcome: int) -> list[str]:
    """Labels of the third parties whose signature stands under a package."""
    signing = [
        lever.actor
        for lever in scenario.levers
        if isinstance(lever, Consent) and lever.needed[outcome]
    ]
    return [scenario.actor(name).label for name in dict.fromkeys(signing)]


def ending_lines(trace: Trace) -> list[str]:
    """How near a settlement was, how the talks ended, and in the last line the outcome class."""
    scenario, ending, code = trace.scenario, trace.ending, trace.outcome_class
    label = next(rule.label for rule in scenario.classes if rule.name == code) or code
    return [
        *_distances(scenario, ending),
        *map(capital, _refusals(trace)),
        f"{capital(_end(scenario, ending))}.",
        f"Outcome: {label}{f' ({code})' * (label != code)}.",
    ]


def _event(scenario: Scenario, name: str) -> str:
    event = next(event for event in scenario.events if event.name == name)
    label = capital(event.label)
    told = [_shift(scenario, address, amount) for address, amount in event.shifts]
    shifts = [said for said in told if said]
    return f"{label} ({', '.join(shifts)})." if shifts else f"{label}."


def _shift(scenario: Scenario, address: str, amount: float) -> str:
    """A dated shift in words; none of a switch from 0 to 1, which the event says by itself."""
    parameter = scenario.parameter(address)
    if parameter.unit == "share" and parameter.value.mode + amount == abs(amount) == 1:
        return ""
    if parameter.unit == "level" and scenario.protocol.opening_issue:
        wanted = scenario.protocol.opening_issue
        issue = next(one for one in scenario.issues if one.name == wanted)
        place = min(max(int(parameter.value.mode + amount), 0), len(issue.levels) - 1)
        return f"{parameter.label}: now {issue.phrase(issue.levels[place])}"
    owner, _, noun = address.rpartition(".")
    labels = {actor.name: actor.label for actor in scenario.principals}
    label = (
        f"hostility of {labels[owner]}"
        if noun == "hostility" and owner in labels
        else parameter.label or address
    )
    return f"{label} {amount:+g}{' points' if parameter.unit == 'pts' else ''}"


def _answer(scenario: Scenario, move: Move, who: str) -> str:
    """Yes or no, with the two numbers that a principal compares (AC-next)."""
    worth, insisted = _worth(scenario, move), move.aspirations[_place(scenario, move)]
    value = f"{_at_home(_own(scenario, move) - worth)} worth {points(worth)} to its leader, who"
    if math.isnan(insisted):
        return f"{who} {'accepts' if move.act is Act.ACCEPT else 'refuses'}: {value} leaves the answer to chance."
    if move.act is Act.ACCEPT:
        return f"{who} accepts{':' if worth >= insisted else ', though'} {value} would insist on {points(insisted)} next."
    if worth >= insisted:
        return f"{who} refuses, though {value} insists on {points(insisted)} only."
    return f"{who} refuses: {value} still insists on {points(insisted)}."


def _at_home(lost: float) -> str:
    """Words for the points by which the risk of failing at home changes what an offer is worth to
    the leader.
    """
    if lost >= FELT_RISK:
        return "given the risk at home, it is"
    return "it would hardly pass at home and is" if lost <= -FELT_RISK else "it is"


def _place(scenario: Scenario, move: Move) -> int:
    """Index of who moved among all actors, principals first."""
    return [actor.name for actor in scenario.principals + scenario.third_parties].index(move.actor)


def _own(scenario: Scenario, move: Move) -> float:
    return move.points[_place(scenario, move)]


def _worth(scenario: Scenario, move: Move) -> float:
    return move.worth[_place(scenario, move)]


def _points_of_all(scenario: Scenario, move: Move) -> str:
    actors = scenario.principals + scenario.third_parties
    return ", ".join(
        f"{actor.label} {points(worth)}" for actor, worth in zip(actors, move.points, strict=True)
    )


def _pressed(scenario: Scenario, move: Move) -> str:
    threats = [lever for lever in scenario.levers if isinstance(lever, Threat)]
    targets = [
        lever.target
        for lever in threats
        if lever.actor == move.actor and lever.pressable[move.outcome]
    ]
    return in_one_phrase([scenario.actor(name).label for name in dict.fromkeys(targets)])


def _promised(scenario: Scenario, name: str) -> str:
    """To whom a promise was made."""
    targets = [
        scenario.actor(target).label
        for lever in scenario.levers
        if isinstance(lever, Promise) and lever.name == name
        for target in lever.targets
    ]
    return in_one_phrase(targets)


def _sides(scenario: Scenario) -> str:
    return "Both sides" if len(scenario.principals) == 2 else "All sides"


def _distances(scenario: Scenario, ending: Ending) -> list[str]:
    """The gap and the binding gate, on both dates for which they are known."""
    dated = (
        ("at the start", ending.gap_start, ending.gate_start),
        ("at the calendar's end", ending.gap_end, ending.gate_end),
    )
    said = [
        f"{_distance(gap)} {when} ({_gate(scenario, gate)})"
        for when, gap, gate in dated
        if gate >= 0
    ]
    label = scenario.settlement_label
    return [f"{capital(label)}: {', '.join(said)}."] if said else []


def _refusals(trace: Trace) -> list[str]:
    """Who refused a signature without which there is no settlement."""
    who = [trace.scenario.actor(name).label for name in trace.refused_by]
    said = f"{in_one_phrase(who)} {'refuses' if len(who) == 1 else 'refuse'} to sign"
    return [f"{said}, so no text that would settle the dispute is open."] if who else []


def _distance(gap: float) -> str:
    return f"{points(abs(gap))} points {'to spare' if gap >= 0 else 'short'}"


def _gate(scenario: Scenario, code: int) -> str:
    """A gate in words; its codes are those of `negotiation_sim.engines.compiled.gate_names`."""
    principals = scenario.principals
    if code >= 2 * len(principals):
        vote, third = divmod(code - 2 * len(principals), len(scenario.third_parties))
        return f"{'vote' if vote else 'signature'} of {scenario.third_parties[third].label}"
    label = principals[code // 2].label
    return f"ratification in {label}" if code % 2 else f"leader of {label}"


def _end(scenario: Scenario, ending: Ending) -> str:
    months = f"{ending.steps * scenario.calendar.step_months:.3g} months"
    if ending.termination is Termination.AGREEMENT:
        return f"Signed and in force after {months}"
    if ending.termination is Termination.WALK_OUT:
        how = f"{scenario.principals[ending.walker].label} breaks off after {months}"
    else:
        how = f"The calendar runs out after {months}"
    if ending.failed:
        how += ", a signed text having failed at home"
    return f"{how}; {_left(scenario, ending.in_force)}"


def _left(scenario: Scenario, in_force: int) -> str:
    if scenario.outcomes[in_force].kind is Kind.STATUS_QUO:
        return "nothing was agreed"
    return f"in force: {scenario.describe(in_force)}"
