"""What names a file declares, and the faults found in it so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from negotiation_sim.domain.actors import (
    PRINCIPAL_DEFAULTS,
    THIRD_PARTY_DEFAULTS,
    VOTER_DEFAULTS,
    Role,
)
from negotiation_sim.errors import Fault, UnknownNameError, nearest_names, short
from negotiation_sim.model.strategies.registry import misfit, strategy_names
from negotiation_sim.scenarios.source.located import (
    Items,
    Leaf,
    Path,
    Table,
    node_at,
    place_of,
    plain,
    table_at,
)

__all__ = ["Scope", "is_name"]

MOST_FAULTS = 10_000
"""Faults kept; others are counted."""
MOST_HINTS = 200
"""Faults told with the nearest names."""
MOST_LOOKS = 100_000
"""Names looked through for the nearest ones, in all faults together; it takes time."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


def is_name(text: str) -> bool:
    """Letters, digits and underscores, starting with a letter."""
    return _NAME.fullmatch(text) is not None


class Scope:
    """Names come from the tree as it is written, so that a faulty entry still counts as declared.

    Parameters
    ----------
    abstract : parameters and events may be left to the files that extend this one
    layers : the file and those it extends as they are written, the file itself first; none for data
        that were checked when they were files
    """

    def __init__(self, tree: Table, abstract: bool, layers: Sequence[Table] = ()) -> None:
        self.tree = tree
        self.abstract = abstract
        self.layers = tuple(layers)
        self._faults: dict[tuple[Path, str], Fault] = {}
        self._wrong: set[Path] = set()
        self._above_wrong: set[Path] = set()
        self._looks = self.n_more = 0
        self._names: dict[Path, Collection[str] | None] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        found = sorted(self._faults.values())
        if self.n_more:
            found[-1] = replace(found[-1], stands_for=1 + self.n_more)
        return tuple(found)

    @property
    def is_full(self) -> bool:
        """Whether further faults are only counted."""
        return len(self._faults) >= MOST_FAULTS

    @property
    def n_faults(self) -> int:
        return len(self._faults) + self.n_more

    def fault(self, path: Path, message: str, at_key: bool = False) -> None:
        if self.is_full:
            self.n_more += 1
            return
        self._wrong.add(path)
        self._above_wrong.update(path[:depth] for depth in range(len(path) + 1))
        if path[:1] == ("params",) and path[1:2] and path[1] in self._copied:
            path = ("defaults", self._copied[str(path[1])], *path[2:])
        place = place_of(self.tree, path, at_key)
        self._faults.setdefault((path, message), place.fault(path, message))

    def sound(self, *paths: Path) -> bool:
        """Whether no fault lies at, below or above any of the paths."""
        return not any(
            path in self._above_wrong
            or any(path[:depth] in self._wrong for depth in range(len(path)))
            for path in paths
        )

    def is_news(self, old: Path, new: Path) -> bool:
        """Whether what is at `new` was written knowing what is at `old`: in the same file, or in
        one that extends it.
        """
        mine, other = place_of(self.tree, new).file, place_of(self.tree, old).file
        files = [layer.place.file for layer in self.layers]
        return mine in files and files.index(mine) <= files.index(other)

    def names(self, *path: str) -> Collection[str] | None:
        """Keys declared at a path; None where a fault, such as a missing section, makes that
        unknowable.
        """
        if path not in self._names:
            entries = table_at(self.tree, path)
            unknowable = entries is None or (
                path[0] in ("actors", "issues") and path[0] not in self.tree.entries
            )
            self._names[path] = None if unknowable else dict.fromkeys(entries or ())
        return self._names[path]

    @cached_property
    def _copied(self) -> dict[str, str]:
        """Default behind each parameter that was not written itself."""
        shared, own = table_at(self.tree, ("defaults",)), table_at(self.tree, ("params",))
        nouns = {address: address.rpartition(".")[2] for address in own or () if shared}
        return {
            address: noun
            for address, noun in nouns.items()
            if own and shared and noun in shared and own[address] is shared[noun]
        }

    @cached_property
    def roles(self) -> Mapping[str, object]:
        """Role of every actor, as written."""
        written = {
            name: node_at(self.tree, ("actors", name, "role"))
            for name in self.names("actors") or ()
        }
        return {name: plain(node) if node is not None else None for name, node in written.items()}

    @cached_property
    def _roles_are_known(self) -> bool:
        return all(role in (*Role,) for role in self.roles.values())

    @cached_property
    def principals(self) -> tuple[str, ...]:
        return tuple(name for name, role in self.roles.items() if role == Role.PRINCIPAL)

    @cached_property
    def third_parties(self) -> tuple[str, ...]:
        return tuple(name for name, role in self.roles.items() if role == Role.THIRD_PARTY)

    def known(self, role: Role) -> tuple[str, ...] | None:
        """Actors of a role; None where the role of some actor cannot be read."""
        if self.names("actors") is None or not self._roles_are_known:
            return None
        return self.principals if role is Role.PRINCIPAL else self.third_parties

    @cached_property
    def _quorum(self) -> int:
        node = node_at(self.tree, ("protocol", "quorum"))
        found = node.value if isinstance(node, Leaf) else 0
        return found if type(found) is int and found <= len(self.principals) else 0

    def strategy(self, path: Path, name: str) -> None:
        """Report a strategy that does not exist, or that this dispute cannot be played with."""
        known = self.refers(path, "strategy", name, strategy_names())
        wrong = misfit(name, len(self.principals), self._quorum)
        if known and wrong and not self.abstract:
            self.fault(path, wrong)

    @cached_property
    def defaults(self) -> dict[str, tuple[float, str]]:
        """Neutral value and unit of every parameter the file may leave out."""
        found = {
            f"{name}.{noun}": default
            for name in self.principals
            for noun, default in PRINCIPAL_DEFAULTS.items()
        }
        found |= {
            f"{name}.{noun}": default
            for name in self.third_parties
            for noun, default in THIRD_PARTY_DEFAULTS.items()
        }
        return found | {
            f"{name}.{noun}": default
            for name in self.third_parties
            if name in self.voters
            for noun, default in VOTER_DEFAULTS.items()
        }

    @cached_property
    def voters(self) -> frozenset[str]:
        """Third parties that vote on texts, as written."""
        found = set()
        for lever in self.names("levers") or ():
            kind, by = (node_at(self.tree, ("levers", lever, word)) for word in ("type", "by"))
            if kind is not None and by is not None and plain(kind) == "ratification":
                found.add(str(plain(by)))
        return frozenset(found)

    @cached_property
    def class_names(self) -> tuple[str, ...] | None:
        """Names of the classes, as written; None where there is no list of them."""
        rules = node_at(self.tree, ("classes",))
        if not isinstance(rules, Items):
            return None
        nodes = [node_at(rule, ("class",)) for rule in rules.items]
        return tuple(dict.fromkeys(str(plain(node)) for node in nodes if node is not None))

    def refers(
        self, path: Path, what: str, name: str, known: Collection[str] | None, at_key: bool = False
    ) -> bool:
        """Whether a name is among the known ones; a fault with the nearest where not."""
        if known is None or name in known:
            return True
        known = list(known)
        hinted = len(self._faults) < MOST_HINTS and self._looks + len(known) <= MOST_LOOKS
        self._looks += len(known) * hinted
        self.fault(
            path,
            str(UnknownNameError(what, name, known))
            if hinted
            else f"{short(name)} is not a known {what}",
            at_key,
        )
        return False

    def parameter(self, path: Path, address: str, at_key: bool = False) -> bool:
        return self.refers(path, "parameter", address, self._parameters, at_key)

    def like_parameter(self, address: str) -> str:
        """A hint with the sound addresses most like one that is none; empty where none is like it."""
        known = [
            one
            for one in self._parameters or ()
            if one != address and one.rpartition(".")[0] in self._owners
        ]
        if len(self._faults) >= MOST_HINTS or self._looks + len(known) > MOST_LOOKS:
            return ""
        self._looks += len(known)
        near = nearest_names(address, known)
        return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""

    @cached_property
    def _owners(self) -> frozenset[str]:
        """What a parameter may belong to."""
        return frozenset([*(self.names("actors") or ()), *(self.names("hazards") or ()), "dispute"])

    @cached_property
    def _parameters(self) -> Collection[str] | None:
        declared = self.names("params")
        if self.abstract or declared is None:
            return None
        return dict.fromkeys([*declared, *self.defaults])

    def when(self, path: Path, when: Mapping[str, Sequence[str]]) -> None:
        """Check a condition: issues and levels that exist."""
        for issue, levels in when.items():
            at = (*path, issue)
            if self.refers(at, "issue", issue, self.names("issues"), at_key=True):
                self.levels(at, issue, levels)

    def levels(self, path: Path, issue: str, levels: Sequence[str]) -> None:
        known = self.names("issues", issue, "levels")
        if not levels:
            self.fault(path, "found no level, expected at least one")
        for index, level in enumerate(levels):
            self.refers((*path, index), f"level of {issue}", level, known)

    def name(self, path: Path, name: str) -> None:
        """Check a name the file declares."""
        if not is_name(name):
            self.fault(
                path,
                f"{short(name)} is not a name, expected letters, digits and _, starting with a letter",
                at_key=True,
            )

    def dotted(self, path: Path, name: str) -> None:
        """Check a declared id that may have dots."""
        if not all(is_name(part) for part in name.split(".")):
            self.fault(
                path,
                f"{short(name)} is not an id, expected words of letters, digits and _ joined by dots",
                at_key=True,
            )
