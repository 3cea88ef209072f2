"""From plain data, such as a stored record, to the same tree a file gives."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from negotiation_sim.errors import FaultsError
from negotiation_sim.scenarios.source.located import Entry, Items, Leaf, Node, Path, Place, Table
from negotiation_sim.scenarios.source.reading import MOST_DEPTH

__all__ = ["tree_of_data"]


def tree_of_data(data: Mapping[str, Any], name: str) -> Table:
    """Tree of a mapping; every place is line 1 of `name`.

    Raises
    ------
    FaultsError
        If it holds anything but text, finite numbers, true, false, null, lists and mappings with
        text keys.
    """
    root = _node(data, (), Place(name, 1, 1))
    if not isinstance(root, Table):
        raise FaultsError([root.place.fault((), "expected a mapping")])
    return root


def _node(found: Any, path: Path, place: Place) -> Node:
    if len(path) > MOST_DEPTH:
        raise FaultsError([place.fault((), f"nested more than {MOST_DEPTH} deep")])
    if isinstance(found, Mapping):
        for key in found:
            if not isinstance(key, str):
                raise FaultsError([place.fault(path, f"key {key!r} is not text")])
        return Table(
            place,
            {key: Entry(place, _node(value, (*path, key), place)) for key, value in found.items()},
        )
    if isinstance(found, (list, tuple)):
        return Items(
            place, tuple(_node(item, (*path, index), place) for index, item in enumerate(found))
        )
    if found is None or isinstance(found, (str, bool)):
        return Leaf(place, found)
    if isinstance(found, (int, float)) and abs(found) < 2.0**1000 and math.isfinite(found):
        return Leaf(place, found)
    what = str(found) if isinstance(found, float) else f"a value of type {type(found).__name__}"
    raise FaultsError(
        [
            place.fault(
                path,
                f"found {what}, expected text, a finite number, true, false, a list or a mapping",
            )
        ]
    )
