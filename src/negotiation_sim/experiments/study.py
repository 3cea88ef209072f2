"""A study: scenarios crossed with interventions and parameter points, to be run some number of
times.

The *inputs* of a study are plain data that reproduce it byte for byte; a result folder stores them
and a folder made from other inputs is never continued.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, overload

from negotiation_sim.domain.changes import Change, in_one_phrase
from negotiation_sim.domain.experiment import result_columns, split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.renumbered import renumbered
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.designs import points_of
from negotiation_sim.experiments.order import MOST_ROWS
from negotiation_sim.scenarios import (
    Experiment,
    NamedScenario,
    Overrides,
    Stray,
    build_scenario,
    definitions_in,
    parse_override,
    risky_edits,
    strays,
)

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


@dataclass(frozen=True, slots=True)
class _Cells(Sequence[Cell]):
    """The cells of some pairs of scenario and arm, each at every point."""

    pairs: tuple[tuple[int, int], ...]
    n_points: int

    def __len__(self) -> int:
        return len(self.pairs) * self.n_points

    @overload
    def __getitem__(self, number: int) -> Cell: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Cell]: ...
    def __getitem__(self, number: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        place = range(len(self))[number]
        return Cell(place, *self.pairs[place // self.n_points], place % self.n_points)


@dataclass(frozen=True)
class Study:
    """What to run.

    Parameters
    ----------
    scenarios : in the order of the results
    arms : interventions by name, ``baseline`` first; an arm exists in the scenarios that know all
        its parts
    settings : overrides as typed, ``address=value``, made in every cell before the intervention
    dropped : events that do not happen in any cell
    points : overrides of each design point, address to text; one empty point without a design
    runs : of every cell
    seed : 0 to 2**63 - 1
    define : interventions beside those of the scenarios, by name, as an experiment file writes them
    outputs : result columns to keep besides the keys; all if empty
    title, question : of the experiment file, for a reader; no part of the inputs

    An address may begin with the scenarios it is meant for: ``2018+2022/russia.norm``.
    """

    scenarios: tuple[NamedScenario, ...]
    arms: tuple[str, ...] = (BASELINE,)
    settings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    points: tuple[Mapping[str, Any], ...] = field(default_factory=lambda: ({},))
    runs: int = 1000
    seed: int = 1
    define: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    title: str = ""
    question: str = ""

    @staticmethod
    def of(experiment: Experiment) -> Study:
        """The study an experiment file asks for."""
        empty = Study(
            experiment.scenarios,
            arms_of(experiment.interventions),
            experiment.settings,
            experiment.dropped,
            runs=experiment.runs,
            seed=experiment.seed,
            define=experiment.define,
            outputs=experiment.outputs,
            title=experiment.title,
            question=experiment.question,
        )
        grounds = {named.name: empty.ground(number) for number, named in enumerate(empty.scenarios)}
        arms = [
            empty.arm_of(number, parts)
            for parts in experiment.models.values()
            for number in range(len(empty.scenarios))
        ]
        points = points_of(experiment.design, grounds, experiment.where)
        return replace(empty, arms=arms_of([*empty.arms, *arms]), points=points)

    def __post_init__(self) -> None:
        if self.runs < 1:
            raise InputError(f"runs is {count_text(self.runs)}, expected at least 1")
        if not 0 <= self.seed < 2**63:
            raise InputError(f"seed is {count_text(self.seed)}, expected 0 to {2**63 - 1:,}")
        names = [named.name for named in self.scenarios]
        for name in names:
            if names.count(name) > 1:
                raise InputError(
                    f"scenario {name!r} is asked for {names.count(name)} times, expected once"
                )
        known = {name for changes in self._changes for name in changes}
        for arm in self.arms:
            if not any(self.has_arm(number, arm) for number in range(len(self.scenarios))):
                wrong = (
                    next(part for part in arm.split("+") if part not in known)
                    if set(arm.split("+")) - known
                    else arm
                )
                raise UnknownNameError("intervention", wrong, known)
        for column in self.outputs:
            if column not in (
                known_columns := result_columns(named.scenario for named in self.scenarios)
            ):
                raise UnknownNameError("result column", column, known_columns)
        if self.n_rows > MOST_ROWS:
            raise InputError(
                f"{count_text(self.runs)} runs of {len(self.cells):,} cells are {count_text(self.n_rows)} rows, "
                f"expected at most {MOST_ROWS:,}"
            )
        for number in range(len(self.scenarios)):
            self._try(number, {self._point(number, point) for point in range(len(self.points))})

    def _try(self, number: int, changes: Iterable[Change]) -> None:
        """Refuse edits that make no scenario, before anything is played."""
        ground = self.ground(number)
        edits = {tuple(risky_edits(ground, change.edits)) for change in changes}
        for some in sorted(edits - {()}, key=str):
            ground.changed(Change(edits=some))

    def has_arm(self, scenario: int, arm: str) -> bool:
        """Whether a scenario knows every part of an arm."""
        return arm == BASELINE or all(part in self._changes[scenario] for part in arm.split("+"))

    def arm_of(self, scenario: int, parts: Sequence[str]) -> str:
        """The arm that joins those of some interventions that a scenario knows; the baseline if it
        knows none.

        Examples
        --------
        >>> study = Study((NamedScenario.load("2018"), NamedScenario.load("2022")))
        >>> study.arm_of(0, ["no_threat", "no_sanctions"]), study.arm_of(1, ["no_threat", "no_sanctions"])
        ('no_threat', 'no_threat+no_sanctions')
        """
        known = [
            part
            for part in dict.fromkeys(parts)
            if part != BASELINE and self.has_arm(scenario, part)
        ]
        return "+".join(known) or BASELINE

    def arm_change(self, scenario: int, arm: str) -> Change:
        """What an arm changes in a scenario that knows it."""
        return (
            Change()
            if arm == BASELINE
            else Change.joined([self._changes[scenario][part] for part in arm.split("+")])
        )

    def arm_label(self, scenario: int, arm: str) -> str:
        """What an arm changes in a scenario, in words; empty where it does not exist."""
        if arm == BASELINE or not self.has_arm(scenario, arm):
            return "nothing is changed" if arm == BASELINE else ""
        changes = self._changes[scenario]
        return in_one_phrase([changes[part].label or part for part in arm.split("+")])

    @cached_property
    def _changes(self) -> tuple[dict[str, Change], ...]:
        """Interventions by name, for every scenario: its own and those defined here."""
        defined = definitions_in(self.define, self.scenarios)
        declared = (
            {change.name: change for change in named.scenario.interventions}
            for named in self.scenarios
        )
        return tuple(own | more for own, more in zip(declared, defined, strict=True))

    @cached_property
    def cells(self) -> Sequence[Cell]:
        """Every cell, in order; each is made when it is asked for, since there may be millions."""
        return _Cells(
            tuple(
                (s, a)
                for s in range(len(self.scenarios))
                for a, arm in enumerate(self.arms)
                if self.has_arm(s, arm)
            ),
            len(self.points),
        )

    @property
    def n_rows(self) -> int:
        return len(self.cells) * self.runs

    def ground(self, number: int) -> Scenario:
        """A scenario with the settings and dropped events of the whole study, before any
        intervention.

        Raises
        ------
        UnknownNameError
            If no scenario of the study knows a name that is set or dropped.
        """
        return self.scenarios[number].scenario.changed(self._shared[number])

    @cached_property
    def _shared(self) -> tuple[Change, ...]:
        """What settings and dropped events change, for every scenario."""
        return tuple(
            Change.joined([*self._settings(number), self._drops(number)])
            for number in range(len(self.scenarios))
        )

    def _settings(self, number: int) -> Iterator[Change]:
        for setting in self.settings:
            written, equals, value = setting.partition("=")
            address = self._here(written.strip(), number)
            if address is not None:
                yield parse_override(f"{address}{equals}{value}", self.scenarios[number].scenario)

    def _drops(self, number: int) -> Change:
        everywhere = {event.name for named in self.scenarios for event in named.scenario.events}
        for name in self.dropped:
            if name not in everywhere:
                raise UnknownNameError("event", name, everywhere)
        here = {event.name for event in self.scenarios[number].scenario.events}
        return Change(drop=tuple(name for name in self.dropped if name in here))

    def _here(self, written: str, number: int) -> str | None:
        """The address as a scenario knows it, None if it is for others; one known nowhere is left
        for the parser to refuse.
        """
        known = self._homes
        if written not in known:
            known[written] = self._home(written)
        return known[written][number]

    def _home(self, written: str) -> tuple[str | None, ...]:
        prefix, address = split_prefix(written)
        names = [named.name for named in self.scenarios]
        for name in prefix:
            if name not in names:
                raise UnknownNameError("scenario of this study", name, names)
        if prefix:
            return tuple(address if name in prefix else None for name in names)
        nowhere = not any(address in known for known in self._addresses)
        return tuple(address if nowhere or address in known else None for known in self._addresses)

    @cached_property
    def _homes(self) -> dict[str, tuple[str | None, ...]]:
        return {}

    @cached_property
    def _addresses(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(Overrides(named.scenario).addresses) for named in self.scenarios)

    def _point(self, number: int, point: int) -> Change:
        """What a point changes in a scenario."""
        known = self._points
        if (number, point) not in known:
            overrides, changes = self._overrides[number], []
            for written, value in self.points[point].items():
                address = self._here(written, number)
                if address is not None:
                    changes.append(_read(overrides, address, str(value)))
            known[number, point] = Change.joined(changes)
        return known[number, point]

    @cached_property
    def _points(self) -> dict[tuple[int, int], Change]:
        return {}

    @cached_property
    def _overrides(self) -> tuple[Overrides, ...]:
        return tuple(Overrides(self.ground(number)) for number in range(len(self.scenarios)))

    def scenario_of(self, cell: Cell) -> Scenario:
        """The scenario of a cell, with everything that is changed in it: settings, then the point,
        then the intervention.
        """
        changes = [
            self._shared[cell.scenario],
            self._point(cell.scenario, cell.point),
            self.arm_change(cell.scenario, self.arms[cell.arm]),
        ]
        return self.scenarios[cell.scenario].scenario.changed(Change.joined(changes))

    def compiled(self, number: int) -> Compiled:
        """A cell's scenario as arrays; the last few hundred are remembered."""
        known = self._compiled
        if number not in known:
            while len(known) >= REMEMBERED:
                known.pop(next(iter(known)), None)
            cell = self.cells[number]
            scenario = replace(self.scenario_of(cell), remake=None)
            like = self._alike.get((cell.scenario, cell.arm))
            known[number] = self._alike[cell.scenario, cell.arm] = renumbered(like, scenario)
        return known[number]

    @cached_property
    def _compiled(self) -> dict[int, Compiled]:
        return {}

    @cached_property
    def _alike(self) -> dict[tuple[int, int], Compiled]:
        """By scenario and arm, the cell compiled last: the next one is like it but for numbers."""
        return {}

    def oddities(self, of_design: bool = True) -> Iterator[str]:
        """What is odd about the files, and what settings, points and interventions written beside
        them put where nobody declared that it may be; once for each number and scenario.

        Parameters
        ----------
        of_design : whether points and interventions are told, and not settings only
        """
        for number, named in enumerate(self.scenarios):
            yield from map(str, named.warnings)
            found: dict[str, list[Stray]] = {}
            for change in self._typed(number) if of_design else [self._shared[number]]:
                for one in strays(named.scenario, change, named.kin):
                    found.setdefault(one.address, []).append(one)
            for address, those in found.items():
                yield f"{address} {those[0].among([one.value for one in those], named.name)}"

    def _typed(self, number: int) -> Iterator[Change]:
        """What a study changes in a scenario by itself."""
        yield self._shared[number]
        yield from (self._point(number, point) for point in range(len(self.points)))
        for parts in {part for arm in self.arms for part in arm.split("+")} & self.define.keys():
            if self.has_arm(number, parts):
                yield self.arm_change(number, parts)

    def inputs(self) -> dict[str, Any]:
        """Everything that decides the rows but how many runs: the identity of a result folder."""
        inputs: dict[str, Any] = {
            "seed": self.seed,
            "scenarios": {named.name: dict(named.resolved) for named in self.scenarios},
            "interventions": list(self.arms),
            "settings": list(self.settings),
            "dropped": list(self.dropped),
            "points": [dict(point) for point in self.points],
        }
        if self.define:
            inputs["define"] = {name: dict(change) for name, change in self.define.items()}
        if self.outputs:
            inputs["outputs"] = list(self.outputs)
        return inputs

    @staticmethod
    def from_inputs(inputs: Mapping[str, Any], runs: int) -> Study:
        """The study a result folder was made from."""
        named = tuple(
            NamedScenario(name, data, build_scenario(data, name))
            for name, data in inputs["scenarios"].items()
        )
        arms, settings, dropped, points = (
            tuple(inputs[key]) for key in ("interventions", "settings", "dropped", "points")
        )
        outputs = tuple(inputs.get("outputs", ()))
        return Study(
            named,
            arms,
            settings,
            dropped,
            points,
            runs,
            inputs["seed"],
            inputs.get("define", {}),
            outputs,
        )


def arms_of(interventions: Sequence[str]) -> tuple[str, ...]:
    """Baseline first, then each intervention once, in the order named; one joined to itself is
    refused.
    """
    for arm in interventions:
        if len({*arm.split("+")}) <= arm.count("+"):
            raise InputError(f"{arm} names an intervention twice, expected once")
    return tuple(dict.fromkeys([BASELINE, *interventions]))


def _read(overrides: Overrides, address: str, value: str) -> Change:
    try:
        return overrides.change(address, value)
    except ValueError as error:
        raise InputError(f"point {address}={value}: {error}") from None


def count_text(number: int) -> str:
    """A count in words of bearable length.

    Examples
    --------
    >>> count_text(12_000), count_text(-3), count_text(10**400)
    ('12,000', '-3', 'more than 1e+30')
    """
    if abs(number) < 10**30:
        return f"{number:,}"
    return "more than 1e+30" if number > 0 else "less than -1e+30"
