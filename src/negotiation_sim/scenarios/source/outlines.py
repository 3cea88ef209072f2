"""``map.outlines``: a file of outlines in the place of its name."""

from __future__ import annotations

from pathlib import Path

from negotiation_sim.errors import FaultsError, short
from negotiation_sim.scenarios.shelf import is_file
from negotiation_sim.scenarios.source.located import Entry, Leaf, Place, Table, table_at
from negotiation_sim.scenarios.source.reading import read_tree

__all__ = ["with_outlines"]

WHERE = ("map", "outlines")


def with_outlines(layer: Table, path: Path) -> Table:
    """A file as it is written, with the outlines it names, relative to itself.

    Raises
    ------
    FaultsError
        If the file of outlines cannot be read, or is none; no text of another file is shown.
    """
    drawn = table_at(layer, WHERE[:1]) or {}
    entry = drawn.get(WHERE[1])
    if entry is None or not isinstance(entry.node, Leaf):
        return layer
    place, value = entry.node.place, entry.node.value
    if not isinstance(value, str) or not is_file(path.parent / value):
        wrong = f"no file {short(str(value))}, expected one of outlines, relative to this file"
        raise _fault(place, wrong)
    try:
        found = read_tree(path.parent / value)
    except FaultsError as error:
        first = error.faults[0]
        at = f"line {first.line}, column {first.column}"
        raise _fault(place, f"{short(value)} cannot be read ({at}): {first.message}") from None
    if "regions" not in found.entries:
        wrong = "is no file of outlines, expected a JSON or YAML mapping with regions"
        raise _fault(place, f"{short(value)} {wrong}")
    section = layer.entries[WHERE[0]]
    inside = Table(section.node.place, {**drawn, WHERE[1]: Entry(entry.place, found)})
    return Table(layer.place, {**layer.entries, WHERE[0]: Entry(section.place, inside)})


def _fault(place: Place, message: str) -> FaultsError:
    return FaultsError([place.fault(WHERE, message)])
