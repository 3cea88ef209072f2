"""Parameters, scores and hazards that nothing reads: a slip of the pen that would pass for a
number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from negotiation_sim.domain.actors import PRINCIPAL_REQUIRED
from negotiation_sim.domain.expressions import parse_expression
from negotiation_sim.errors import nearest_names
from negotiation_sim.scenarios.parts.levers import ConsentSpec, PromiseSpec, VoteSpec
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Leaf, Table, node_at, table_at

if TYPE_CHECKING:
    from negotiation_sim.scenarios.parts.preferences import HazardSpec
    from negotiation_sim.scenarios.parts.whole import ScenarioSpec

__all__ = ["addresses_read", "check_read"]


def check_read(spec: ScenarioSpec, scope: Scope) -> None:
    """Report what a file declares and nothing reads; an abstract one, and what a file shares with
    others that extend the same one, is left alone.
    """
    if (
        scope.abstract
        or not scope.layers
        or not scope.sound(("actors",), ("terms",), ("levers",), ("hazards",))
    ):
        return
    read = {*addresses_read(spec), *_read_by_formulas(scope.layers), *scope.defaults}
    read |= {f"{name}.{noun}" for name in scope.principals for noun in PRINCIPAL_REQUIRED}
    points = [
        lever for lever in spec.levers.values() if not isinstance(lever, (ConsentSpec, VoteSpec))
    ]
    scores = {name for one in (*spec.terms.values(), *points) for name in one.score}
    promises = [lever for lever in points if isinstance(lever, PromiseSpec)]
    hazards = {term.hazard for term in spec.terms.values()} | {one.hazard for one in promises}
    for section, what, readers in (
        ("params", read, "rule, term, lever, hazard or formula"),
        ("scores", scores, "term or lever"),
        ("hazards", hazards, "term"),
    ):
        shared = {name for base in scope.layers[1:] for name in table_at(base, (section,)) or ()}
        for name in getattr(spec, section):
            if name not in what and name not in shared and scope.sound((section, name)):
                scope.fault((section, name), _unread(name, readers, what), at_key=True)


def _unread(name: str, readers: str, known: Iterable[str]) -> str:
    near = nearest_names(name, sorted(known))
    hint = (
        "did you mean " + " or ".join(map(repr, near)) + "?" if near else "use it or leave it out"
    )
    return f"no {readers} reads {name!r}; {hint}"


def addresses_read(spec: ScenarioSpec) -> Iterator[str]:
    """Parameters that terms, levers and hazards use."""
    for term in spec.terms.values():
        yield term.param
    for lever in spec.levers.values():
        if not isinstance(lever, (ConsentSpec, VoteSpec)):
            yield from (lever.points, lever.cost)
        if isinstance(lever, PromiseSpec) and lever.budget:
            yield lever.budget
    for hazard in spec.hazards.values():
        for formula in _formulas(hazard):
            yield from parse_expression(formula).addresses


def _read_by_formulas(layers: Iterable[Table]) -> Iterator[str]:
    """Parameters that others are computed from, in a file of the chain: a value may have taken the
    place of the formula.
    """
    for layer in layers:
        for address in table_at(layer, ("params",)) or ():
            formula = node_at(layer, ("params", address, "formula"))
            if isinstance(formula, Leaf) and isinstance(formula.value, str):
                yield from _addresses(formula.value)


def _addresses(formula: str) -> tuple[str, ...]:
    try:
        return parse_expression(formula).addresses
    except ValueError:  # a fault, reported where the formula is checked
        return ()


def _formulas(hazard: HazardSpec) -> Iterator[str]:
    yield from hazard.keys.values()
    for by_level in hazard.locks.values():
        for locks in by_level.values():
            yield from locks.values()
