"""``extends:``: a file laid over another, mapping by mapping."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import realpath  # that of pathlib raises where a link leads to itself
from pathlib import Path as FilePath

from negotiation_sim.domain.actors import Role
from negotiation_sim.errors import FaultsError, InputError, short
from negotiation_sim.scenarios.shelf import beside, is_ours
from negotiation_sim.scenarios.source.located import (
    Entry,
    Leaf,
    Path,
    Table,
    node_at,
    table_at,
)
from negotiation_sim.scenarios.source.outlines import WHERE as OUTLINES
from negotiation_sim.scenarios.source.outlines import with_outlines
from negotiation_sim.scenarios.source.reading import read_tree

__all__ = ["laid", "layers_of", "merge", "merged", "merged_tree", "spread"]

MOST_LAYERS = 20
"""Files laid over each other."""

OWN_KEYS = ("id", "abstract", "extends")
"""Never inherited."""

INSTEAD = (("value", "formula"), ("formula", "value"))
"""Keys of a parameter that take the place of one another."""


def merged_tree(path: FilePath) -> Table:
    """A file over everything it extends; its `extends` is gone, its `abstract` stays.

    Raises
    ------
    FaultsError
        If a file of the chain cannot be read, or the chain does not end.
    """
    return merged(layers_of(path))


def layers_of(path: FilePath) -> list[Table]:
    """A file and those it extends, each as it is written, the file itself first.

    Raises
    ------
    FaultsError
        If a file of the chain cannot be read, or the chain does not end.
    """
    layers = [with_outlines(read_tree(path), path)]
    seen = [realpath(path)]
    while (entry := layers[-1].entries.get("extends")) is not None:
        path = _extended(entry, path)
        if len(layers) == MOST_LAYERS:
            raise FaultsError(
                [
                    entry.node.place.fault(
                        ("extends",), f"is the {MOST_LAYERS}th file in a chain, expected fewer"
                    )
                ]
            )
        if realpath(path) in seen:
            raise FaultsError(
                [
                    entry.node.place.fault(
                        ("extends",),
                        f"{path.name} extends this file in turn, expected a chain that ends",
                    )
                ]
            )
        seen.append(realpath(path))
        layers.append(with_outlines(read_tree(path), path))
    return layers


def merged(layers: Sequence[Table]) -> Table:
    """Layers as one tree, the first on top, with what `defaults` gives to every principal."""
    return spread(laid(layers))


def laid(layers: Sequence[Table]) -> Table:
    """Layers over each other, the first on top."""
    *above, lowest = layers
    tree = lowest.without("extends")
    for layer in reversed(above):
        top = layer.without("extends")
        own = {key: entry for key, entry in top.entries.items() if key in OWN_KEYS}
        tree = merge(Table(top.place, own | dict(tree.without(*OWN_KEYS).entries)), top)
    return tree


def spread(tree: Table) -> Table:
    """The tree with every default as a parameter of each principal, below what the principal
    declares itself.
    """
    shared, actors = table_at(tree, ("defaults",)), table_at(tree, ("actors",))
    if not shared or not actors or table_at(tree, ("params",)) is None:
        return tree
    roles = {name: node_at(tree, ("actors", name, "role")) for name in actors}
    principals = [
        name
        for name, role in roles.items()
        if isinstance(role, Leaf) and role.value == Role.PRINCIPAL
    ]
    place = tree.entries["defaults"].place
    given = {f"{name}.{noun}": entry for name in principals for noun, entry in shared.items()}
    below = Table(tree.place, {"params": Entry(place, Table(place, given))})
    return merge(below, tree)


def _extended(entry: Entry, path: FilePath) -> FilePath:
    node = entry.node
    if not isinstance(node, Leaf) or type(node.value) not in (str, int):
        raise FaultsError(
            [
                entry.place.fault(
                    ("extends",),
                    "expected a path relative to this file, or the name of a shipped scenario",
                )
            ]
        )
    try:
        file = beside(path, str(node.value))
    except InputError as error:
        raise FaultsError([node.place.fault(("extends",), str(error))]) from None
    if not is_ours(file):
        wrong = f"{short(str(node.value))} is no scenario or experiment file"
        raise FaultsError([node.place.fault(("extends",), wrong)])
    return file


def merge(base: Table, top: Table, path: Path = ()) -> Table:
    """Tables merge deeply, anything else is replaced; keys of `base` come first."""
    entries = dict(base.entries)
    for mine, other in INSTEAD if path[:1] == ("params",) else ():
        if mine in top.entries:
            entries.pop(other, None)
    for key, entry in top.entries.items():
        below, above = entries[key].node if key in entries else None, entry.node
        if isinstance(below, Table) and isinstance(above, Table) and not _is_value((*path, key)):
            entries[key] = Entry(entry.place, merge(below, above, (*path, key)))
        else:
            entries[key] = entry
    return Table(top.place, entries)


def _is_value(path: Path) -> bool:
    """Whether a table is one value: ``{uniform: [0, 1]}`` never mixes with another distribution or
    range, nor a file of outlines with another.
    """
    return (
        path == OUTLINES
        or (path[0] == "params" and path[-1] == "value")
        or (len(path) > 2 and path[-2] in ("set", "parameters"))
    )
