"""The meaning of the columns that hold the numbers a design varies: parameters, dated shifts and
strategies, by address.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from negotiation_sim.domain.experiment import number_text, split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import Study
from negotiation_sim.export.strategy_levels import strategy_levels
from negotiation_sim.export.variables import Variable, by_scenario
from negotiation_sim.scenarios.values import written

__all__ = ["varied_variables"]

HOW_WRITTEN = "Written as --set writes it: a number, *factor, or low,mode,high."
STRATEGY = ".strategy"
"""End of an address that determines how a principal concedes."""

LISTED = 12
"""Different values that are listed one by one; more of them are given as a range."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a scenario declares about an address; `own` is the value it has where nothing is varied."""

    label: str
    own: str
    unit: str
    source: str


def varied_variables(results: Results) -> list[Variable]:
    """One entry per address that differs between the points, in the order of their columns."""
    points = results.points
    return [_varied(results.study, name, points[name]) for name in results.varied]


def _varied(study: Study, name: str, values: pd.Series) -> Variable:
    prefix, address = split_prefix(name)
    meant = [
        number for number, named in enumerate(study.scenarios) if not prefix or named.name in prefix
    ]
    said = {study.scenarios[number].name: _said(study.ground(number), address) for number in meant}
    known = {scenario: entry for scenario, entry in said.items() if entry is not None}
    is_number = pd.api.types.is_numeric_dtype(values)
    levels = (
        strategy_levels(map(str, values.dropna().unique())) if address.endswith(STRATEGY) else ()
    )
    meaning = [] if levels else [_values(values, is_number)]
    own = by_scenario((scenario, entry.own) for scenario, entry in known.items())
    meaning.append(f"The scenario's own value: {own}.")
    without = [named.name for named in study.scenarios if named.name not in known]
    if without:
        meaning.append(f"Has no effect in {', '.join(without)}.")
    first = next(iter(known.values()))
    return Variable(
        name,
        "category" if levels else "number" if is_number else "text",
        f"{first.label} (varied)",
        " ".join(meaning),
        first.unit,
        levels=levels,
        missing="the point leaves the scenario's own value" if values.isna().any() else "",
        source=by_scenario((scenario, entry.source) for scenario, entry in known.items()),
    )


def _values(values: pd.Series, is_number: bool) -> str:
    different = [
        number_text(value) if is_number else str(value)
        for value in sorted(values.dropna().unique())
    ]
    if is_number and len(different) > LISTED:
        return f"{len(different):,} values from {different[0]} to {different[-1]}."
    shown = "; ".join(different[:LISTED]) + ("; …" if len(different) > LISTED else "")
    return f"Values: {shown}." if is_number else f"Values: {shown}. {HOW_WRITTEN}"


def _said(scenario: Scenario, address: str) -> _Entry | None:
    """None where the scenario does not know the address."""
    for parameter in scenario.parameters:
        if parameter.address == address:
            return _Entry(
                parameter.label or address,
                written(parameter.value),
                parameter.unit,
                parameter.source,
            )
    for event in scenario.events:
        for shifted, amount in event.shifts:
            if address == f"events.{event.name}.{shifted}":
                return _Entry(
                    f"shift of {shifted}: {event.label}",
                    f"{amount:g}",
                    scenario.parameter(shifted).unit,
                    event.source,
                )
    for actor in scenario.principals:
        if address == f"{actor.name}.strategy":
            return _Entry(
                f"how {actor.label} concedes", actor.strategy, "", "`actors` of the scenario file"
            )
    return None
