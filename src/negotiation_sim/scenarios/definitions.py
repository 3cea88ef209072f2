"""Interventions written in an experiment: where each one exists, and the change it makes there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import FaultsError
from negotiation_sim.scenarios.edits import is_edit
from negotiation_sim.scenarios.named import NamedScenario
from negotiation_sim.scenarios.overrides import Overrides
from negotiation_sim.scenarios.source.located import Path

if TYPE_CHECKING:
    from negotiation_sim.scenarios.experiment_fields import DefinitionSpec

__all__ = ["Mention", "change_of", "definitions_in", "known_names", "mentions"]

Mention = tuple[Path, str, str, bool]
"""Path within the definition, what is named, its name, and whether the name is the key there."""


def definitions_in(
    data: Mapping[str, Mapping[str, Any]], scenarios: Sequence[NamedScenario]
) -> tuple[dict[str, Change], ...]:
    """Changes by name, for every scenario: of the definitions that exist there.

    Parameters
    ----------
    data : name -> definition as an experiment file writes it

    Raises
    ------
    FaultsError
        If a definition has another shape.
    """
    if not data:
        return tuple({} for _ in scenarios)
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec
    from negotiation_sim.scenarios.experiment_shape import shaped
    from negotiation_sim.scenarios.scope import Scope
    from negotiation_sim.scenarios.source.data import tree_of_data

    scope = Scope(tree_of_data({"define": data}, "interventions"), abstract=False)
    specs = shaped(scope, ExperimentSpec).define
    if scope.faults:
        raise FaultsError(scope.faults)
    return tuple(
        {name: change_of(name, spec) for name, spec in specs.items() if exists_in(spec, named)}
        for named in scenarios
    )


def exists_in(spec: DefinitionSpec, named: NamedScenario) -> bool:
    """Whether a scenario is meant, and has everything the definition names."""
    if spec.only and named.name not in spec.only:
        return False
    return all(name in known_names(what, named.scenario) for _, what, name, _ in mentions(spec))


def mentions(spec: DefinitionSpec) -> Iterator[Mention]:
    """Every name of a scenario that a definition uses."""
    for word in ("set", "scale"):
        for address in getattr(spec, word):
            yield (
                (word, address),
                _kind(address),
                address,
                True,
            )
    for word, what in (
        ("drop", "event"),
        ("freeze", "parameter"),
        ("off", "lever"),
        ("force", "lever"),
    ):
        for index, name in enumerate(getattr(spec, word)):
            yield (word, index), what, name, False
    for name in spec.strategy:
        yield ("strategy", name), "principal", name, True


def _kind(address: str) -> str:
    if is_edit(address):
        return "setting"
    return "dated shift" if address.startswith("events.") else "parameter"


def known_names(what: str, scenario: Scenario) -> tuple[str, ...]:
    """Names of one sort that a scenario has."""
    match what:
        case "parameter":
            return tuple(parameter.address for parameter in scenario.parameters)
        case "dated shift":
            return scenario.shift_addresses
        case "setting":
            return tuple(Overrides(scenario).editable)
        case "event":
            return tuple(event.name for event in scenario.events)
        case "lever":
            return tuple(lever.name for lever in scenario.levers)
    return tuple(actor.name for actor in scenario.principals)


def change_of(name: str, spec: DefinitionSpec) -> Change:
    """The change a definition makes."""
    return spec.build(name, spec.label or name)
