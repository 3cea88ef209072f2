"""Laying out the rules that are off by default: agreements at the start, rounds, derived parameters,
patterns of the record.
"""

from __future__ import annotations

from typing import Any

from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.parameters import cholesky
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model import hazard, records
from negotiation_sim.model.run.patterns import ACTS

__all__ = [
    "fill_derived",
    "fill_links",
    "fill_patterns",
    "fill_rules",
    "operation",
    "status_quo",
]

OPERATOR_CODES = {"+": hazard.ADD, "-": hazard.SUBTRACT, "*": hazard.MULTIPLY}

Record = Any


def operation(token: float | str, index: dict[str, int]) -> tuple[int, float]:
    """Code and operand of one token of a postfix formula."""
    if isinstance(token, float):
        return hazard.NUMBER, token
    if token in OPERATOR_CODES:
        return OPERATOR_CODES[token], 0.0
    return hazard.PARAMETER, float(index[token])


def status_quo(scenario: Scenario) -> int:
    """The outcome in which nothing new is agreed."""
    return next(o.index for o in scenario.outcomes if o.kind is Kind.STATUS_QUO)


def fill_rules(dispute: Record, scenario: Scenario) -> None:
    """Rules of the protocol, rounds, grounds, requirements and injuries."""
    protocol, n = scenario.protocol, len(scenario.outcomes)
    dispute["rebase"] = scenario.from_agreement
    dispute["lesser_text"], dispute["hold_back"] = protocol.lesser_text, protocol.hold_back
    dispute["bargained"], dispute["hoped"] = protocol.bargained_accord, protocol.hoped_prospect
    dispute["quorum"] = protocol.quorum or len(scenario.principals)
    dispute["offer_points"] = protocol.offer_points
    dispute["by_rounds"] = bool(scenario.calendar.rounds)
    dispute["round_of"][: scenario.calendar.n_steps] = scenario.calendar.round_of
    for i, issue in enumerate(scenario.issues):
        if issue.name == protocol.opening_issue:
            levels = [issue.levels.index(outcome.levels[i]) for outcome in scenario.outcomes]
            dispute["level"][:n] = levels
    dispute["gated"] = bool(scenario.requirements)
    dispute["allowed"][:n, :n] = True
    for requirement in scenario.requirements:
        for o, gated in enumerate(requirement.gated):
            if gated:
                dispute["allowed"][:n, o] &= [int(held) for held in requirement.in_force]
    dispute["grounded"] = dispute["gated"] or any(term.during for term in scenario.terms)
    dispute["n_grounds"] = 1
    if dispute["grounded"]:
        open_ended = [o.index for o in scenario.outcomes if o.kind is not Kind.FINAL]
        for number, o in enumerate(open_ended):
            dispute["ground"][o] = number
        dispute["n_grounds"] = len(open_ended)
    principals = [actor.name for actor in scenario.principals]
    injuries = [
        (e, principals.index(who))
        for e, event in enumerate(scenario.events)
        for who in event.injures
    ]
    dispute["n_injuries"] = len(injuries)
    for i, (e, who) in enumerate(injuries):
        dispute["injury_event"][i], dispute["injury_who"][i] = e, who


def fill_derived(dispute: Record, scenario: Scenario, index: dict[str, int]) -> None:
    """Formulas of derived parameters, behind those of the hazards; what moves an input touches
    whom its results touch.
    """
    at = int(dispute["chance_start"][dispute["n_chances"]])
    formulas = {p.address: p.formula for p in scenario.parameters if p.formula is not None}
    waiting = dict(formulas)
    ordered: list[str] = []
    while waiting:
        ready = [a for a, f in waiting.items() if not {*f.addresses} & {*waiting}]
        for address in ready:
            ordered.append(address)
            p, formula = index[address], waiting.pop(address)
            dispute["derived_from"][p] = at
            for token in formula.tokens:
                code = operation(token, index)
                dispute["chance_op"][at], dispute["chance_number"][at] = code
                at += 1
            dispute["derived_to"][p] = at
    dispute["n_derived"] = len(ordered)
    dispute["derived"][: len(ordered)] = [index[address] for address in ordered]
    for address in reversed(ordered):
        for read in formulas[address].addresses:
            dispute["touches"][index[read]] |= dispute["touches"][index[address]]
    for i in range(int(dispute["n_shifts"])):
        if dispute["shift_step"][i] > 0:
            dispute["later_touched"] |= dispute["touches"][dispute["shift_param"][i]]
    for p in dispute["loose_param"][: dispute["n_loose"]]:
        dispute["later_touched"] |= dispute["touches"][p]


def fill_links(dispute: Record, scenario: Scenario, index: dict[str, int]) -> None:
    """Parameters whose draws are correlated, and the factor that does it."""
    dispute["link"] = records.NOTHING
    if scenario.correlations:
        names, factor = cholesky(scenario.correlations)
        dispute["n_linked"] = len(names)
        for k, name in enumerate(names):
            dispute["linked"][k], dispute["link"][index[name]] = index[name], k
        dispute["link_weights"][: len(names), : len(names)] = factor


def fill_patterns(dispute: Record, scenario: Scenario) -> None:
    """The patterns of the record."""
    actors = [actor.name for actor in scenario.principals + scenario.third_parties]
    found = scenario.patterns
    dispute["n_patterns"] = len(found)
    for p, pattern in enumerate(found):
        who = actors.index(pattern.actor) if pattern.actor else records.NOTHING
        dispute["pattern_acts"][p] = sum(1 << ACTS.index(act) for act in pattern.acts)
        dispute["pattern_who"][p] = who
        dispute["pattern_from"][p] = pattern.first_step + 1
        dispute["pattern_to"][p] = pattern.last_step + 1
        dispute["pattern_first"][p] = pattern.first
        dispute["pattern_marks"][p][: len(pattern.marked)] = pattern.marked
