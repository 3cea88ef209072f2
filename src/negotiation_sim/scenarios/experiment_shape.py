"""An experiment's tree in its shape, with whatever is out of shape reported and left out."""

from __future__ import annotations

from collections.abc import Sequence
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

    from negotiation_sim.scenarios.shape_faults import complaints_of

    try:
        return shape.model_validate(plain(scope.tree, tuple))
    except ValidationError as error:
        complaints = complaints_of(error, scope.tree, shape)
    for path, message, at_key in complaints:
        scope.fault(path, message, at_key)
    kept = _pruned(scope.tree, [path for path, _, _ in complaints])
    return shape.model_validate(plain(kept, tuple))


def _pruned(tree: Table, paths: Sequence[Path]) -> Table:
    """The tree without the entries, or else the sections, that some paths lie in."""
    spoilt: dict[str, set[str | None]] = {}
    for path in paths:
        spoilt.setdefault(str(path[0]), set()).add(str(path[1]) if len(path) > 1 else None)
    left = {
        section: _without(section, entry, spoilt[section]) if section in spoilt else entry
        for section, entry in tree.entries.items()
    }
    return Table(tree.place, {section: entry for section, entry in left.items() if entry})


def _without(section: str, entry: Entry, parts: set[str | None]) -> Entry | None:
    """A section without some of its entries; None where it goes as a whole."""
    if section in BY_ENTRY and None not in parts and isinstance(entry.node, Table):
        return Entry(entry.place, entry.node.without(*map(str, parts)))
    return None
