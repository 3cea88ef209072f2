"""``params`` and ``events``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from negotiation_sim.domain.actors import (
    PRINCIPAL_DEFAULTS,
    PRINCIPAL_REQUIRED,
    THIRD_PARTY_DEFAULTS,
    VOTER_DEFAULTS,
    Role,
)
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.expressions import parse_expression
from negotiation_sim.domain.parameters import UNITS, Correlation, Parameter, cholesky, with_modes
from negotiation_sim.errors import nearest_names, short
from negotiation_sim.scenarios.parts.fields import (
    Days,
    Formula,
    Number,
    Probability,
    Spec,
    Text,
    Value,
    one_or_more,
)
from negotiation_sim.scenarios.scope import Scope, is_name
from negotiation_sim.scenarios.source.located import Path
from negotiation_sim.scenarios.values import most_likely, out_of_range

__all__ = [
    "CorrelationSpec",
    "EventSpec",
    "ParameterSpec",
    "build_parameters",
    "check_correlations",
]


class ParameterSpec(Spec):
    """One number, with its unit and source."""

    value: Value | None = Field(
        None, description="a number, [low, mode, high] or {uniform|beta|normal: [...]}"
    )
    formula: Formula = Field(
        "", description="what it is computed from in every run, in the place of a value"
    )
    unit: Text = Field(
        description="a unit: " + ", ".join(UNITS), json_schema_extra={"enum": list(UNITS)}
    )
    source: Text = Field(description="where the number comes from, in words")
    label: Text = Field("", description="a short phrase for tables and figures")
    lever: bool = Field(False, description="one of the few shown first")
    stream: Text = Field("", description="name of its random stream; the address if left out")
    prior_weight: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        0.0,
        description="a probability that learns: how many observations it is worth before the talks; 0: it does not learn",
    )

    def check(self, scope: Scope, path: Path, address: str) -> None:
        owner, _, noun = address.rpartition(".")
        if not is_name(noun) or not is_name(owner) or noun == "strategy":
            scope.fault(
                path,
                f"{short(address)} is not an address, expected <actor>.<noun> or <hazard>.<noun>"
                + scope.like_parameter(address),
                at_key=True,
            )
        else:
            self._check_owner(scope, path, address)
        if scope.refers((*path, "unit"), "known unit", self.unit, UNITS):
            self._check_unit(scope, path, owner, noun)
        if self.prior_weight > 0 and self.unit != "probability":
            scope.fault(
                (*path, "prior_weight"), f"{address} is no probability, expected 0 or left out"
            )

    def _check_owner(self, scope: Scope, path: Path, address: str) -> None:
        actors, hazards = scope.names("actors"), scope.names("hazards")
        owner = address.rpartition(".")[0]
        if actors is None or hazards is None or owner in (known := [*actors, *hazards, "dispute"]):
            return
        hint = "" if nearest_names(owner, known) else scope.like_parameter(address)
        if hint:
            scope.fault(path, f"{short(owner)} is not an actor or hazard{hint}", at_key=True)
        else:
            scope.refers(path, "actor or hazard", owner, known, at_key=True)

    def _check_unit(self, scope: Scope, path: Path, owner: str, noun: str) -> None:
        wanted = _unit_of(scope, owner, noun)
        if wanted and wanted != self.unit and (noun, self.unit) != ("window", "months"):
            scope.fault((*path, "unit"), f"found {self.unit!r}, expected {wanted!r} for {noun}")
        elif self.value is None or self.formula:
            self._check_formula(scope, path)
        elif wrong := out_of_range(self.value, self.unit):
            scope.fault((*path, "value"), wrong)

    def _check_formula(self, scope: Scope, path: Path) -> None:
        if (self.value is None) == (not self.formula):
            scope.fault(path, "has neither or both, expected a value or a formula", at_key=True)
            return
        try:
            addresses = parse_expression(self.formula).addresses
        except ValueError as error:
            scope.fault((*path, "formula"), str(error))
            return
        for address in addresses:
            scope.parameter((*path, "formula"), address)

    def build(self, address: str) -> Parameter:
        return Parameter(
            address,
            self.value if self.value is not None else Fixed(0.0),
            self.unit,
            self.source,
            self.label,
            self.lever,
            self.stream,
            self.prior_weight,
            parse_expression(self.formula) if self.formula else None,
        )


def _unit_of(scope: Scope, owner: str, noun: str) -> str:
    """Unit that the model fixes for a noun of an actor; empty where it fixes none."""
    if owner in scope.principals:
        return PRINCIPAL_REQUIRED.get(noun) or PRINCIPAL_DEFAULTS.get(noun, (0, ""))[1]
    known = THIRD_PARTY_DEFAULTS | (VOTER_DEFAULTS if owner in scope.voters else {})
    return known.get(noun, (0, ""))[1] if owner in scope.third_parties else ""


def build_parameters(
    specs: Mapping[str, ParameterSpec],
    defaults: Mapping[str, tuple[float, str]],
    streams: Mapping[str, str] | None = None,
) -> tuple[Parameter, ...]:
    """Those of the file in its order, then the neutral defaults.

    Parameters
    ----------
    streams : names of the random streams of actors that declare one; their parameters follow
    """
    declared = with_modes(spec.build(address) for address, spec in specs.items())
    neutral = [
        Parameter(a, Fixed(value), unit, "neutral default")
        for a, (value, unit) in defaults.items()
        if a not in specs
    ]
    return tuple(_in_stream(parameter, streams or {}) for parameter in (*declared, *neutral))


def _in_stream(parameter: Parameter, streams: Mapping[str, str]) -> Parameter:
    """The parameter with the luck of the actor it belongs to, unless it declares its own."""
    owner, _, noun = parameter.address.rpartition(".")
    if parameter.stream or owner not in streams:
        return parameter
    return replace(parameter, stream=f"{streams[owner]}.{noun}")


class CorrelationSpec(Spec):
    """Rank correlation of two parameters that are drawn."""

    between: tuple[Text, Text] = Field(description="two parameters")
    rank: Annotated[float, Field(gt=-1, lt=1)] = Field(
        description="Spearman's rank correlation, above -1 and below 1"
    )
    source: Text = Field(description="where the number comes from, in words")

    def check(self, scope: Scope, path: Path, params: Mapping[str, ParameterSpec]) -> None:
        for index, address in enumerate(self.between):
            known = scope.parameter((*path, "between", index), address)
            if known and address in params and params[address].formula:
                scope.fault(
                    (*path, "between", index), f"{address} is computed, expected one that is drawn"
                )
        if self.between[0] == self.between[1]:
            scope.fault((*path, "between"), "names one parameter twice, expected two")

    def build(self) -> Correlation:
        return Correlation(*self.between, self.rank, self.source)


def check_correlations(
    scope: Scope, specs: Sequence[CorrelationSpec], params: Mapping[str, ParameterSpec]
) -> None:
    """Every correlation, that no pair is named twice, and that numbers can be so correlated."""
    pairs = []
    for index, spec in enumerate(specs):
        spec.check(scope, ("correlations", index), params)
        if {*spec.between} in pairs:
            named = " and ".join(spec.between)
            scope.fault(("correlations", index), f"{named} are there already, expected once")
        pairs.append({*spec.between})
    if scope.sound(("correlations",)):
        try:
            cholesky([spec.build() for spec in specs])
        except ValueError as error:
            scope.fault(("correlations",), str(error))


class EventSpec(Spec):
    """Shifts of parameters on a date."""

    date: Days = Field(
        description="a date as YYYY-MM or YYYY-MM-DD, [earliest, most likely, latest] or "
        "{uniform: [earliest, latest]}"
    )
    label: Text = Field("", description="what happened, in a few words")
    shift: dict[str, Number] = Field(
        {}, description="the parameters it moves, each by an amount in its unit"
    )
    source: Text = Field(description="where date and amounts come from, in words")
    probability: Probability = Field(1.0, description="chance that it happens in a run")
    half_life_months: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        0.0, description="it fades by half in this time; 0: it lasts"
    )
    stream: Text = Field("", description="name of its random stream; the id if left out")
    injures: Annotated[tuple[Text, ...], one_or_more(Text)] = Field(
        (), description="principals that may break off over it at once"
    )

    def check(self, scope: Scope, path: Path, name: str, calendar: Calendar | None) -> None:
        scope.name(path, name)
        if calendar is not None and scope.is_news(("calendar",), (*path, "date")):
            self.check_date(scope, path, calendar)
        if scope.layers and not self.shift and not self.injures:
            scope.fault(path, "moves and injures nothing, expected shift or injures", at_key=True)
        for address in self.shift:
            scope.parameter((*path, "shift", address), address, at_key=True)
        for index, who in enumerate(self.injures):
            scope.refers((*path, "injures", index), "principal", who, scope.known(Role.PRINCIPAL))

    def check_date(self, scope: Scope, path: Path, calendar: Calendar) -> None:
        if not calendar.contains(self.date[0]):
            months = f"{calendar.start:%Y-%m} to {calendar.end:%Y-%m}"
            scope.fault(
                (*path, "date"),
                f"{self.date[0]:%Y-%m-%d} is outside the calendar, expected within {months}",
            )

    def build(self, name: str) -> Event:
        shifts = tuple(self.shift.items())
        return Event(
            name,
            most_likely(self.date),
            self.label or name,
            shifts,
            self.source,
            self.probability,
            self.half_life_months,
            self.stream,
            self.injures,
            self.date if len(self.date) > 1 else (),
        )
