"""One run told in plain words, month by month."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.engines.trace import Act, Move, Trace
from negotiation_sim.errors import ResultsError

__all__ = ["ending_data", "save_trace", "story"]

SENTENCES = {
    Act.PROCESS_ACCORD: "Both sides find it worth something: {package}.",
    Act.OFFER: "{actor} proposes {package}. {points}",
    Act.NO_OFFER: "{actor} has nothing to propose that it could live with.",
    Act.ACCEPT: "{actor} accepts.",
    Act.REJECT: "{actor} refuses: worth {own:.1f} to it, it still insists on {aspiration:.1f}.",
    Act.PRESS: "{actor} presses against the deal: worth {own:.1f} to it.",
    Act.STAND_BY: "{actor} stands by the deal.",
    Act.GIVE_WAY: "{actor} gives way: the deal is no longer worth signing.",
    Act.RATIFY: "{actor} ratifies.",
    Act.FAIL_TO_RATIFY: "{actor} fails to ratify: the text is dead, and both sides grow more hostile.",
    Act.IN_FORCE: "In force: {package}.",
    Act.WALK_OUT: "{actor} breaks off the talks.",
}


def story(trace: Trace) -> list[str]:
    """Lines that tell a run: what happened each month, and how it ended.

    Months in which nobody could propose anything are told together.

    Examples
    --------
    >>> from negotiation_sim.engines.mesa_engine import replay
    >>> from negotiation_sim.scenarios import load_scenario
    >>> lines = story(replay(load_scenario("1956"), seed=1, run=0))
    >>> lines[0]
    'Japan and the USSR, 1955-56: run 0 of seed 1'
    """
    scenario = trace.scenario
    lines = [f"{scenario.title}: run {trace.run} of seed {trace.seed}", ""]
    quiet: list[int] = []
    for step, moves in groupby(trace.moves, key=lambda move: move.step):
        told = [_sentence(scenario, move) for move in moves if move.act not in (Act.NO_OFFER, Act.END)]
        if not told:
            quiet.append(step)
            continue
        lines += _quiet_months(scenario, quiet)
        quiet = []
        lines += [f"{scenario.calendar.label(step):<10}{told[0]}", *(f"{'':<10}{sentence}" for sentence in told[1:])]
    return [*lines, *_quiet_months(scenario, quiet), "", *_ending(trace)]


def _quiet_months(scenario: Scenario, steps: list[int]) -> Iterator[str]:
    if steps:
        first, last = scenario.calendar.label(steps[0]), scenario.calendar.label(steps[-1])
        span = first if first == last else f"{first} to {last}"
        yield f"{span}: whoever's turn it is has nothing to propose that it could live with."


def _sentence(scenario: Scenario, move: Move) -> str:
    if move.act is Act.EVENT:
        event = next(event for event in scenario.events if event.name == move.event)
        return f"{event.label} ({', '.join(f'{address} {amount:+g}' for address, amount in event.shifts)})."
    actors = [actor.name for actor in scenario.principals + scenario.third_parties]
    who = actors.index(move.actor) if move.actor else -1
    labels = [scenario.actor(name).label for name in actors]
    return SENTENCES[move.act].format(
        actor=labels[who] if move.actor else "",
        package=scenario.describe(move.outcome) if move.outcome >= 0 else "",
        points="Worth " + ", ".join(f"{worth:.1f} to {label}" for label, worth in zip(labels, move.points, strict=False)) + ".",
        own=move.points[who] if move.points else 0.0,
        aspiration=move.aspirations[who] if 0 <= who < len(move.aspirations) else 0.0,
    )


def _ending(trace: Trace) -> list[str]:
    scenario, ending = trace.scenario, trace.ending
    rule = next(rule for rule in scenario.classes if rule.name == trace.outcome_class)
    months = ending.steps * scenario.calendar.step_months
    how = {
        Termination.AGREEMENT: "signed and ratified",
        Termination.HORIZON: "the calendar ran out",
        Termination.WALK_OUT: f"{scenario.principals[ending.walker].label} broke off",
    }[ending.termination]
    lines = [f"Ends after {months:g} months ({how}): {trace.outcome_class}, {rule.label}."]
    gates = gate_names(scenario)
    if ending.gate_start >= 0:
        lines.append(
            f"Gap to a {scenario.settlement_label} at the start: {ending.gap_start:+.1f} points (binding: {gates[ending.gate_start]})."
        )
    if ending.gate_end >= 0:
        lines.append(f"At the end of the calendar: {ending.gap_end:+.1f} points (binding: {gates[ending.gate_end]}).")
    return lines


def ending_data(trace: Trace) -> dict[str, Any]:
    """How a run ended, as plain data."""
    scenario, ending = trace.scenario, trace.ending
    return {
        "scenario": scenario.id,
        "seed": trace.seed,
        "run": trace.run,
        "outcome_class": trace.outcome_class,
        "package": scenario.package(ending.in_force),
        "termination": ending.termination.name.lower(),
        "walked_out_by": scenario.principals[ending.walker].name if ending.walker >= 0 else None,
        "ratification_failed": ending.failed,
        "months": ending.steps * scenario.calendar.step_months,
        "pressed": ending.pressed_step >= 0,
    }


def save_trace(trace: Trace, path: str) -> None:
    """Write the moves as CSV: one line per move, levels of the package, points of each actor, aspirations.

    Raises
    ------
    ResultsError
        If the file cannot be written.
    """
    scenario = trace.scenario
    names = [actor.name for actor in scenario.principals + scenario.third_parties]
    header = ["month", "act", "actor", "event", *(issue.name for issue in scenario.issues), *(f"points_{name}" for name in names)]
    header += [f"aspiration_{actor.name}" for actor in scenario.principals]
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for move in trace.moves:
                levels = scenario.outcomes[move.outcome].levels if move.outcome >= 0 else ("",) * len(scenario.issues)
                points = move.points or ("",) * len(names)
                writer.writerow([scenario.calendar.label(move.step), move.act, move.actor, move.event, *levels, *points, *move.aspirations])
    except OSError as error:
        raise ResultsError(f"{path}: cannot be written ({error.strerror})") from None
