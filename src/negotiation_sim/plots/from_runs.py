"""Figures of one run of a result folder, played again by the Mesa engine."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go

from negotiation_sim.analysis.record import recorded_and_run
from negotiation_sim.analysis.trace_table import move_table
from negotiation_sim.analysis.words import Words, words_in, words_of
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.trace import Act, Trace
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.choosing import EVERYTHING, Choice
from negotiation_sim.plots.negotiation_trace import negotiation_trace
from negotiation_sim.plots.offer_path import offer_path
from negotiation_sim.plots.record_timeline import record_timeline

__all__ = ["path_of", "record_of", "trace_of"]

MOST_RUNS = 20_000
"""Runs that are played again for the record; more would not move a line."""

CONCLUDED = (Act.IN_FORCE, Act.PROCESS_ACCORD)


def trace_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """One run month by month: run 0 of the first scenario's baseline, which the report tells too,
    unless another is chosen.
    """
    trace, of = _played(results, choice, words_of(results.study))
    words = _words_of_run(results, trace)
    return negotiation_trace(move_table(trace), _ends(trace, choice, results), of, words)


def path_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """The offers of the same run in the plane of both sides' worth."""
    from negotiation_sim.solutions.offer_tables import offer_tables

    trace, of = _played(results, choice, words_of(results.study))
    words = _words_of_run(results, trace)
    packages, offers = offer_tables(trace)
    axes = [actor.name for actor in trace.scenario.principals]
    said = (_ends(trace, choice, results), of)
    return offer_path(packages, offers, axes, said, words)


def record_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """The recorded timeline of the first scenario that declares patterns above that of its runs."""
    study = results.study
    wanted = choice.scenario or tuple(
        named.name for named in study.scenarios if named.scenario.patterns
    )
    arm = choice.intervention[0] if choice.intervention else BASELINE
    point = choice.point or 0
    cell = next(
        cell
        for cell in study.cells
        if study.scenarios[cell.scenario].name == wanted[0]
        and (study.arms[cell.arm], cell.point) == (arm, point)
    )
    runs = min(study.runs, MOST_RUNS)
    scenario = study.scenario_of(cell)
    record = recorded_and_run(scenario, wanted[0], study.seed, runs)
    of = f"{words_of(study).intervention(arm)}, {runs:,} runs"
    return record_timeline(record, wanted[0], of)


def _words_of_run(results: Results, trace: Trace) -> Words:
    """The words of the scenario that is played; actors in the order of the whole folder, so that
    they keep their colours.
    """
    own = words_in({trace.scenario.id: trace.scenario})
    return replace(own, actors={**words_of(results.study).actors, **own.actors})


def _ends(trace: Trace, choice: Choice, results: Results) -> str:
    """How the run ends, as a sentence."""
    rules = {rule.name: rule.label for rule in trace.scenario.classes}
    calendar = trace.scenario.calendar
    name = choice.scenario[0] if choice.scenario else results.study.scenarios[0].name
    decided = [
        move.step
        for move in trace.moves
        if move.act is Act.WALK_OUT
        or (move.act in CONCLUDED and move.outcome == trace.ending.in_force)
    ]
    when = (
        f"from {calendar.label(decided[-1])}"
        if decided
        else f"talks until {calendar.label(min(trace.ending.steps, calendar.n_steps) - 1)}"
    )
    return f"{name}, run {trace.run}: {rules[trace.outcome_class]}, {when}"


def _played(results: Results, choice: Choice, words: Words) -> tuple[Trace, str]:
    """The run that is chosen, and in words which one it is."""
    from negotiation_sim.engines.mesa_engine import replay

    study = results.study
    names = [named.name for named in study.scenarios]
    number = names.index(choice.scenario[0]) if choice.scenario else 0
    arm = choice.intervention[0] if choice.intervention else BASELINE
    trace = replay(_world(results, choice, number, arm), study.seed, choice.run or 0)
    where = (
        ""
        if len(study.points) == 1
        else ", at the scenario's own numbers, no point of the design"
        if choice.point is None
        else f", point {choice.point} of the design"
    )
    return trace, f"run {trace.run} of seed {trace.seed}, {words.intervention(arm)}{where}"


def _world(results: Results, choice: Choice, number: int, arm: str) -> Scenario:
    """The scenario that is played: at the chosen point, at the only one, or at none."""
    study = results.study
    if choice.point is None and len(study.points) > 1:
        return study.ground(number).changed(study.arm_change(number, arm))
    point = choice.point or 0
    cells = (cell for cell in study.cells if (cell.scenario, cell.point) == (number, point))
    return study.scenario_of(next(cell for cell in cells if study.arms[cell.arm] == arm))
