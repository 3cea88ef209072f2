"""A study: scenarios crossed with interventions and parameter points, to be run some number of times.

The *inputs* of a study are plain data that reproduce it byte for byte; a result folder stores them and a folder made
from other inputs is never continued.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios import NamedScenario, build_scenario, parse_override

__all__ = ["BASELINE", "Cell", "NamedScenario", "Study", "arms_of"]

REMEMBERED = 512
"""Compiled cells kept in memory."""

BASELINE = "baseline"
"""Name of the arm in which nothing is changed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One scenario under one intervention at one point of the design.

    Parameters
    ----------
    number : place in the study's order: scenario, then intervention, then point
    """

    number: int
    scenario: int
    arm: int
    point: int


@dataclass(frozen=True)
class Study:
    """What to run.

    Parameters
    ----------
    scenarios : in the order of the results
    arms : interventions by name, ``baseline`` first; an arm exists in the scenarios that declare all its parts
    settings : overrides as typed, ``address=value``, made in every cell before the intervention
    dropped : events that do not happen in any cell
    points : overrides of each design point, address to text; one empty point without a design
    runs : of every cell
    seed : 0 to 2**63 - 1
    """

    scenarios: tuple[NamedScenario, ...]
    arms: tuple[str, ...] = (BASELINE,)
    settings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    points: tuple[Mapping[str, Any], ...] = field(default_factory=lambda: ({},))
    runs: int = 1000
    seed: int = 1

    def __post_init__(self) -> None:
        if self.runs < 1:
            raise InputError(f"runs is {self.runs}, expected at least 1")
        if not 0 <= self.seed < 2**63:
            raise InputError(f"seed is {self.seed}, expected 0 to {2**63 - 1}")
        names = [named.name for named in self.scenarios]
        for name in names:
            if names.count(name) > 1:
                raise InputError(f"scenario {name!r} is asked for {names.count(name)} times, expected once")
        for number in range(len(self.scenarios)):
            self.ground(number)
        for arm in self.arms:
            if not any(self.has_arm(number, arm) for number in range(len(self.scenarios))):
                known = {change.name for named in self.scenarios for change in named.scenario.interventions}
                wrong = next(part for part in arm.split("+") if part not in known) if set(arm.split("+")) - known else arm
                raise UnknownNameError("intervention", wrong, known)

    def has_arm(self, scenario: int, arm: str) -> bool:
        """Whether a scenario declares every part of an arm."""
        known = {change.name for change in self.scenarios[scenario].scenario.interventions}
        return arm == BASELINE or set(arm.split("+")) <= known

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in order."""
        triples = [
            (s, a, p)
            for s in range(len(self.scenarios))
            for a, arm in enumerate(self.arms)
            if self.has_arm(s, arm)
            for p in range(len(self.points))
        ]
        return tuple(Cell(number, *triple) for number, triple in enumerate(triples))

    @property
    def n_rows(self) -> int:
        return len(self.cells) * self.runs

    def ground(self, number: int) -> Scenario:
        """A scenario with the settings and dropped events of the whole study, before any intervention.

        Raises
        ------
        UnknownNameError
            If no scenario of the study knows a name that is set or dropped.
        """
        scenario = self.scenarios[number].scenario
        here = [setting for setting in self.settings if self._applies(setting.split("=")[0].strip(), number)]
        changes = [parse_override(setting, scenario) for setting in here]
        events = {event.name for event in scenario.events}
        everywhere = {event.name for named in self.scenarios for event in named.scenario.events}
        for name in self.dropped:
            if name not in everywhere:
                raise UnknownNameError("event", name, everywhere)
        changes.append(Change(drop=tuple(name for name in self.dropped if name in events)))
        return scenario.changed(Change.joined(changes))

    def _applies(self, address: str, number: int) -> bool:
        """Whether an override applies here; one that applies in no scenario is left for the parser to refuse."""
        here = _addresses(self.scenarios[number].scenario)
        return address in here or not any(address in _addresses(named.scenario) for named in self.scenarios)

    def scenario_of(self, cell: Cell) -> Scenario:
        """The scenario of a cell, with everything that is changed in it."""
        scenario = self.ground(cell.scenario)
        point = self.points[cell.point]
        overrides = [parse_override(f"{address}={value}", scenario) for address, value in point.items()]
        scenario = scenario.changed(Change.joined(overrides))
        arm = self.arms[cell.arm]
        return scenario if arm == BASELINE else scenario.changed(scenario.intervention(arm))

    def compiled(self, number: int) -> Compiled:
        """A cell's scenario as arrays; the last few hundred are remembered."""
        known = self._compiled
        if number not in known:
            while len(known) >= REMEMBERED:
                known.pop(next(iter(known)), None)
            known[number] = compile_scenario(self.scenario_of(self.cells[number]))
        return known[number]

    @cached_property
    def _compiled(self) -> dict[int, Compiled]:
        return {}

    def inputs(self) -> dict[str, Any]:
        """Everything that decides the rows but how many runs: the identity of a result folder."""
        return {
            "seed": self.seed,
            "scenarios": {named.name: dict(named.resolved) for named in self.scenarios},
            "interventions": list(self.arms),
            "settings": list(self.settings),
            "dropped": list(self.dropped),
            "points": [dict(point) for point in self.points],
        }

    @staticmethod
    def from_inputs(inputs: Mapping[str, Any], runs: int) -> Study:
        """The study a result folder was made from."""
        named = tuple(NamedScenario(name, data, build_scenario(data, name)) for name, data in inputs["scenarios"].items())
        return Study(
            named,
            tuple(inputs["interventions"]),
            tuple(inputs["settings"]),
            tuple(inputs["dropped"]),
            tuple(inputs["points"]),
            runs,
            inputs["seed"],
        )


def _addresses(scenario: Scenario) -> set[str]:
    return {parameter.address for parameter in scenario.parameters} | {f"{actor.name}.strategy" for actor in scenario.principals}


def arms_of(interventions: Sequence[str]) -> tuple[str, ...]:
    """Baseline first, then each intervention once, in the order named."""
    return tuple(dict.fromkeys([BASELINE, *interventions]))
