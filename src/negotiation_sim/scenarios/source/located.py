"""A tree of plain values in which everything remembers where it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiation_sim.errors import MOST_OF_A_NAME, Fault, one_line, short

__all__ = [
    "Entry",
    "Items",
    "Leaf",
    "Node",
    "Path",
    "Place",
    "Plain",
    "Table",
    "node_at",
    "place_of",
    "plain",
    "shown",
    "table_at",
]

Plain = str | int | float | bool | None
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    line: int
    column: int

    def fault(self, path: Path, message: str) -> Fault:
        """A fault told in one line, whatever the file holds."""
        return Fault(self.file, self.line, self.column, shown(path), one_line(message))


@dataclass(frozen=True, slots=True)
class Leaf:
    place: Place
    value: Plain


@dataclass(frozen=True, slots=True)
class Items:
    place: Place
    items: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a table: where the key stands, and what it holds."""

    place: Place
    node: Node


@dataclass(frozen=True, slots=True)
class Table:
    place: Place
    entries: Mapping[str, Entry]

    def without(self, *keys: str) -> Table:
        gone = set(keys)
        return Table(
            self.place, {key: entry for key, entry in self.entries.items() if key not in gone}
        )


Node = Leaf | Items | Table


def shown(path: Path) -> str:
    """A path as a reader writes it.

    Examples
    --------
    >>> shown(("params", "japan.norm", "value")), shown(("forbid", 0, "status"))
    ('params.japan.norm.value', 'forbid.0.status')
    """
    return ".".join(_shown(str(part)) for part in path)


def _shown(part: str) -> str:
    return part if part.isprintable() and len(part) <= MOST_OF_A_NAME else short(part)


def plain(node: Node, sequence: Callable[[list[Any]], Any] = list) -> Any:
    """The tree as dicts, lists (or another sequence) and scalars."""
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Items):
        return sequence([plain(item, sequence) for item in node.items])
    return {key: plain(entry.node, sequence) for key, entry in node.entries.items()}


def node_at(root: Node, path: Path) -> Node | None:
    """What the tree holds at a path, if anything."""
    found: Node | None = root
    for part in path:
        if isinstance(found, Table) and isinstance(part, str) and part in found.entries:
            found = found.entries[part].node
        elif isinstance(found, Items) and isinstance(part, int) and part < len(found.items):
            found = found.items[part]
        else:
            return None
    return found


def table_at(root: Node, path: Path) -> Mapping[str, Entry] | None:
    """Entries of the table at a path; none where nothing is written; None where, there or above,
    something else is.
    """
    for depth in range(len(path) + 1):
        found = node_at(root, path[:depth])
        if found is None:
            return {}
        if not isinstance(found, Table):
            return None
    return found.entries if isinstance(found, Table) else None


def place_of(root: Node, path: Path, at_key: bool = False) -> Place:
    """Where a path is written, or the deepest part of it that is.

    Parameters
    ----------
    at_key : the key rather than its value; a table or list is always placed at its key
    """
    node, place = root, root.place
    for depth, part in enumerate(path, start=1):
        if isinstance(node, Table) and isinstance(part, str) and part in node.entries:
            entry = node.entries[part]
            node = entry.node
            key_wanted = at_key and depth == len(path)
            place = node.place if isinstance(node, Leaf) and not key_wanted else entry.place
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            place = node.place
        else:
            break
    return place
