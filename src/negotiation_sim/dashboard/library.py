"""The scenarios a page may play: those that are shipped, the one it was started with, and those a
reader has opened from a file.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from threading import Lock

from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios import NamedScenario, scenario_from_text, shipped_scenarios

__all__ = ["LARGEST_FILE", "Library"]

LARGEST_FILE = 1_000_000
"""Most bytes of a file that a reader may open."""

MOST_OPENED = 16
"""Files kept; the one unused for longest is forgotten."""


class Library:
    """Scenarios by name, each loaded when it is first asked for.

    Parameters
    ----------
    first : the scenario the page starts with, by shipped name or path
    """

    def __init__(self, first: str) -> None:
        named = NamedScenario.load(first)
        self.first = named.name
        self.typed = {named.name: first}
        self.shipped = tuple(one.name for one in shipped_scenarios())
        self._known = {named.name: named}
        self._opened: OrderedDict[str, NamedScenario] = OrderedDict()
        self._lock = Lock()

    @property
    def names(self) -> Sequence[str]:
        """What a reader may choose, the first one first."""
        return tuple(dict.fromkeys([self.first, *self.shipped]))

    def typed_as(self, name: str) -> str:
        """What a command line calls a scenario."""
        return self.typed.get(name, name)

    def get(self, name: str) -> NamedScenario:
        """A scenario by name.

        Raises
        ------
        UnknownNameError
            If there is none, or it was opened so long ago that it is forgotten.
        """
        with self._lock:
            if name in self._opened:
                self._opened.move_to_end(name)
                return self._opened[name]
            if name not in self._known:
                if name not in self.shipped:
                    raise UnknownNameError("scenario", name, [*self.names, *self._opened])
                self._known[name] = NamedScenario.load(name)
            return self._known[name]

    def open(self, text: str, file_name: str) -> str:
        """Take in a file that a reader opened; returns the name it goes by.

        Raises
        ------
        FaultsError
            With every fault of the file.
        InputError
            If it is too large, or extends anything but a shipped scenario.
        """
        if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
            raise InputError(f"the file is larger than {LARGEST_FILE:,} bytes")
        stem = PurePosixPath(PureWindowsPath(file_name).name).name or "scenario.yaml"
        stem = stem if stem.isprintable() else "scenario.yaml"
        scenario, resolved = scenario_from_text(text, stem[:80])
        name = f"{stem[:80].rsplit('.', 1)[0]} ({sha256(text.encode()).hexdigest()[:8]})"
        with self._lock:
            self._opened[name] = NamedScenario(name, resolved, scenario)
            self.typed[name] = stem[:80]
            while len(self._opened) > MOST_OPENED:
                self.typed.pop(self._opened.popitem(last=False)[0], None)
        return name
