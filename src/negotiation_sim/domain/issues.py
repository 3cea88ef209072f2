"""Issues, their levels, and the packages that can be put on the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

__all__ = ["Condition", "Issue", "Kind", "Outcome", "outcomes_on_the_table"]


class Kind(StrEnum):
    """What an outcome settles (specification.md section 2.1)."""

    STATUS_QUO = "sq"
    PROCESS = "process"
    INTERIM = "interim"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to be settled.

    Parameters
    ----------
    name : its id
    levels : every level the dispute knows, in declared order
    menu : the levels on the table in this scenario, in the same order
    phrases : what a level means in a sentence, one per level
    side_payment : whether two packages that differ only here are the same text
    """

    name: str
    levels: tuple[str, ...]
    menu: tuple[str, ...]
    phrases: tuple[str, ...]
    label: str = ""
    side_payment: bool = False

    def phrase(self, level: str) -> str:
        return self.phrases[self.levels.index(level)]


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds for a package when every named issue is at one of the named levels.

    Examples
    --------
    >>> treaty = Condition((("status", ("treaty",)),))
    >>> treaty.holds({"status": "treaty", "islands": "two"}), treaty.holds({"status": "none", "islands": "two"})
    (True, False)
    """

    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def holds(self, package: Mapping[str, str]) -> bool:
        return all(package[issue] in levels for issue, levels in self.levels)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A package on the table.

    Parameters
    ----------
    index : position in the declared order, last issue varying fastest
    levels : level of every issue, in issue order
    kind : what it settles
    text : packages with the same number are the same text, with or without side payment
    """

    index: int
    levels: tuple[str, ...]
    kind: Kind
    text: int


def outcomes_on_the_table(
    issues: Sequence[Issue],
    forbidden: Sequence[Condition],
    kind_issue: str,
    kinds: Mapping[str, Kind],
    whole_vocabulary: bool = False,
) -> tuple[Outcome, ...]:
    """Every feasible package, in declared order with the last issue varying fastest.

    Parameters
    ----------
    forbidden : packages that satisfy any of these do not exist
    kind_issue, kinds : the issue whose level decides what a package settles
    whole_vocabulary : all levels the dispute knows, not only those on the table
    """
    names = [issue.name for issue in issues]
    choices = [issue.levels if whole_vocabulary else issue.menu for issue in issues]
    texts: dict[tuple[str, ...], int] = {}
    found: list[Outcome] = []
    for levels in product(*choices):
        package = dict(zip(names, levels, strict=True))
        if any(condition.holds(package) for condition in forbidden):
            continue
        words = tuple(
            level for issue, level in zip(issues, levels, strict=True) if not issue.side_payment
        )
        text = texts.setdefault(words, len(texts))
        found.append(Outcome(len(found), levels, kinds[package[kind_issue]], text))
    return tuple(found)
