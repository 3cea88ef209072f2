"""What an experiment file must say, and lists that are there but say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation_sim.scenarios.source.located import Items, Leaf, Node, Table, node_at

if TYPE_CHECKING:
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec
    from negotiation_sim.scenarios.scope import Scope

__all__ = ["check_presence"]

REQUIRED = ("title", "scenarios", "runs", "seed")

EMPTY = {
    ("vary", "grid"): "found none, expected at least one address",
    ("vary", "list"): "found none, expected at least one point; {} is the scenario itself",
    ("vary", "table"): "found none, expected a CSV file, its path relative to this one",
}
"""What is said where a design has nothing in it."""

EMPTY_UNLESS_EXTENDING = {
    ("outputs",): "found none, expected result columns; leave it out to keep all",
    ("vary", "where"): "found none, expected at least one comparison; leave it out for none",
}
"""The same for lists that may also be emptied on purpose, to undo those of a file that is
extended."""


def check_presence(spec: ExperimentSpec, scope: Scope, extends: bool) -> None:
    """Tell what is missing or empty.

    Parameters
    ----------
    extends : whether the file is laid over another
    """
    for section in REQUIRED:
        if getattr(spec, section) in ("", (), None) and scope.sound((section,)):
            scope.fault(
                (section,), f"missing, expected {type(spec).model_fields[section].description}"
            )
    for path, message in (EMPTY if extends else EMPTY | EMPTY_UNLESS_EXTENDING).items():
        node = node_at(scope.tree, path)
        if node is not None and _is_empty(node) and scope.sound(path):
            scope.fault(path, message)


def _is_empty(node: Node) -> bool:
    match node:
        case Items():
            return not node.items
        case Table():
            return not node.entries
        case Leaf():
            return node.value == ""
