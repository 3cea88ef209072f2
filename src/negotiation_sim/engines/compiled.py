"""From a scenario to the arrays both engines play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.actors import THIRD_PARTY_DEFAULTS, VOTER_DEFAULTS, Actor
from negotiation_sim.domain.distributions import Beta, Fixed, Triangular, TruncatedNormal, Uniform
from negotiation_sim.domain.issues import Kind, Outcome
from negotiation_sim.domain.levers import Promise, Vote
from negotiation_sim.domain.preferences import Channel, Term
from negotiation_sim.domain.scenario import ClassRule, Scenario, Termination
from negotiation_sim.engines import layout
from negotiation_sim.engines.compiled_events import (
    begins,
    fill_loose,
    fill_shifts,
    loose_shifts,
    shift_list,
)
from negotiation_sim.engines.compiled_levers import fill_levers, touch_levers
from negotiation_sim.engines.compiled_rules import (
    fill_derived,
    fill_links,
    fill_patterns,
    fill_rules,
    operation,
    status_quo,
)
from negotiation_sim.errors import InputError
from negotiation_sim.model import draws, records
from negotiation_sim.model.strategies.registry import strategy_code
from negotiation_sim.model.streams import place

__all__ = ["Compiled", "compile_scenario", "fill_draws", "fill_scores", "gate_names", "terms_of"]

KIND_CODES = {Kind.STATUS_QUO: 0, Kind.PROCESS: 1, Kind.INTERIM: 2, Kind.FINAL: 3}
DRAW_CODES = {
    Fixed: draws.FIXED,
    Uniform: draws.UNIFORM,
    Triangular: draws.TRIANGULAR,
    Beta: draws.TABLE,
    TruncatedNormal: draws.TABLE,
}
CHANNEL_CODES = {Channel.MATERIAL: 0, Channel.NORM: 1, Channel.DOMESTIC: 2}
Record = Any


@dataclass(frozen=True)
class Compiled:
    """A scenario as arrays; see `negotiation_sim.model.records` for the fields.

    `dispute` has shape (1,), `briefs` one entry per actor, principals first, `levers` one per
    lever, `publics` one per public slot and principal, `quantiles` one row of quantiles per tabulated
    distribution.
    """

    scenario: Scenario
    capacity: layout.Capacity
    dispute: NDArray[np.void]
    briefs: NDArray[np.void]
    levers: NDArray[np.void]
    publics: NDArray[np.void]
    quantiles: NDArray[np.float64]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Principals first, then third parties, each in declared order: the order of codes."""
        return self.scenario.principals + self.scenario.third_parties

    @property
    def others(self) -> bool:
        """Whether a principal has another strategy than ``time``; if not, no other is compiled."""
        return bool(self.briefs["strategy"].any())

    @cached_property
    def classes(self) -> NDArray[np.int8]:
        """Class code by (outcome in force, termination, ratification failed)."""
        return class_codes(self.scenario)

    def class_of(self, rows: NDArray[np.void]) -> NDArray[np.int8]:
        """Class code of every coded row."""
        codes: NDArray[np.int8] = self.classes[
            rows["in_force"], rows["termination"], rows["failed"].astype(np.int8)
        ]
        return codes


def gate_names(scenario: Scenario) -> tuple[str, ...]:
    """Names of the gates, by code: each principal's leader and ratification, then each third
    party's signature, and its vote where somebody votes.
    """
    principals = [
        name
        for actor in scenario.principals
        for name in (f"{actor.name}.leader", f"{actor.name}.domestic")
    ]
    thirds = [actor.name for actor in scenario.third_parties]
    votes = thirds if any(isinstance(lever, Vote) for lever in scenario.levers) else []
    signatures = [f"{name}.consent" for name in thirds]
    return tuple(principals + signatures + [f"{name}.vote" for name in votes])


def class_codes(scenario: Scenario) -> NDArray[np.int8]:
    """Index of the first class rule that holds, by (outcome, termination, failed); -1 where none
    does.
    """
    names = tuple(issue.name for issue in scenario.issues)
    return _class_codes(names, scenario.outcomes, scenario.classes)


@lru_cache(maxsize=64)
def _class_codes(
    names: tuple[str, ...], outcomes: tuple[Outcome, ...], rules: tuple[ClassRule, ...]
) -> NDArray[np.int8]:
    """The same, worked out once for all points of a design."""
    codes = np.full((len(outcomes), len(Termination), 2), -1, np.int8)
    for outcome in outcomes:
        package = dict(zip(names, outcome.levels, strict=True))
        for termination in Termination:
            for failed in (False, True):
                for code, rule in enumerate(rules):
                    if rule.holds(package, outcome.kind, termination, failed):
                        codes[outcome.index, termination, int(failed)] = code
                        break
    codes.flags.writeable = False
    return codes


def compile_scenario(scenario: Scenario) -> Compiled:
    """Lay a scenario out as arrays.

    Raises
    ------
    InputError
        If it exceeds what a kernel has room for.
    """
    shifts, loose = shift_list(scenario), loose_shifts(scenario)
    operations = [
        token
        for hazard_ in scenario.hazards
        for chance in hazard_.chances
        for token in chance.tokens
    ]
    formulas = [p.formula for p in scenario.parameters if p.formula is not None]
    actors = scenario.principals + scenario.third_parties
    capacity = layout.capacity_for(
        scenario.id,
        {
            "outcomes": len(scenario.outcomes),
            "parameters": len(scenario.parameters),
            "actors": len(actors),
            "terms": max(
                sum(term.actor == actor.name for term in scenario.terms) for actor in actors
            ),
            "levers": len(scenario.levers),
            "events": len(scenario.events),
            "shifts": max(len(shifts), len(loose)),
            "chances": sum(len(hazard_.chances) for hazard_ in scenario.hazards),
            "hazards": len(scenario.hazards),
            "operations": len(operations) + sum(len(f.tokens) for f in formulas),
            "steps": scenario.calendar.n_steps,
            "patterns": len(scenario.patterns),
            "links": len({a for one in scenario.correlations for a in (one.first, one.second)}),
        },
    )
    index = {parameter.address: i for i, parameter in enumerate(scenario.parameters)}
    briefs = np.zeros(len(actors), layout.dtype_of(records.Brief, capacity))
    for brief, actor in zip(briefs, actors, strict=True):
        _fill_brief(brief, actor, scenario, index)
    levers = np.zeros(max(1, len(scenario.levers)), layout.dtype_of(records.LeverRow, capacity))
    fill_levers(levers, scenario, index)
    dispute = np.zeros(1, layout.dtype_of(records.Dispute, capacity))
    _fill_parameters(dispute[0], scenario)
    quantiles = fill_draws(dispute[0], scenario)
    _fill_dispute(dispute[0], scenario, index)
    _fill_touches(dispute[0], scenario, index)
    fill_shifts(dispute[0], shifts, index)
    fill_loose(dispute[0], loose, scenario, index)
    fill_rules(dispute[0], scenario)
    fill_links(dispute[0], scenario, index)
    fill_derived(dispute[0], scenario, index)
    fill_patterns(dispute[0], scenario)
    slots = _public_slots(dispute[0], scenario)
    publics = np.zeros(
        slots * len(scenario.principals), layout.dtype_of(records.Standing, capacity)
    )
    return Compiled(scenario, capacity, dispute, briefs, levers, publics, quantiles)


def _fill_brief(brief: Record, actor: Actor, scenario: Scenario, index: dict[str, int]) -> None:
    hazards = [hazard_.name for hazard_ in scenario.hazards]
    terms = terms_of(actor, scenario)
    brief["n_terms"], brief["ratifies"] = len(terms), actor.ratifies
    brief["n_material"] = sum(term.channel is Channel.MATERIAL for term in terms)
    brief["strategy"] = strategy_code(actor.strategy)
    for kind in ("mood", "patience", "stubborn", "choice", "answer"):
        brief[f"{kind}_place"] = place(kind, actor.stream_name)
    brief["vigilant_place"] = place("vigilant", actor.stream_name)
    brief["stance_place"] = place(
        "leaning", actor.stream_name
    )  # the word its numbers were keyed by
    for noun in layout.NOUNS:
        if f"{actor.name}.{noun}" in index:
            brief[noun] = index[f"{actor.name}.{noun}"]
    scale = float(scenario.calendar.n_steps)
    if f"{actor.name}.window" in index:
        unit = scenario.parameters[index[f"{actor.name}.window"]].unit
        scale = 1.0 / scenario.calendar.step_months if unit == "months" else scale
    brief["window_scale"] = scale
    for t, term in enumerate(terms):
        brief["term_always"][t] = not term.during
        brief["term_during"][t][: len(term.during)] = term.during
        brief["term_param"][t], brief["term_sign"][t] = index[term.parameter], term.sign
        brief["term_channel"][t] = CHANNEL_CODES[term.channel]
        brief["term_hazard"][t] = hazards.index(term.hazard) if term.hazard else records.NOTHING
        brief["term_by_hostility"][t] = term.by_hostility
    fill_scores(brief, terms, scenario)


def terms_of(actor: Actor, scenario: Scenario) -> list[Term]:
    """An actor's terms in the order of a brief: material ones first."""
    terms = [term for term in scenario.terms if term.actor == actor.name]
    return sorted(terms, key=lambda term: term.channel is not Channel.MATERIAL)


def fill_scores(brief: Record, terms: Sequence[Term], scenario: Scenario) -> None:
    """How far each outcome has what a term counts."""
    for t, term in enumerate(terms):
        brief["term_scores"][t][: len(term.scores)] = term.scores
        if term.by_hostility and scenario.from_agreement:
            brief["term_scores"][t][status_quo(scenario)] = 0.0  # an embrace already made


def fill_draws(dispute: Record, scenario: Scenario) -> NDArray[np.float64]:
    """What parameters are drawn from, and one row of quantiles per tabulated distribution."""
    values = [parameter.value for parameter in scenario.parameters]
    tables: dict[Beta | TruncatedNormal, int] = {}
    for value in values:
        if isinstance(value, (Beta, TruncatedNormal)):
            tables.setdefault(value, len(tables))
    supports = [value.support for value in values]
    dispute["draw_low"][: len(values)] = [low for low, _ in supports]
    dispute["draw_mode"][: len(values)] = [value.mode for value in values]
    dispute["draw_high"][: len(values)] = [high for _, high in supports]
    dispute["draw_code"][: len(values)] = [DRAW_CODES[type(value)] for value in values]
    dispute["draw_quantiles"][: len(values)] = [tables.get(cast("Any", one), 0) for one in values]
    drawn = [i for i, value in enumerate(values) if not isinstance(value, Fixed)]
    dispute["n_drawn"] = len(drawn)
    dispute["drawn"] = 0
    dispute["drawn"][: len(drawn)] = drawn
    rows = [_quantiles(value, scenario.id) for value in tables]
    return np.array(rows) if rows else np.zeros((1, layout.TABLE_KNOTS))


def _fill_parameters(dispute: Record, scenario: Scenario) -> None:
    """What is known of parameters besides their values."""
    parameters = scenario.parameters
    learning = [i for i, parameter in enumerate(parameters) if parameter.prior_weight > 0.0]
    dispute["n_beliefs"], dispute["belief"][: len(learning)] = len(learning), learning
    for i, parameter in enumerate(parameters):
        dispute["draw_place"][i] = place("draw", parameter.stream_name)
        dispute["lower"][i], dispute["upper"][i] = parameter.kept_within
        dispute["belief_weight"][i] = parameter.prior_weight


def _quantiles(value: Beta | TruncatedNormal, name: str) -> NDArray[np.float64]:
    shares = np.linspace(0.0, 1.0, layout.TABLE_KNOTS)
    found = value.low + (value.high - value.low) * value.unit_quantiles(shares)
    if not np.isfinite(found).all():
        raise InputError(f"{name}: the quantiles of {value} cannot be computed; widen it")
    return np.clip(found, value.low, value.high)


def _fill_dispute(dispute: Record, scenario: Scenario, index: dict[str, int]) -> None:
    outcomes = scenario.outcomes
    dispute["n_steps"], dispute["step_years"] = (
        scenario.calendar.n_steps,
        scenario.calendar.step_years,
    )
    dispute["n_outcomes"], dispute["n_params"] = len(outcomes), len(scenario.parameters)
    dispute["n_principals"], dispute["n_thirds"] = (
        len(scenario.principals),
        len(scenario.third_parties),
    )
    dispute["n_levers"], dispute["n_events"] = len(scenario.levers), len(scenario.events)
    dispute["failure_hostility"] = scenario.failure_hostility
    dispute["first_place"] = place("first", "proposer")
    principals = [actor.name for actor in scenario.principals]
    dispute["principals_pay"] = any(
        isinstance(lever, Promise) and lever.actor in principals for lever in scenario.levers
    )
    dispute["opener"] = principals.index(scenario.first) if scenario.first else records.NOTHING
    dispute["kind"][: len(outcomes)] = [KIND_CODES[outcome.kind] for outcome in outcomes]
    dispute["text"][: len(outcomes)] = [outcome.text for outcome in outcomes]
    dispute["settlement"][list(scenario.settlement)] = True
    dispute["status_quo"] = status_quo(scenario)
    dispute["process"] = next(
        (outcome.index for outcome in outcomes if outcome.kind is Kind.PROCESS), records.NOTHING
    )
    for e, event in enumerate(scenario.events):
        dispute["event_chance"][e] = event.probability
        dispute["event_place"][e] = place("event", event.stream_name)
        dispute["event_step"][e] = begins(event, scenario)
    at = chances = 0
    for h, hazard_ in enumerate(scenario.hazards):
        dispute["chance_of"][h][: len(outcomes)] = [chances + lock for lock in hazard_.by_outcome]
        for chance in hazard_.chances:
            dispute["chance_start"][chances] = at
            for token in chance.tokens:
                dispute["chance_op"][at], dispute["chance_number"][at] = operation(token, index)
                at += 1
            chances += 1
    dispute["chance_start"][chances] = at
    dispute["n_chances"] = chances


def _fill_touches(dispute: Record, scenario: Scenario, index: dict[str, int]) -> None:
    """Which actors' tables a parameter enters: a bit per principal, `EVERYONE` for what moves a
    third party.
    """
    principals = [actor.name for actor in scenario.principals]
    bits = {name: 1 << a for a, name in enumerate(principals)}
    touches = dispute["touches"]
    for address, i in index.items():
        touches[i] |= bits.get(address.rpartition(".")[0], 0)
    reads = {
        hazard_.name: [a for chance in hazard_.chances for a in chance.addresses]
        for hazard_ in scenario.hazards
    }
    for address in (address for found in reads.values() for address in found):
        touches[index[address]] |= records.CHANCES
    for term in scenario.terms:
        for address in [term.parameter, *reads.get(term.hazard, [])]:
            touches[index[address]] |= bits.get(term.actor, records.EVERYONE)
    for actor in scenario.third_parties:
        for noun in (*THIRD_PARTY_DEFAULTS, *VOTER_DEFAULTS):
            if f"{actor.name}.{noun}" in index:
                touches[index[f"{actor.name}.{noun}"]] |= records.EVERYONE
    touch_levers(touches, scenario, index, bits)


def _public_slots(dispute: Record, scenario: Scenario) -> int:
    certain = all(event.probability >= 1.0 and not event.spread for event in scenario.events)
    kinds = [type(lever).__name__ for lever in scenario.levers]
    slots = int(dispute["n_phases"] * dispute["n_grounds"]) << kinds.count("Threat")
    dispute["shared"] = (
        certain
        and "Promise" not in kinds
        and slots <= layout.MOST_SHARED
        and dispute["n_beliefs"] == 0
    )
    return slots if dispute["shared"] else 1
