"""An experiment's tree in its shape, with whatever is out of shape reported and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Entry, Path, Table, plain

if TYPE_CHECKING:
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec

__all__ = ["shaped"]

BY_ENTRY = ("conclusions", "define", "models", "set", "vary")
"""Sections in which a fault of shape spoils one entry only."""


def shaped(scope: Scope, shape: type[ExperimentSpec]) -> ExperimentSpec:
    """What the tree of a scope says, without its faults of shape; the scope gets those."""
    from pydantic import ValidationError

    from negotiation_sim.scenarios.shape_faults import complaint

    try:
        return shape.model_validate(plain(scope.tree, tuple))
    except ValidationError as error:
        complaints = [
            complaint(detail, scope.tree, shape) for detail in error.errors(include_url=False)
        ]
    kept = scope.tree
    for path, message, at_key in complaints:
        scope.fault(path, message, at_key)
        kept = _pruned(kept, path)
    return shape.model_validate(plain(kept, tuple))


def _pruned(tree: Table, path: Path) -> Table:
    """The tree without the entry, or else the section, that a path lies in."""
    section = str(path[0])
    if section not in tree.entries:
        return tree
    entry = tree.entries[section]
    if section in BY_ENTRY and len(path) > 1 and isinstance(entry.node, Table):
        left = Entry(entry.place, entry.node.without(str(path[1])))
        return Table(tree.place, {**tree.entries, section: left})
    return tree.without(section)
