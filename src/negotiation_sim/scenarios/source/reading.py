"""From a YAML file to a located tree: parser events only, no constructors, every expansion
bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NoReturn

from negotiation_sim.errors import Fault, FaultsError
from negotiation_sim.scenarios.source.files import read_bytes
from negotiation_sim.scenarios.source.located import Entry, Items, Leaf, Node, Path, Place, Table
from negotiation_sim.scenarios.source.scalars import resolve
from negotiation_sim.scenarios.values import described

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

__all__ = ["MOST_BYTES", "MOST_DEPTH", "MOST_NODES", "read_text", "read_tree", "tree_of"]

MOST_BYTES = 300_000
"""Ten times the largest scenario that is shipped."""
MOST_DEPTH = 40
MOST_NODES = 20_000


def read_tree(path: FilePath) -> Table:
    """The mapping a file holds.

    Raises
    ------
    FaultsError
        If it cannot be read, or is not one YAML mapping.
    """
    return _remembered(read_text(path), str(path))


@lru_cache(maxsize=16)
def _remembered(text: str, file: str) -> Table:
    """The tree of a text: a scenario is read to be built and to be shown, and extended by several."""
    return tree_of(text, file)


def read_text(path: FilePath) -> str:
    """Text of a file of at most `MOST_BYTES`, UTF-8 with or without a byte order mark.

    Raises
    ------
    FaultsError
        If it cannot be read.
    """
    raw = read_bytes(path, MOST_BYTES, "a YAML file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        place = Place(str(path), line, column)
        raise FaultsError(
            [
                place.fault(
                    (), f"byte 0x{raw[error.start]:02x} is not UTF-8, expected a text file in UTF-8"
                )
            ]
        ) from None


def tree_of(text: str, file: str) -> Table:
    """The mapping a YAML text holds.

    Parameters
    ----------
    file : what faults call it

    Raises
    ------
    FaultsError
        If it is not one YAML mapping.
    """
    reader = _Reader(text, file)
    root = reader.document()
    if reader.faults:
        raise FaultsError(reader.faults)
    return root


class _Reader:
    """Assembles nodes from parser events.

    Faults that leave the rest readable are collected, others raised with those collected before.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._last = Place(file, 1, 1)
        self._events = self._parsed(text)
        self._anchors: dict[str, Node] = {}
        self._count = 0

    def _parsed(self, text: str) -> Iterator[Event]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except YAMLError as error:
            self.stop(self._place_of(error, text), (), f"not YAML: {_wording(error)}")
        except (
            ArithmeticError,
            AssertionError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            self.stop(
                self._last, (), f"not YAML after this: {error}"
            )  # the parser's own slips on garbage

    def _place_of(self, error: Any, text: str) -> Place:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is not None:
            return self._place(mark)
        position = getattr(error, "position", None)
        if isinstance(position, int):
            return Place(
                self.file,
                text.count("\n", 0, position) + 1,
                position - text.rfind("\n", 0, position),
            )
        return self._last

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def stop(self, place: Place, path: Path, message: str) -> NoReturn:
        """Give up: nothing after this fault can be read."""
        raise FaultsError([*self.faults, place.fault(path, message)])

    def _next(self) -> Event:
        event = next(self._events)
        self._last = self._place(event.start_mark)
        return event

    def document(self) -> Table:
        from ruamel.yaml.events import DocumentStartEvent

        self._next()
        if not isinstance(self._next(), DocumentStartEvent):
            self.stop(Place(self.file, 1, 1), (), "is empty, expected a mapping")
        root = self._node(self._next(), (), 1)
        self._next()
        if isinstance(self._next(), DocumentStartEvent):
            self.stop(self._last, (), "a second document starts here, expected one")
        if not isinstance(root, Table):
            self.stop(root.place, (), "expected a mapping, such as id: my-dispute")
        return root

    def _node(self, event: Any, path: Path, depth: int) -> Node:
        from ruamel.yaml import events

        place = self._place(event.start_mark)
        if isinstance(event, events.AliasEvent):
            return self._alias(event.anchor, place, path, depth)
        self._grow(1, place, path)
        if depth > MOST_DEPTH:
            self.stop(place, (), f"nested more than {MOST_DEPTH} deep")
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.faults.append(
                place.fault(path, f"tag {tag} found, expected none: tags are not read")
            )
        node: Node
        if isinstance(event, events.ScalarEvent):
            node = Leaf(place, self._value(event, place, path))
        elif isinstance(event, events.SequenceStartEvent):
            node = Items(place, tuple(self._items(path, depth)))
        else:
            node = Table(place, self._entries(path, depth))
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _grow(self, more: int, place: Place, path: Path) -> None:
        self._count += more
        if self._count > MOST_NODES:
            self.stop(place, path, f"the file holds or expands to more than {MOST_NODES:,} values")

    def _alias(self, name: str, place: Place, path: Path, depth: int) -> Node:
        if name not in self._anchors:
            self.stop(place, path, f"*{name} names no finished anchor before it")
        node = self._anchors[name]
        size, height = _extent(node)
        self._grow(size, place, path)
        if depth + height - 1 > MOST_DEPTH:
            self.stop(place, (), f"nested more than {MOST_DEPTH} deep")
        return node

    def _value(self, event: Any, place: Place, path: Path) -> str | int | float | bool | None:
        text: str = event.value
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            self.faults.append(
                place.fault(path, "half a character (a lone surrogate) found, expected text")
            )
            return ""
        if event.style:
            return text
        try:
            return resolve(text)
        except ValueError as error:
            self.faults.append(place.fault(path, str(error)))
            return 0

    def _items(self, path: Path, depth: int) -> Iterator[Node]:
        from ruamel.yaml.events import SequenceEndEvent

        index = 0
        while not isinstance(event := self._next(), SequenceEndEvent):
            yield self._node(event, (*path, index), depth + 1)
            index += 1

    def _entries(self, path: Path, depth: int) -> dict[str, Entry]:
        from ruamel.yaml.events import MappingEndEvent

        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, path, depth)
            place = self._last if key is None else self._place(event.start_mark)
            node = self._node(self._next(), path if key is None else (*path, key), depth + 1)
            if key is None:
                continue
            if key in entries:
                first = entries[key].place.line
                self.faults.append(
                    place.fault((*path, key), f"is there twice, first on line {first}")
                )
                continue
            entries[key] = Entry(place, node)
        return entries

    def _key(self, event: Any, path: Path, depth: int) -> str | None:
        """Text of a key; None, and a fault, where it is something else."""
        place = self._place(event.start_mark)
        key = self._node(event, path, depth + 1)
        if not isinstance(key, Leaf):
            self.faults.append(place.fault(path, "a key is a mapping or list, expected text"))
        elif isinstance(key.value, (int, float)) and not isinstance(key.value, bool):
            return str(event.value) if hasattr(event, "value") else str(key.value)
        elif not isinstance(key.value, str):
            found = "null" if key.value is None else described(key.value)
            self.faults.append(place.fault(path, f"key {found} is not text; put it in quotes"))
        elif key.value == "<<":
            self.faults.append(
                place.fault(
                    path, "merge key << found, expected the keys themselves, or extends: at the top"
                )
            )
        elif not key.value:
            self.faults.append(place.fault(path, "a key is empty, expected text"))
        else:
            return key.value
        return None


def _extent(node: Node) -> tuple[int, int]:
    """Number of values in a node, and how deep it is."""
    if isinstance(node, Leaf):
        return 1, 1
    inner = (
        node.items
        if isinstance(node, Items)
        else tuple(entry.node for entry in node.entries.values())
    )
    extents = [_extent(child) for child in inner]
    keys = len(inner) if isinstance(node, Table) else 0
    return 1 + keys + sum(size for size, _ in extents), 1 + max(
        (height for _, height in extents), default=0
    )


def _wording(error: Any) -> str:
    problem, context = getattr(error, "problem", None), getattr(error, "context", None)
    if problem:
        words = re.sub(r"\('(.*?)',\)", r"'\1'", str(problem))
        return f"{words} {context}" if context else words
    reason = getattr(error, "reason", None)
    return str(reason) if reason else str(error).partition("\n")[0]
