"""What would it take: the nearest settings at which an outcome is as likely as asked for."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.beside import SETTLED
from negotiation_sim.analysis.box_shares import kept_points, over_box, share_at_points
from negotiation_sim.analysis.coalitions import event_of
from negotiation_sim.analysis.gates import gap_summary
from negotiation_sim.analysis.lever_ranges import box_experiment, box_ranges
from negotiation_sim.analysis.reach_moves import Move, Way, change_of, moves_of, ways_of
from negotiation_sim.analysis.reach_search import Place, Score, search, sharpened
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.engines.compiled import compile_scenario, gate_names
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.study import NamedScenario, Study, arms_of

__all__ = ["Answer", "Kept", "Reach", "ReachSizes", "reach"]


@dataclass(frozen=True, slots=True)
class ReachSizes:
    """How much is played.

    Parameters
    ----------
    runs : of every setting that is looked at in the search, on common luck
    exact : the same of the settings between which an answer is halved down
    fresh : of every answer, on other luck, to confirm it
    points, point_runs : of the plausible box, and runs of each; 0 points for none
    answers : most that are given
    """

    runs: int = 2_000
    exact: int = 10_000
    fresh: int = 20_000
    points: int = 100
    point_runs: int = 300
    answers: int = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """At which share of the box's points, of those that history keeps, an answer suffices too."""

    share: float
    low: float
    high: float
    points: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A setting, and how often the outcome occurs in it.

    Parameters
    ----------
    distance : of all moves, in widths of plausible ranges
    share, low, high, n : of fresh runs, with its 95% Wilson interval
    gate : the gate that binds most often at the end of those runs; empty where no text is open
    kept : over the plausible box; None without one
    """

    moves: tuple[Move, ...]
    distance: float
    share: float
    low: float
    high: float
    n: int
    gate: str
    kept: Kept | None = None

    def options(self) -> list[str]:
        """Words after the scenario on a command line that plays the setting."""
        numbers = [
            word for one in self.moves if one.kind == "number" for word in ("--set", one.text)
        ]
        dropped = [
            word for one in self.moves if one.kind == "event" for word in ("--drop", one.text)
        ]
        made = "+".join(one.text for one in self.moves if one.kind == "intervention")
        return [*numbers, *dropped, *(["--intervention", made] if made else [])]


@dataclass(frozen=True, slots=True)
class Reach:
    """The answers to what it would take.

    Parameters
    ----------
    outcome : ``settled`` or an outcome class; `label` in words
    start : how often it occurs as the file has it, in fresh runs
    answers : few moves before many, and among as many the nearest
    miss : where none was found, the setting in which the outcome was most likely
    looked_at : settings that were played in the search
    """

    scenario: str
    outcome: str
    label: str
    at_least: float
    at_most: int
    seed: int
    runs: int
    start: Answer
    answers: tuple[Answer, ...]
    miss: Answer | None
    looked_at: int

    def table(self) -> pd.DataFrame:
        """A row per move of every answer, numbered from 1; the nearest miss has the number 0."""
        lines = [
            _line(number, answer, move)
            for number, answer in enumerate(self.answers or filter(None, [self.miss]), start=1)
            for move in answer.moves
        ]
        table = pd.DataFrame(lines)
        return table.assign(answer=0) if self.miss and len(table) else table

    def command(self, answer: Answer, typed: str = "") -> str:
        """The command that plays an answer's fresh runs; `typed` is what a command line calls the
        scenario, where not by the name it has here.
        """
        words = ["negotiation-sim", "run", typed or self.scenario, "--runs", str(answer.n)]
        return shlex.join([*words, "--seed", str(self.seed + 1), *answer.options()])


def _line(number: int, answer: Answer, move: Move) -> dict[str, Any]:
    line = {
        "answer": number,
        "distance": answer.distance,
        "share": answer.share,
        "low": answer.low,
        "high": answer.high,
        "n": answer.n,
        "gate": answer.gate,
        "move": move.name,
        "label": move.label,
        "kind": move.kind,
        "start": move.start,
        "to": move.to,
        "widths": move.widths,
        "option": f"{move.option} {shlex.quote(move.text)}",
    }
    if answer.kept:
        line |= {"kept_share": answer.kept.share, "kept_points": answer.kept.points}
    return line


class _World:
    """A scenario and what it is to be played for."""

    def __init__(self, named: NamedScenario, outcome: str, seed: int) -> None:
        self.named, self.seed = named, seed
        self.on = "" if outcome == SETTLED else outcome
        self.occurs = event_of(named.scenario, self.on)
        self.history: NDArray[np.bool_] | None = None

    def score(self, moves: Sequence[Move], runs: int) -> Score:
        """P(outcome) under some moves on common luck, and the median gap to a settlement."""
        seen, compiled, rows = self._played(moves, self.seed, runs)
        gap = gap_summary(compiled, rows, "end")["median"]
        return float(seen.mean()), gap if gap == gap else -math.inf

    def answer(self, moves: Sequence[Move], distance: float, sizes: ReachSizes) -> Answer:
        """The same in fresh runs, with its interval and the gate that binds."""
        seen, compiled, rows = self._played(moves, self.seed + 1, sizes.fresh)
        low, high = wilson_interval(seen.sum(), len(seen))
        gates = gap_summary(compiled, rows, "end")
        binding = max(gate_names(compiled.scenario), key=lambda name: gates[name])
        return Answer(
            tuple(moves),
            distance,
            float(seen.mean()),
            float(low),
            float(high),
            len(seen),
            binding if gates["n"] else "",
        )

    def _played(
        self, moves: Sequence[Move], seed: int, runs: int
    ) -> tuple[NDArray[np.bool_], Any, Any]:
        scenario = self.named.scenario.changed(change_of(moves, self.named.scenario))
        compiled = compile_scenario(scenario)
        rows = run_ensemble(compiled, seed, 0, runs)
        return self.occurs(compiled, rows), compiled, rows

    def kept(self, answer: Answer, at_least: float, sizes: ReachSizes) -> Kept | None:
        """Where an answer suffices, over the points of the box that history keeps."""
        box = box_experiment()
        words = answer.options()
        pairs = list(zip(words[::2], words[1::2], strict=True))
        study = Study(
            (self.named,),
            arms_of([text for option, text in pairs if option == "--intervention"]),
            tuple(text for option, text in pairs if option == "--set"),
            tuple(text for option, text in pairs if option == "--drop"),
        )
        held = {move.name for move in answer.moves if move.kind == "number"}
        there = over_box(study, box, sizes.points, held) if sizes.points else None
        if there is None:
            return None
        if self.history is None:
            self.history = kept_points(box, sizes.points, self.seed, sizes.point_runs)
        kept = self.history
        passes = share_at_points(there, self.seed, sizes.point_runs, self.on)[kept] >= at_least
        low, high = wilson_interval(passes.sum(), len(passes))
        share = float(passes.mean()) if len(passes) else float("nan")
        return Kept(share, float(low), float(high), len(passes))


def reach(
    scenario: str | int | Path | NamedScenario,
    outcome: str = SETTLED,
    at_least: float = 0.5,
    levers: Sequence[str] = (),
    at_most: int = 3,
    seed: int = 1,
    sizes: ReachSizes | None = None,
    progress: Progress = unheard,
) -> Reach:
    """The nearest settings at which an outcome's share is at least a threshold.

    Distance counts widths of the plausible ranges; an intervention, or an event that does not happen,
    counts as half a width. Few moves come before many.

    Parameters
    ----------
    scenario : shipped name, path, or a scenario that is loaded already
    outcome : ``settled``, or an outcome class
    levers : parameters, interventions and events that may be moved; by default the levers of the
        file, all its interventions and all its events
    at_most : moves in one answer, 1 to 3
    progress : called with the number of runs just played

    Raises
    ------
    InputError
        If the threshold or the number of moves is out of range.
    UnknownNameError
        If the scenario has no such outcome class, parameter, intervention or event.

    Examples
    --------
    >>> found = reach("1956", levers=["no_threat", "norms_halved"], at_least=0.1, at_most=1,
    ...               sizes=ReachSizes(runs=500, exact=500, fresh=2_000, points=0))
    >>> [[move.name for move in answer.moves] for answer in found.answers]
    [['no_threat'], ['norms_halved']]
    """
    if not 0.0 < at_least < 1.0:
        raise InputError(f"at least {at_least:g}: expected a share above 0 and below 1")
    if not 1 <= at_most <= 3:
        raise InputError(f"at most {at_most} moves: expected 1 to 3")
    named = scenario if isinstance(scenario, NamedScenario) else NamedScenario.load(scenario)
    sizes, world = sizes or ReachSizes(), _World(named, outcome, seed)
    ways = ways_of(named.scenario, box_ranges(named, box_experiment()), levers)

    rays = [way.ray for way in ways]

    def scored(runs: int) -> Callable[[Place], Score]:
        def score(place: Place) -> Score:
            progress(runs)
            return world.score(moves_of(place, ways, named.scenario), runs)

        return score

    found = search(rays, scored(sizes.runs), at_least, at_most, sizes.answers)
    exact = [sharpened(place, rays, scored(sizes.exact), at_least) for place in found.places]
    confirmed = [_confirmed(world, one, ways, at_least, sizes) for one in exact if one is not None]
    answers = tuple(sorted(confirmed, key=lambda one: (len(one.moves), one.distance)))
    miss = None if answers else _answer(world, found.best, ways, sizes)
    return Reach(
        scenario if isinstance(scenario, str) else named.name,
        outcome,
        _label(named, outcome),
        at_least,
        at_most,
        seed,
        sizes.runs,
        world.answer((), 0.0, sizes),
        answers,
        miss,
        found.looked_at,
    )


def _answer(world: _World, place: Place, ways: Sequence[Way], sizes: ReachSizes) -> Answer:
    moves = moves_of(place, ways, world.named.scenario)
    return world.answer(moves, sum(move.widths for move in moves), sizes)


def _confirmed(
    world: _World, place: Place, ways: Sequence[Way], at_least: float, sizes: ReachSizes
) -> Answer:
    answer = _answer(world, place, ways, sizes)
    return replace(answer, kept=world.kept(answer, at_least, sizes))


def _label(named: NamedScenario, outcome: str) -> str:
    labels = {rule.name: rule.label or rule.name for rule in named.scenario.classes}
    return labels.get(outcome, named.scenario.settlement_label)
