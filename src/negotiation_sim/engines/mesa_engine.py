"""The Mesa engine: one agent per state, one readable run with its full trace.

Subclass an agent to change a decision and seat it: ``Negotiation("1956", agents={"japan": Mine})``.
The step is that of `negotiation_sim.model.run.step`, the same as the ensemble engine's. Mesa's own
generators and scheduler stay unused, so a run is a pure function of (scenario, seed, run).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.actors import Actor, Role
from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.engines import layout
from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.engines.kernel import pressed_by, signed_by
from negotiation_sim.engines.mesa_agents import (
    Agents,
    Principal,
    StateAgent,
    ThirdParty,
    check_agents,
)
from negotiation_sim.engines.mesa_data import collector
from negotiation_sim.engines.mesa_versions import Model
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.engines.time_limit import run_seconds, time_limit
from negotiation_sim.engines.trace import Act, Ending, Move, Trace
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.model.gates import refusers
from negotiation_sim.model.promises import paid_by
from negotiation_sim.model.records import NOTHING
from negotiation_sim.model.run.assessment import foresee, open_talks
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.run.patterns import close
from negotiation_sim.model.run.step import step
from negotiation_sim.model.streams import stream_key
from negotiation_sim.scenarios import load_scenario
from negotiation_sim.scenarios.overrides import Overrides

__all__ = [
    "Negotiation",
    "Prepared",
    "Principal",
    "StateAgent",
    "ThirdParty",
    "mesa_endings",
    "mesa_rows",
    "replay",
]


class Prepared:
    """A compiled scenario as plain lists, ready for any number of runs."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.talks = plain_talks(compiled)


class Negotiation(Model):
    """One run as a Mesa model.

    Parameters
    ----------
    scenario : name of a shipped scenario, path of a file, or a scenario as loaded
    seed, run : which run, 0 to 2**63 - 1; no seed, as Mesa's batches hand it over, is 1
    overrides : parameter address to value, as after ``--set``: a number, ``"*0.5"``, ``"35,54,73"``
    interventions : names of interventions the scenario declares
    agents : classes that replace `Principal` or `ThirdParty` for some actors, by actor name
    collect : whether a `mesa.DataCollector` gathers variables every step, as ``datacollector``
    told : whether to keep the moves, for a trace
    kwargs : overrides as keywords, for Mesa's batches and sliders:
        ``Negotiation("1956", **{"japan.norm": 40})``

    Raises
    ------
    UnknownNameError, InputError
        If the scenario, an address, an actor or a class for it is wrong.

    Examples
    --------
    >>> negotiation = Negotiation("1956", seed=1, run=7, overrides={"japan.norm": "*0.5"})
    >>> negotiation.states
    [<Japan: principal>, <USSR: principal>, <United States: third party>]
    >>> negotiation.run_model()
    >>> negotiation.outcome_class
    'TREATY_TWO'
    """

    def __init__(
        self,
        scenario: str | Path | Scenario | Prepared = "1956",
        seed: int | None = 1,
        run: int = 0,
        overrides: Mapping[str, str | float] | None = None,
        interventions: Sequence[str] = (),
        agents: Agents | None = None,
        collect: bool = True,
        told: bool = False,
        **kwargs: str | float,
    ) -> None:
        super().__init__(rng=run)
        seed = 1 if seed is None else seed
        prepared = _prepared(scenario, {**(overrides or {}), **kwargs}, interventions)
        self.prepared, self.seed_of_run, self.run, self.told = prepared, seed, run, told
        self.talks = plain_talks(prepared.compiled, prepared.talks, self)
        self.moves: list[Move] = []
        self.offered = NOTHING
        check_agents(prepared.compiled.scenario, agents or {})
        self.states = [
            self._seat(actor, i, agents or {}) for i, actor in enumerate(prepared.compiled.actors)
        ]
        self.principals = [state for state in self.states if isinstance(state, Principal)]
        deal(self.talks, stream_key(seed, run))
        self.gap_start, self.gate_start, self.gap_end, self.gate_end = foresee(self.talks)
        open_talks(self.talks)
        self.datacollector = collector() if collect else None

    def _seat(self, actor: Actor, index: int, agents: Agents) -> StateAgent:
        usual = Principal if actor.role is Role.PRINCIPAL else ThirdParty
        return agents.get(actor.name, usual)(self, actor, index)

    def state(self, name: str) -> StateAgent:
        """The agent of an actor.

        Raises
        ------
        UnknownNameError
            If the scenario has no such actor.
        """
        for state in self.states:
            if state.name == name:
                return state
        raise UnknownNameError("actor", name, [state.name for state in self.states])

    def step(self) -> None:
        """One step of the calendar."""
        record, self.offered = self.talks.state, NOTHING
        step(self.talks)
        if record.termination or record.steps == self.talks.dispute.n_steps:
            self.running = False
            close(self.talks)
            self._tell(Act.END, outcome=record.in_force)
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def tell(self, act: str, who: int, outcome: int) -> None:
        """Keep a move; the step of the talks calls it."""
        if act == Act.OFFER:
            self.offered = outcome
        self._tell(Act(act), self.states[who] if who != NOTHING else None, outcome=outcome)

    def tell_events(self, at: int) -> None:
        """Keep the events that begin in a step; a fading one is told once. The step calls it."""
        begins, fired = self.talks.state.begins, self.talks.state.fired
        for e, event in enumerate(self.prepared.compiled.scenario.events):
            if begins[e] == at and fired[e] and event.has_effect:
                self._tell(Act.EVENT, event=event.name)

    def tell_payments(self, outcome: int) -> None:
        """Keep the promises that are paid for an agreement; the step calls it."""
        for i, lever in enumerate(self.prepared.compiled.scenario.levers):
            if self.talks.state.paid[i][outcome]:
                payer = self.states[self.talks.levers[i].payer]
                self._tell(Act.PAY, payer, event=lever.name, outcome=outcome)

    def _tell(
        self, act: Act, actor: StateAgent | None = None, event: str = "", outcome: int = NOTHING
    ) -> None:
        if not self.told:
            return
        turn = self.talks.state.steps + (act is Act.EVENT)
        about = outcome != NOTHING
        points = tuple(state.points(outcome) for state in self.states) if about else ()
        worth = tuple(principal.worth(outcome) for principal in self.principals) if about else ()
        aspirations = tuple(
            principal.insists(outcome, turn)
            if act in (Act.ACCEPT, Act.REJECT) and principal is actor
            else principal.aspires(turn + (principal.index != self.proposer_at(turn)))
            for principal in self.principals
        )
        who = actor.name if actor else ""
        self.moves.append(Move(turn - 1, act, who, event, outcome, points, worth, aspirations))

    def proposer_at(self, turn: int) -> int:
        """Index of the principal that proposes in a step, counted from 1."""
        return int((self.talks.state.first + turn - 1) % len(self.principals))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every outcome in words."""
        scenario = self.prepared.compiled.scenario
        return tuple(scenario.describe(outcome.index) for outcome in scenario.outcomes)

    @property
    def outcome_class(self) -> str:
        """Class of the run if it ended now."""
        record, compiled = self.talks.state, self.prepared.compiled
        code = compiled.classes[record.in_force, record.termination, int(record.failed)]
        return str(compiled.scenario.classes[code].name)

    def ending(self) -> Ending:
        """How the run ended, once it has."""
        record = self.talks.state
        return Ending(
            in_force=record.in_force,
            termination=Termination(record.termination),
            walker=record.walker,
            failed=bool(record.failed),
            cosigned=signed_by(self.talks, record.in_force) != 0,
            steps=record.steps,
            agreement_step=record.agreement_step,
            pressed_step=record.pressed_step,
            gap_start=self.gap_start,
            gate_start=self.gate_start,
            gap_end=self.gap_end,
            gate_end=self.gate_end,
            points=tuple(state.points(record.in_force) for state in self.states),
            shown=tuple(record.shown[: self.talks.dispute.n_patterns]),
            pressed_by=pressed_by(self.talks),
            cosigned_by=signed_by(self.talks, record.in_force),
            paid=tuple(paid_by(self.talks, a, record.in_force) for a in range(len(self.states))),
        )


def _prepared(
    scenario: str | Path | Scenario | Prepared,
    overrides: Mapping[str, str | float],
    interventions: Sequence[str],
) -> Prepared:
    if isinstance(scenario, Prepared):
        return scenario
    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(str(scenario))
    for name in [interventions] if isinstance(interventions, str) else interventions:
        loaded = loaded.changed(loaded.intervention(name))
    reader = Overrides(loaded)
    for address, value in overrides.items():
        try:
            loaded = loaded.changed(reader.change(address, str(value)))
        except ValueError as error:
            raise InputError(f"{address}={value}: {error}") from None
    return Prepared(compile_scenario(loaded))


def mesa_endings(
    compiled: Compiled | Prepared,
    seed: int,
    first_run: int,
    n_runs: int,
    agents: Agents | None = None,
) -> Iterator[Ending]:
    """Play runs ``first_run`` to ``first_run + n_runs - 1`` of a seed, one after the other.

    Raises
    ------
    AgentError
        If agents are given and a run takes longer than `run_seconds`.
    """
    prepared = compiled if isinstance(compiled, Prepared) else Prepared(compiled)
    check_agents(prepared.compiled.scenario, agents or {})
    for run in range(first_run, first_run + n_runs):
        with _limited(agents):
            negotiation = Negotiation(prepared, seed, run, agents=agents, collect=False)
            negotiation.run_model()
        yield negotiation.ending()


def _limited(agents: Agents | None) -> AbstractContextManager[None]:
    return time_limit(run_seconds()) if agents else nullcontext()


def mesa_rows(
    compiled: Compiled | Prepared,
    seed: int,
    first_run: int,
    n_runs: int,
    agents: Agents | None = None,
) -> NDArray[np.void]:
    """The same runs as coded rows, the form the ensemble engine gives."""
    prepared = compiled if isinstance(compiled, Prepared) else Prepared(compiled)
    rows = np.zeros(n_runs, layout.row_dtype(prepared.compiled.capacity))
    for i, ending in enumerate(mesa_endings(prepared, seed, first_run, n_runs, agents)):
        for field in fields(ending):
            if field.name in ("points", "shown", "paid"):
                listed = getattr(ending, field.name)
                rows[field.name][i, : len(listed)] = listed
            else:
                rows[field.name][i] = getattr(ending, field.name)
    return rows


def replay(scenario: Scenario, seed: int, run: int, agents: Agents | None = None) -> Trace:
    """Play one run and keep every move.

    Parameters
    ----------
    scenario : as loaded, with any change applied
    seed, run : 0 to 2**63 - 1
    agents : classes that replace `Principal` or `ThirdParty` for some actors, by actor name

    Raises
    ------
    UnknownNameError
        If `agents` names no actor of the scenario.
    InputError
        If it gives a principal the class of a third party, or the reverse.
    AgentError
        If an agent answers what is no answer, or the run takes longer than `run_seconds`.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> trace = replay(load_scenario("1956"), seed=1, run=0)
    >>> trace.moves[-1].act, trace == replay(load_scenario("1956"), seed=1, run=0)
    (<Act.END: 'end'>, True)
    """
    with _limited(agents):
        negotiation = Negotiation(scenario, seed, run, agents=agents, collect=False, told=True)
        negotiation.run_model()
    moves, ending = tuple(negotiation.moves), negotiation.ending()
    refused = [scenario.third_parties[m].name for m in refusers(negotiation.talks)]
    return Trace(scenario, seed, run, moves, ending, negotiation.outcome_class, tuple(refused))
