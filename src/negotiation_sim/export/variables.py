"""What a column of an exported table means: the entries of its codebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Level", "Variable", "by_scenario"]


@dataclass(frozen=True, slots=True)
class Level:
    """One value of a column of words, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One column.

    Parameters
    ----------
    name : the column's
    kind : ``category``, ``true/false``, ``integer``, ``number`` or ``text``
    label : a short phrase, for programs that show one beside the name
    meaning : in plain words, where the label does not say it all
    unit : of its numbers; empty for words
    levels : the words of a category, in the order of their codes from 0
    missing : what a missing value means; empty where there is none
    source : where it comes from
    """

    name: str
    kind: str
    label: str
    meaning: str = ""
    unit: str = ""
    levels: tuple[Level, ...] = ()
    missing: str = ""
    source: str = ""


def by_scenario(said: Iterable[tuple[str, str]]) -> str:
    """What scenarios state, once where they agree.

    Parameters
    ----------
    said : (scenario, text); an empty text is left out

    Examples
    --------
    >>> by_scenario([("1956", "USSR"), ("2018", "Russia"), ("2022", "Russia")])
    '1956: USSR; 2018, 2022: Russia'
    >>> by_scenario([("1956", "Japan"), ("2018", "Japan")])
    'Japan'
    """
    names: dict[str, list[str]] = {}
    for scenario, text in said:
        if text:
            names.setdefault(" ".join(text.split()), []).append(scenario)
    if len(names) == 1:
        return next(iter(names))
    return "; ".join(f"{', '.join(scenarios)}: {text}" for text, scenarios in names.items())
