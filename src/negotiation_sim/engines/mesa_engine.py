"""The Mesa engine: one agent per state, one readable run with its full trace.

Subclass an agent to change a decision and hand it to `replay` or `mesa_rows`. Order of a step:
model.md section 5, the same as in the ensemble engine's kernel. Mesa's own generators and scheduler
stay unused, so a run is a pure function of (scenario, seed, run).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.actors import Actor, Role
from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.engines import layout
from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.engines.mesa_agents import Principal, StateAgent, ThirdParty
from negotiation_sim.engines.plain_records import plain
from negotiation_sim.engines.table import (
    apply_shifts,
    deal,
    fill_shared_publics,
    foresee,
    observe,
    open_table,
    reassess,
    revalue,
    sour,
)
from negotiation_sim.engines.trace import Act, Ending, Move, Trace
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.model.payoffs import open_packages
from negotiation_sim.model.records import CONSENT, FINAL, NOTHING, OFF, STATUS_QUO, THREAT
from negotiation_sim.model.strategies.registry import note_offer
from negotiation_sim.model.streams import stream_key

__all__ = [
    "Negotiation",
    "Principal",
    "StateAgent",
    "Table",
    "ThirdParty",
    "mesa_endings",
    "mesa_rows",
    "replay",
]


class Table:
    """A compiled scenario as plain lists, ready for any number of runs."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.dispute = plain(compiled.dispute)[0]
        self.briefs = plain(compiled.briefs)
        self.levers = plain(compiled.levers)[: self.dispute.n_levers]
        self.tables = compiled.tables.tolist()
        self.publics = plain(compiled.publics)
        if self.dispute.shared:
            fill_shared_publics(
                self.dispute,
                self.briefs,
                self.levers,
                self.fresh_desk(),
                self.fresh_standings(),
                self.publics,
            )

    def fresh_desk(self) -> Any:
        return plain(np.zeros(1, layout.desk_dtype(self.compiled.capacity)))[0]

    def fresh_standings(self) -> Any:
        return plain(
            np.zeros(len(self.compiled.actors), layout.standing_dtype(self.compiled.capacity))
        )


class Negotiation(mesa.Model):
    """One run.

    Parameters
    ----------
    table : the compiled scenario
    seed, run : which run
    agents : classes that replace `Principal` or `ThirdParty` for some actors, by actor name
    told : whether to keep the moves
    """

    def __init__(
        self,
        table: Table,
        seed: int,
        run: int,
        agents: Mapping[str, type[StateAgent]] | None = None,
        told: bool = False,
    ) -> None:
        super().__init__(rng=run)
        self.table, self.told = table, told
        self.desk, self.standings = table.fresh_desk(), table.fresh_standings()
        self.moves: list[Move] = []
        self.played = 0
        self.termination = Termination.HORIZON
        self.walker = self.agreement_step = self.pressed_step = NOTHING
        self.failed = False
        self.stale = True
        self.states = [
            self._seat(actor, i, agents or {}) for i, actor in enumerate(table.compiled.actors)
        ]
        self.principals = [state for state in self.states if isinstance(state, Principal)]
        deal(
            table.dispute,
            table.briefs,
            table.tables,
            stream_key(seed, run),
            self.desk,
            self.standings,
        )
        gaps = foresee(table.dispute, table.briefs, table.levers, self.desk, self.standings)
        self.gap_start, self.gate_start, self.gap_end, self.gate_end = gaps
        open_table(table.dispute, table.briefs, table.levers, self.desk, self.standings)

    def _seat(self, actor: Actor, index: int, agents: Mapping[str, type[StateAgent]]) -> StateAgent:
        usual = Principal if actor.role is Role.PRINCIPAL else ThirdParty
        return agents.get(actor.name, usual)(self, actor, index)

    def step(self) -> None:
        """One step of the calendar."""
        self._take_in_events()
        self.played += 1
        if not self._someone_walks_out():
            self._agree_on_process()
            self._negotiate()
        if self.termination is not Termination.HORIZON or self.played == self.table.dispute.n_steps:
            self.running = False
            self._tell(Act.END, outcome=self.desk.in_force)

    def _take_in_events(self) -> None:
        table, desk, step = self.table, self.desk, self.played
        first = desk.next_shift if step > 0 else 0
        touched = apply_shifts(table.dispute, desk, step)
        if touched:
            revalue(table.dispute, table.briefs, table.levers, desk, self.standings, touched)
            self.stale = True
        if self.stale or desk.footing != desk.in_force:
            desk.footing = desk.in_force
            self._reassess()
        if self.told:
            for event in dict.fromkeys(table.dispute.shift_event[first : desk.next_shift]):
                if desk.fired[event]:
                    self._tell(Act.EVENT, event=table.compiled.scenario.events[event].name)

    def _reassess(self) -> None:
        table = self.table
        reassess(
            table.dispute, table.briefs, table.levers, self.desk, self.standings, table.publics
        )
        self.stale = False

    def _someone_walks_out(self) -> bool:
        for principal in self.principals:
            if principal.walks_out():
                self.termination, self.walker = Termination.WALK_OUT, principal.index
                self._tell(Act.WALK_OUT, principal)
                return True
        return False

    def _agree_on_process(self) -> None:
        process, desk = self.table.dispute.process, self.desk
        if (
            process == NOTHING
            or self.table.dispute.kind[desk.in_force] != STATUS_QUO
            or not desk.open[process]
        ):
            return
        if all(principal.welcomes(process) for principal in self.principals):
            desk.in_force, self.agreement_step = process, self.played
            self._tell(Act.PROCESS_ACCORD, outcome=process)

    def _negotiate(self) -> None:
        proposer = self.principals[(self.desk.first + self.played - 1) % len(self.principals)]
        offer = proposer.proposes(self.played)
        if offer == NOTHING:
            self._tell(Act.NO_OFFER, proposer)
            return
        self._tell(Act.OFFER, proposer, outcome=offer)
        agreed = all(
            self._answer(principal, offer)
            for principal in self.principals
            if principal is not proposer
        )
        note_offer(self.table.dispute, self.standings, proposer.index, offer)
        if not agreed:
            return
        if (
            self.table.dispute.kind[offer] == FINAL
            and self._is_pressed(offer)
            and not self._agreement_survives(offer)
        ):
            return
        votes = [self._is_ratified(principal, offer) for principal in self.principals]
        if all(votes):
            self._enter_into_force(offer)
        else:
            self._bury(offer)

    def _answer(self, principal: Principal, offer: int) -> bool:
        accepted = principal.accepts(offer, self.played)
        self._tell(Act.ACCEPT if accepted else Act.REJECT, principal, outcome=offer)
        return accepted

    def _is_pressed(self, offer: int) -> bool:
        any_pressed = False
        table, desk = self.table, self.desk
        for i, lever in enumerate(table.levers):
            if (
                lever.type != THREAT
                or desk.pressed[i]
                or lever.setting == OFF
                or not lever.marked[offer]
            ):
                continue
            third = self.states[len(self.principals) + lever.third]
            if isinstance(third, ThirdParty) and third.presses(i, offer):
                desk.pressed[i] = any_pressed = True
                self._tell(Act.PRESS, third, outcome=offer)
                revalue(
                    table.dispute,
                    table.briefs,
                    table.levers,
                    desk,
                    self.standings,
                    1 << lever.target,
                )
                self._reassess()
                if not all(principal.stands_by(offer) for principal in self.principals):
                    break
        if any_pressed and self.pressed_step == NOTHING:
            self.pressed_step = self.played
        return any_pressed

    def _agreement_survives(self, offer: int) -> bool:
        stands = [principal.stands_by(offer) for principal in self.principals]
        for principal, firm in zip(self.principals, stands, strict=True):
            self._tell(Act.STAND_BY if firm else Act.GIVE_WAY, principal, outcome=offer)
        observe(self.table.dispute, self.desk, not all(stands))
        return all(stands)

    def _is_ratified(self, principal: Principal, offer: int) -> bool:
        passed = principal.ratifies(offer)
        if principal.actor.ratifies:
            self._tell(Act.RATIFY if passed else Act.FAIL_TO_RATIFY, principal, outcome=offer)
        return passed

    def _enter_into_force(self, offer: int) -> None:
        self.desk.in_force, self.agreement_step = offer, self.played
        if self.table.dispute.kind[offer] == FINAL:
            self.termination = Termination.AGREEMENT
        self._tell(Act.IN_FORCE, outcome=offer)

    def _bury(self, offer: int) -> None:
        table, desk = self.table, self.desk
        self.failed = True
        desk.dead[table.dispute.text[offer]] = True
        sour(table.dispute, table.briefs, desk)
        open_packages(table.dispute, table.levers, desk, self.standings)
        revalue(
            table.dispute,
            table.briefs,
            table.levers,
            desk,
            self.standings,
            (1 << len(self.principals)) - 1,
        )
        self.stale = True

    def _tell(
        self, act: Act, actor: StateAgent | None = None, event: str = "", outcome: int = NOTHING
    ) -> None:
        if not self.told:
            return
        turn = self.played + (act is Act.EVENT)
        proposer = (self.desk.first + turn - 1) % len(self.principals)
        points = tuple(state.points(outcome) for state in self.states) if outcome != NOTHING else ()
        worth = (
            tuple(principal.worth(outcome) for principal in self.principals)
            if outcome != NOTHING
            else ()
        )
        answers = act in (Act.ACCEPT, Act.REJECT)
        aspirations = tuple(
            principal.insists(outcome, turn)
            if answers and principal is actor
            else principal.aspires(turn + (principal.index != proposer))
            for principal in self.principals
        )
        self.moves.append(
            Move(
                turn - 1,
                act,
                actor.actor.name if actor else "",
                event,
                outcome,
                points,
                worth,
                aspirations,
            )
        )

    def ending(self) -> Ending:
        """How the run ended, once it has."""
        desk, levers = self.desk, self.table.levers
        return Ending(
            in_force=desk.in_force,
            termination=self.termination,
            walker=self.walker,
            failed=self.failed,
            cosigned=any(
                lever.type == CONSENT and bool(lever.marked[desk.in_force]) for lever in levers
            ),
            steps=self.played,
            agreement_step=self.agreement_step,
            pressed_step=self.pressed_step,
            gap_start=self.gap_start,
            gate_start=self.gate_start,
            gap_end=self.gap_end,
            gate_end=self.gate_end,
            points=tuple(state.points(desk.in_force) for state in self.states),
        )


def mesa_endings(
    compiled: Compiled,
    seed: int,
    first_run: int,
    n_runs: int,
    agents: Mapping[str, type[StateAgent]] | None = None,
) -> Iterator[Ending]:
    """Play runs ``first_run`` to ``first_run + n_runs - 1`` of a seed, one after the other."""
    _known_actors(compiled.scenario, agents)
    table = Table(compiled)
    for run in range(first_run, first_run + n_runs):
        negotiation = Negotiation(table, seed, run, agents)
        while negotiation.running:
            negotiation.step()
        yield negotiation.ending()


def mesa_rows(
    compiled: Compiled,
    seed: int,
    first_run: int,
    n_runs: int,
    agents: Mapping[str, type[StateAgent]] | None = None,
) -> NDArray[np.void]:
    """The same runs as coded rows, the form the ensemble engine gives."""
    rows = np.zeros(n_runs, layout.row_dtype(compiled.capacity))
    for i, ending in enumerate(mesa_endings(compiled, seed, first_run, n_runs, agents)):
        for field in fields(ending):
            if field.name == "points":
                rows["points"][i, : len(ending.points)] = ending.points
            else:
                rows[field.name][i] = getattr(ending, field.name)
    return rows


def replay(
    scenario: Scenario, seed: int, run: int, agents: Mapping[str, type[StateAgent]] | None = None
) -> Trace:
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

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> trace = replay(load_scenario("1956"), seed=1, run=0)
    >>> trace.moves[-1].act, trace == replay(load_scenario("1956"), seed=1, run=0)
    (<Act.END: 'end'>, True)
    """
    _known_actors(scenario, agents)
    compiled = compile_scenario(scenario)
    negotiation = Negotiation(Table(compiled), seed, run, agents, told=True)
    while negotiation.running:
        negotiation.step()
    ending = negotiation.ending()
    code = compiled.classes[ending.in_force, ending.termination, int(ending.failed)]
    return Trace(scenario, seed, run, tuple(negotiation.moves), ending, scenario.classes[code].name)


def _known_actors(scenario: Scenario, agents: Mapping[str, type[StateAgent]] | None) -> None:
    known = [actor.name for actor in scenario.actors]
    for name in agents or {}:
        if name not in known:
            raise UnknownNameError("actor", name, known)
