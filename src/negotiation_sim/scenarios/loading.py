"""From a scenario file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from negotiation_sim.domain.changes import Change
from negotiation_sim.errors import Fault, FaultsError, InputError, UnknownNameError, warn_of
from negotiation_sim.scenarios.remaking import Draft
from negotiation_sim.scenarios.shelf import find_scenario, shipped_folder
from negotiation_sim.scenarios.source.located import (
    Entry,
    Items,
    Leaf,
    Path,
    Place,
    Table,
    node_at,
    place_of,
    plain,
)

if TYPE_CHECKING:
    from negotiation_sim.domain.scenario import Scenario
    from negotiation_sim.scenarios.parts.whole import ScenarioSpec
    from negotiation_sim.scenarios.scope import Scope

__all__ = [
    "Reading",
    "build_scenario",
    "check_file",
    "load_scenario",
    "read_scenario",
    "resolve_scenario",
    "scenario_from_text",
    "warnings_of",
]

BY_ENTRY = (
    "actors",
    "issues",
    "menu",
    "scores",
    "hazards",
    "terms",
    "levers",
    "params",
    "defaults",
    "events",
    "causes",
    "interventions",
)
"""Sections in which a fault of shape spoils one entry only."""

MOST_EDITED = 100
"""Interventions and causes for which a scenario is made again, to see whether that works."""

BY_ITEM = ("classes", "forbid")
"""Lists in which it spoils one item only; something stands in for it."""


class Reading(NamedTuple):
    """What a file gives.

    Parameters
    ----------
    resolved : what it says after everything it extends, in file order
    warnings : what is no fault, and yet to be told
    """

    scenario: Scenario
    resolved: Mapping[str, Any]
    warnings: tuple[Fault, ...]


def load_scenario(name_or_path: str | int | FilePath) -> Scenario:
    """A scenario by shipped name or by path; what is odd about its file is a warning.

    Raises
    ------
    FaultsError
        With every fault of the file.
    InputError
        If it is abstract, or there is no such scenario.
    """
    found = read_scenario(name_or_path)
    warn_of(map(str, found.warnings))
    return found.scenario


def read_scenario(name_or_path: str | int | FilePath) -> Reading:
    """A scenario with the data it was built from, and what is odd about it."""
    from negotiation_sim.scenarios.plausible import strays_in
    from negotiation_sim.scenarios.provenance import borrowed_in
    from negotiation_sim.scenarios.source.merging import layers_of, merged

    path = find_scenario(name_or_path)
    layers = layers_of(path)
    tree = merged(layers)
    if _is_abstract(tree):
        raise InputError(
            f"{path} is abstract: it exists to be extended and cannot be run, expected a file that extends it"
        )
    scenario = _built(tree, layers)
    if faults := _tried(tree, scenario):
        raise FaultsError(faults)
    warnings = (*borrowed_in(layers), *strays_in(scenario, tree, _kin(layers)))
    return Reading(scenario, _data(tree), warnings)


def warnings_of(name_or_path: str | FilePath) -> tuple[Fault, ...]:
    """What is odd about a file without faults; of an abstract one, only its sources."""
    from negotiation_sim.scenarios.provenance import borrowed_sources

    if _is_abstract(_merged(find_scenario(name_or_path))):
        return borrowed_sources(name_or_path)
    return read_scenario(name_or_path).warnings


def _tried(tree: Table, scenario: Scenario) -> list[Fault]:
    """Interventions and causes whose edits make no scenario."""
    changes: list[tuple[Path, Change]] = []
    changes += [(("interventions", one.name), one) for one in scenario.interventions]
    for cause in scenario.causes:
        changes += [(("causes", cause.name), one) for one in (cause.absent, cause.halved)]
    edited = [(path, change) for path, change in changes if change.edits]
    if len(edited) > MOST_EDITED:
        message = f"{len(edited):,} edit what is no number, expected at most {MOST_EDITED}"
        return [place_of(tree, ("interventions",)).fault(("interventions",), message)]
    faults = []
    for path, change in edited:
        try:
            scenario.changed(Change(edits=change.edits))
        except InputError as error:
            faults.append(place_of(tree, path).fault(path, str(error)))
    return faults


def resolve_scenario(name_or_path: str | FilePath) -> dict[str, Any]:
    """What a file says after everything it extends, as plain data in file order.

    Raises
    ------
    FaultsError
        If a file cannot be read.
    InputError
        If there is no such scenario.
    """
    return _data(_merged(find_scenario(name_or_path)))


def _data(tree: Table) -> dict[str, Any]:
    data: dict[str, Any] = plain(tree.without("abstract"))
    return data


def build_scenario(data: Mapping[str, Any], name: str = "scenario") -> Scenario:
    """The scenario of resolved data, such as a stored record holds.

    Parameters
    ----------
    data : as `resolve_scenario` gives it
    name : what faults call it

    Raises
    ------
    FaultsError
        With every fault of the data.
    """
    from negotiation_sim.scenarios.source.data import tree_of_data
    from negotiation_sim.scenarios.source.merging import spread

    return _built(spread(tree_of_data(data, name)))


def scenario_from_text(text: str, name: str) -> tuple[Scenario, dict[str, Any]]:
    r"""A scenario and its resolved data, from a text that lies in no file of this machine; it may
    extend shipped scenarios, but no path.

    Parameters
    ----------
    name : what faults call the text

    Raises
    ------
    FaultsError
        With every fault of the text.
    InputError
        If it is abstract.

    Examples
    --------
    >>> scenario, _ = scenario_from_text("extends: '1956'\nid: mine\ntitle: Mine", "mine.yaml")
    >>> scenario.title, scenario.calendar.n_months
    ('Mine', 19)
    """
    from negotiation_sim.scenarios.source.merging import spread
    from negotiation_sim.scenarios.source.reading import tree_of

    top = tree_of(text.removeprefix("\ufeff"), name)
    entry = top.entries.get("extends")
    layers = (top,) if entry is None else (top, *_shipped_layers(entry))
    tree = spread(top if entry is None else _over(layers[1:], top))
    if _is_abstract(tree):
        raise InputError(f"{name} is abstract: it exists to be extended and cannot be run")
    return _built(tree, layers), _data(tree)


def _shipped_layers(entry: Entry) -> list[Table]:
    from negotiation_sim.scenarios.source.merging import layers_of

    shipped = {path.stem: path for path in sorted(shipped_folder("scenarios").glob("*.yaml"))}
    wanted = str(entry.node.value) if isinstance(entry.node, Leaf) else ""
    if wanted not in shipped:
        unknown = UnknownNameError("shipped scenario", wanted[:80], shipped)
        raise FaultsError(
            [entry.node.place.fault(("extends",), f"{unknown}; no path may be named")]
        )
    return list(layers_of(shipped[wanted]))


def _over(layers: Sequence[Table], top: Table) -> Table:
    from negotiation_sim.scenarios.source.merging import OWN_KEYS, laid, merge

    base, own = laid(list(layers)).without(*OWN_KEYS), top.without("extends")
    kept = {key: one for key, one in own.entries.items() if key in OWN_KEYS}
    return merge(Table(top.place, kept | dict(base.entries)), own)


def check_file(name_or_path: str | FilePath) -> tuple[Fault, ...]:
    """Every fault of a file and of those it extends; none if it is fine.

    Raises
    ------
    UnknownNameError
        If it is neither a path nor the name of a shipped scenario.
    """
    from negotiation_sim.scenarios.source.merging import layers_of, merged

    path = find_scenario(name_or_path)
    try:
        layers = layers_of(path)
        tree = merged(layers)
        spec, scope = _examined(tree, layers)
        if scope.faults or scope.abstract:
            return scope.faults
        return tuple(_tried(tree, Draft(spec, _data(tree), scope.defaults).build()))
    except FaultsError as error:
        return error.faults


def _merged(path: FilePath) -> Table:
    from negotiation_sim.scenarios.source.merging import merged_tree

    return merged_tree(path)


def _is_abstract(tree: Table) -> bool:
    node = node_at(tree, ("abstract",))
    return isinstance(node, Leaf) and node.value is True


def _built(tree: Table, layers: Sequence[Table] = ()) -> Scenario:
    spec, scope = _examined(tree, layers)
    if scope.faults:
        raise FaultsError(scope.faults)
    return Draft(spec, _data(tree), scope.defaults, _kin(layers)).build()


def _kin(layers: Sequence[Table]) -> str:
    from negotiation_sim.scenarios.plausible import kin_of

    return kin_of(FilePath(layer.place.file).stem for layer in layers)


def _examined(tree: Table, layers: Sequence[Table] = ()) -> tuple[ScenarioSpec, Scope]:
    """Shape first; then names and meaning of everything whose shape is right."""
    from negotiation_sim.scenarios.parts.whole import ScenarioSpec
    from negotiation_sim.scenarios.scope import Scope

    scope = Scope(tree, _is_abstract(tree), layers)
    spec = _shaped(tree, scope, ScenarioSpec)
    spec.check(scope)
    return spec, scope


def _shaped(tree: Table, scope: Scope, shape: type[ScenarioSpec]) -> ScenarioSpec:
    from pydantic import ValidationError

    from negotiation_sim.scenarios.shape_faults import complaints_of

    try:
        return shape.model_validate(plain(tree, tuple))
    except ValidationError as error:
        complaints = complaints_of(error, tree, shape)
    for path, message, at_key in complaints:
        scope.fault(path, message, at_key)
    kept = _pruned(tree, [path for path, _, _ in complaints])
    return shape.model_validate(plain(kept, tuple))


def _pruned(tree: Table, paths: Sequence[tuple[int | str, ...]]) -> Table:
    """The tree without the entries, or else the sections, that some paths lie in."""
    spoilt: dict[str, set[int | str | None]] = {}
    for path in paths:
        if path and path[0] in tree.entries:
            spoilt.setdefault(str(path[0]), set()).add(path[1] if len(path) > 1 else None)
    left = {
        section: _without(section, entry, spoilt[section]) if section in spoilt else entry
        for section, entry in tree.entries.items()
    }
    return Table(tree.place, {section: entry for section, entry in left.items() if entry})


def _without(section: str, entry: Entry, parts: set[int | str | None]) -> Entry | None:
    """A section without some of its parts; None where it goes as a whole."""
    node = entry.node
    if isinstance(node, Table) and section in BY_ENTRY and all(isinstance(p, str) for p in parts):
        return Entry(entry.place, node.without(*map(str, parts)))
    in_list = section in BY_ITEM and all(isinstance(part, int) for part in parts)
    if isinstance(node, Items) and in_list:
        items = (
            _stand_in(section, item.place, index) if index in parts else item
            for index, item in enumerate(node.items)
        )
        return Entry(entry.place, Items(node.place, tuple(items)))
    return None


def _stand_in(section: str, place: Place, index: int) -> Table:
    """What a faulty item of `classes` or `forbid` is taken for, so that the others keep their
    numbers.
    """
    name = Entry(place, Leaf(place, f"FAULTY_{index}"))
    return Table(place, {"class": name} if section == "classes" else {})
