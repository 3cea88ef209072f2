"""A whole scenario file: its sections, what must hold between them, and the scenario they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import Field

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.issues import Issue, Kind
from negotiation_sim.domain.levers import Consent, Threat, Vote
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios.edits import CHANCE
from negotiation_sim.scenarios.outcome_space import OutcomeSpace
from negotiation_sim.scenarios.parts import issues as on_table
from negotiation_sim.scenarios.parts.actors import ActorSpec, CalendarSpec, check_actors
from negotiation_sim.scenarios.parts.changes import CauseSpec, InterventionSpec
from negotiation_sim.scenarios.parts.classes import (
    ClassSpec,
    ObservedSpec,
    check_classes,
    check_coverage,
)
from negotiation_sim.scenarios.parts.fields import Number, Spec, Text, WhenSpec
from negotiation_sim.scenarios.parts.issues import IssueSpec, KindName, SettlementSpec
from negotiation_sim.scenarios.parts.levers import LeverSpec
from negotiation_sim.scenarios.parts.maps import MapSpec
from negotiation_sim.scenarios.parts.order import OrderSpec
from negotiation_sim.scenarios.parts.parameters import (
    CorrelationSpec,
    EventSpec,
    ParameterSpec,
    build_parameters,
    check_correlations,
)
from negotiation_sim.scenarios.parts.patterns import ProtocolSpec, RequirementSpec
from negotiation_sim.scenarios.parts.preferences import HazardSpec, TermSpec, build_scores
from negotiation_sim.scenarios.parts.unread import check_read
from negotiation_sim.scenarios.scope import Scope

__all__ = ["REQUIRED", "ProtocolSpec", "ScenarioSpec", "check_edited"]

REQUIRED = ("id", "title", "calendar", "actors", "issues", "kinds", "classes")
"""Sections of a file that can be run; an abstract one needs its id only."""
BOARD = (("issues",), ("kinds",), ("menu",), ("forbid",), ("order",), ("start",))


class ScenarioSpec(Spec):
    """A scenario: one dispute over one period."""

    id: Text = Field(
        "",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$",
        description="a unique id: letters, digits, - . and _",
    )
    extends: Text = Field(
        "",
        description="a file this one is laid over: a path relative to this file, or a shipped name",
    )
    abstract: bool = Field(False, description="whether it exists only to be extended")
    title: Text = Field("", description="a title for lists and figures")
    question: Text = Field("", description="one sentence: what a user can ask with it")
    description: Text = Field("", description="a paragraph in plain words")
    calendar: CalendarSpec | None = Field(None, description="the first and the last month")
    actors: dict[str, ActorSpec] = Field({}, description="the actors by id")
    issues: dict[str, IssueSpec] = Field(
        {}, description="the issues by id, each with every level the dispute knows"
    )
    menu: dict[str, tuple[Text, ...]] = Field(
        {}, description="issue -> levels on the table here; all if left out"
    )
    kinds: dict[str, dict[str, KindName]] = Field(
        {}, description="one issue, whose levels are sq, process, interim or final"
    )
    forbid: tuple[WhenSpec, ...] = Field(
        (), description="packages that satisfy any of these do not exist"
    )
    first: Text = Field("", description="the principal who opens; chance if left out")
    settlement: SettlementSpec | None = Field(
        None, description="the outcomes that count as settled; final ones if left out"
    )
    scores: dict[str, dict[str, dict[str, Number]]] = Field(
        {}, description="name -> one issue -> level -> number, 0 if left out"
    )
    hazards: dict[str, HazardSpec] = Field({}, description="id -> probability of an unwanted event")
    terms: dict[str, TermSpec] = Field({}, description="id -> one summand of an actor's points")
    levers: dict[str, LeverSpec] = Field({}, description="id -> what a third party can do")
    params: dict[str, ParameterSpec] = Field(
        {}, description="address -> one number, with unit and source"
    )
    defaults: dict[str, ParameterSpec] = Field(
        {}, description="noun -> the number of every principal that declares none of its own"
    )
    correlations: tuple[CorrelationSpec, ...] = Field(
        (), description="rank correlations of parameters that are drawn"
    )
    events: dict[str, EventSpec] = Field({}, description="id -> shifts of parameters on a date")
    classes: tuple[ClassSpec, ...] = Field(
        (), description="a list of classes of runs; the first that holds wins"
    )
    causes: dict[str, CauseSpec] = Field({}, description="id -> rival explanation")
    interventions: dict[str, InterventionSpec] = Field({}, description="name -> what if")
    observed: ObservedSpec | None = Field(
        None, description="what happened in history; read by scoring alone"
    )
    map: MapSpec | None = Field(None, description="which outcome hands over which region of a map")
    protocol: ProtocolSpec = Field(
        default_factory=lambda: ProtocolSpec.model_validate({}),
        description="how the talks are conducted",
    )
    start: WhenSpec = Field(
        {}, description="the agreement in force at the start, which is then the status quo"
    )
    requires: tuple[RequirementSpec, ...] = Field(
        (), description="packages that are open only while certain agreements are in force"
    )
    order: OrderSpec = Field(
        default_factory=OrderSpec,
        description="declared order, where it should differ from that of the file",
    )

    def check(self, scope: Scope) -> None:
        """Report everything wrong that shape alone does not show."""
        self._check_presence(scope)
        self._check_table(scope)
        self._check_numbers(scope)
        self._check_stories(scope)
        check_read(self, scope)
        if self.issues and self.kinds and scope.sound(*BOARD):
            check_board(self, scope)

    def _check_presence(self, scope: Scope) -> None:
        for section in ("id",) if scope.abstract else REQUIRED:
            value = getattr(self, section)
            if not value and scope.sound((section,)):
                wanted = type(self).model_fields[section].description
                scope.fault((section,), f"missing, expected {wanted}")

    def _check_table(self, scope: Scope) -> None:
        if self.calendar is not None:
            self.calendar.check(scope)
        check_actors(scope, self.actors)
        if self.first not in ("", CHANCE):
            known = scope.known(Role.PRINCIPAL)
            scope.refers(("first",), "principal", self.first, known and (*known, CHANCE))
        on_table.check_issues(scope, self.issues, self.kinds)
        on_table.check_menu(scope, self.menu)
        for index, when in enumerate(self.forbid):
            scope.when(("forbid", index), when)
        if self.settlement is not None:
            scope.when(("settlement", "when"), self.settlement.when)
        self.order.check(scope)
        self.protocol.check(scope)
        scope.when(("start",), self.start)
        for index, requirement in enumerate(self.requires):
            requirement.check(scope, ("requires", index))

    def _check_numbers(self, scope: Scope) -> None:
        on_table.check_scores(scope, self.scores)
        for name, hazard in self.hazards.items():
            hazard.check(scope, ("hazards", name), name)
        for name, term in self.terms.items():
            term.check(scope, ("terms", name), name)
        for name, lever in self.levers.items():
            lever.check(scope, ("levers", name), name)
        for address, parameter in self.params.items():
            parameter.check(scope, ("params", address), address)

        check_correlations(scope, self.correlations, self.params)

    def _check_stories(self, scope: Scope) -> None:
        calendar = (
            self.calendar.build()
            if self.calendar is not None and scope.sound(("calendar",))
            else None
        )
        for name, event in self.events.items():
            event.check(scope, ("events", name), name, calendar)
        check_classes(scope, self.classes)
        for name, cause in self.causes.items():
            cause.check(scope, ("causes", name), name, self.params)
        for name, change in self.interventions.items():
            scope.name(("interventions", name), name)
            change.check(scope, ("interventions", name), self.params)
        if self.observed is not None:
            self.observed.check(scope)
        if self.map is not None:
            self.map.check(scope)

    def ordered_issues(self) -> tuple[Issue, ...]:
        return on_table.build_issues(self.issues, self.menu, self.order.issues, self.order.levels)

    def space(self) -> OutcomeSpace:
        ((issue, kinds),) = self.kinds.items()
        forbid = tuple(tuple(when.items()) for when in self.forbid)
        on_the_table = (issue, tuple(kinds.items())), forbid, tuple(self.start.items())
        return _unscored(self.ordered_issues(), *on_the_table).scored(self.scores)

    def build(self, defaults: Mapping[str, tuple[float, str]]) -> Scenario:
        """The scenario of a file without faults."""
        if self.calendar is None:
            raise ValueError("a file without a calendar has a fault and makes no scenario")
        space, calendar = self.space(), self.calendar.build()
        streams = {name: actor.stream for name, actor in self.actors.items() if actor.stream}
        settled = (
            space.where(self.settlement.when)
            if self.settlement
            else tuple(o.kind is Kind.FINAL for o in space.outcomes)
        )
        return Scenario(
            id=self.id,
            title=self.title,
            question=self.question,
            description=self.description,
            calendar=calendar,
            actors=tuple(
                self.actors[name].build(name) for name in self.order.actors or self.actors
            ),
            issues=space.issues,
            outcomes=space.outcomes,
            parameters=build_parameters(self.params, defaults, streams),
            terms=tuple(
                self.terms[name].build(name, space) for name in self.order.terms or self.terms
            ),
            hazards=tuple(hazard.build(name, space) for name, hazard in self.hazards.items()),
            levers=tuple(lever.build(name, space) for name, lever in self.levers.items()),
            events=tuple(event.build(name) for name, event in self.events.items()),
            classes=tuple(rule.build() for rule in self.classes),
            settlement=tuple(index for index, holds in enumerate(settled) if holds),
            settlement_label=self.settlement.label if self.settlement else "final agreement",
            causes=tuple(cause.build(name) for name, cause in self.causes.items()),
            interventions=tuple(
                change.build(name, change.label) for name, change in self.interventions.items()
            ),
            observed=self.observed.build(space, calendar) if self.observed is not None else None,
            map=self.map.build() if self.map is not None else None,
            failure_hostility=self.protocol.failed_ratification_hostility,
            protocol=self.protocol.build(),
            requirements=tuple(requirement.build(space) for requirement in self.requires),
            from_agreement=bool(self.start),
            scores=build_scores(self.scores, space.issues),
            first="" if self.first == CHANCE else self.first,
            correlations=tuple(one.build() for one in self.correlations),
        )

    def rescored(self, known: Scenario, names: Collection[str]) -> Scenario:
        """A scenario of this file, as it is once some scores have changed: only what they enter is
        built again.

        Parameters
        ----------
        known : built before they did
        """
        space = self.space()

        def again(spec: TermSpec | LeverSpec, old: Any) -> Any:
            read = getattr(spec, "score", ())
            return old if set(read).isdisjoint(names) else spec.build(old.name, space)

        return replace(
            known,
            terms=tuple(again(self.terms[term.name], term) for term in known.terms),
            levers=tuple(again(self.levers[lever.name], lever) for lever in known.levers),
            scores=build_scores(self.scores, space.issues),
        )


Pairs = tuple[tuple[str, Any], ...]


@lru_cache(maxsize=64)
def _unscored(
    issues: tuple[Issue, ...], kinds: tuple[str, Pairs], forbid: tuple[Pairs, ...], start: Pairs
) -> OutcomeSpace:
    """The packages on the table, worked out once for all points of a design that moves scores."""
    by_issue = {kinds[0]: dict(kinds[1])}
    outcomes = on_table.packages(issues, by_issue, [dict(when) for when in forbid])
    return OutcomeSpace(issues, outcomes, {}).starting_from(dict(start))


def check_edited(spec: ScenarioSpec, scope: Scope, addresses: Iterable[str]) -> None:
    """Report what edits of a file without faults made wrong.

    Parameters
    ----------
    addresses : of the edits
    """
    words = [address.split(".") for address in addresses]
    families = {word[0] for word in words}
    if "calendar" in families and spec.calendar is not None:
        spec.calendar.check(scope)
    if spec.calendar is not None and scope.sound(("calendar",)):
        for name in [word[1] for word in words if word[0] == "events" and word[-1] == "date"]:
            spec.events[name].check_date(scope, ("events", name), spec.calendar.build())
    if not families & {"menu", "scores"}:
        return
    space = spec.space()
    if "menu" in families:
        on_table.check_outcomes(scope, space)
    levels = space.outcomes[space.status_quo].levels if scope.sound(*BOARD) else ()
    if levels and any(word[0] == "menu" or word[-1] in levels for word in words):
        _check_status_quo(spec, scope, space)


def check_board(spec: ScenarioSpec, scope: Scope) -> None:
    """Report what only the packages show."""
    issues = spec.ordered_issues()
    if not on_table.enumerable(scope, issues):
        return
    if spec.classes and scope.sound(("classes",)):
        vocabulary = on_table.packages(issues, spec.kinds, spec.forbid, whole_vocabulary=True)
        check_coverage(scope, [rule.build() for rule in spec.classes], issues, vocabulary)
    space = spec.space()
    if scope.abstract:
        return
    on_table.check_outcomes(scope, space)
    if scope.sound(*BOARD):
        _check_status_quo(spec, scope, space)
        _check_hazards(spec, scope, space)


def _check_status_quo(spec: ScenarioSpec, scope: Scope, space: OutcomeSpace) -> None:
    """Points are differences from the status quo, so nothing may count there, unless it is an
    agreement in force: then they are computed as differences.
    """
    if spec.start:
        return
    shown = " ".join(space.outcomes[space.status_quo].levels)
    for name, term in spec.terms.items():
        if scope.sound(("terms", name), *(("scores", score) for score in term.score)):
            score = term.build(name, space).scores[space.status_quo]
            if score:
                message = f"counts {score:g} for the status quo ({shown}), expected 0: points are differences from it; add or narrow its when"
                scope.fault(("terms", name), message)
    for name, spec_ in spec.levers.items():
        if not scope.sound(
            ("levers", name), *(("scores", score) for score in getattr(spec_, "score", ()))
        ):
            continue
        lever = spec_.build(name, space)
        counts = (
            lever.needed
            if isinstance(lever, (Consent, Vote))
            else lever.opposed
            if isinstance(lever, Threat)
            else lever.rewarded
        )
        if counts[space.status_quo]:
            scope.fault(
                ("levers", name),
                f"applies to the status quo ({shown}), expected not: add or narrow its when",
            )


def _check_hazards(spec: ScenarioSpec, scope: Scope, space: OutcomeSpace) -> None:
    if scope.sound(("params",), ("hazards",)):
        modes = {
            parameter.address: parameter.value.mode
            for parameter in build_parameters(spec.params, scope.defaults)
        }
        for name, hazard in spec.hazards.items():
            hazard.check_chances(scope, ("hazards", name), hazard.build(name, space), modes)
