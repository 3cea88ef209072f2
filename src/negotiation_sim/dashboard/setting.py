"""A setting: everything that a reader of the page has changed, checked like a file.

It is the one value that travels between browser and server. It becomes a study of the batch engine,
a command line that plays the same rows, and a link that restores the page.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from negotiation_sim.analysis.lever_ranges import DIGITS, moved_text
from negotiation_sim.domain.experiment import number_text
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.study import NamedScenario, Study, arms_of

__all__ = ["MOST_RUNS", "RUNS", "Setting", "override_text", "whole"]

RUNS = 10_000
"""Runs played after every change."""

MOST_RUNS = 200_000
"""Most runs that one request may ask for."""

MOST_NAMES, LONGEST = 500, 200
"""Most entries of a list and most letters of a word that are read from a browser."""

LARGEST = 1e12
"""Numbers a browser may send are smaller."""

Value = float | str
"""A number as a slider gives it, or a word as a menu does."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is played.

    Parameters
    ----------
    scenario : its name in the library
    moved : (address, value) of every control that is not where the scenario has it; a number is the
        most likely value, and the spread around it is kept
    interventions : declared names, made together
    dropped : events that do not happen
    """

    scenario: str
    moved: tuple[tuple[str, Value], ...] = ()
    interventions: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    seed: int = 1
    runs: int = RUNS

    @staticmethod
    def of(data: object) -> Setting:
        """A setting from what a browser sent; names are checked later, by the study.

        Raises
        ------
        InputError
            Naming the part that is not as expected.

        Examples
        --------
        >>> Setting.of({"scenario": "1956", "moved": {"japan.norm": 40}}).command()
        'negotiation-sim run 1956 --runs 10000 --seed 1 --set japan.norm=40'
        """
        if not isinstance(data, Mapping):
            raise InputError("the setting is not an object, expected one with scenario and moved")
        moved = data.get("moved") or {}
        if not isinstance(moved, Mapping) or len(moved) > MOST_NAMES:
            raise InputError(f"moved: expected an object of at most {MOST_NAMES} addresses")
        return Setting(
            _word(data.get("scenario"), "scenario"),
            tuple(sorted((_word(name, "moved"), _value(name, moved[name])) for name in moved)),
            _words(data, "interventions"),
            _words(data, "dropped"),
            whole(data.get("seed", 1), "seed", 0, 2**63 - 1),
            whole(data.get("runs", RUNS), "runs", 1, MOST_RUNS),
        )

    @staticmethod
    def from_fragment(text: str, scenario: str) -> Setting:
        """The setting of a link, or of a bare page of `scenario`.

        Examples
        --------
        >>> setting = Setting("1956", (("japan.norm", 40.0),), ("no_threat",), seed=2)
        >>> setting.fragment()
        '#scenario=1956&japan.norm=40&intervention=no_threat&seed=2'
        >>> Setting.from_fragment(setting.fragment(), "2018") == setting
        True
        """
        pairs = parse_qsl(text.lstrip("#")[: MOST_NAMES * LONGEST], max_num_fields=MOST_NAMES)
        given = dict(pairs)
        known = ("scenario", "seed", "intervention", "drop")
        try:
            seed = int(given.get("seed", "1"))
        except ValueError:
            raise InputError(f"seed: found {given['seed']!r:.40}, expected a number") from None
        return Setting.of(
            {
                "scenario": given.get("scenario", scenario),
                "moved": {name: _read(value) for name, value in pairs if name not in known},
                "interventions": [value for name, value in pairs if name == "intervention"],
                "dropped": [value for name, value in pairs if name == "drop"],
                "seed": seed,
            }
        )

    def fragment(self) -> str:
        """The part of a link after the page's address."""
        pairs = [("scenario", self.scenario)]
        pairs += [(name, _written(value)) for name, value in self.moved]
        pairs += [("intervention", name) for name in self.interventions]
        pairs += [("drop", name) for name in self.dropped]
        pairs += [("seed", str(self.seed))] * (self.seed != 1)
        return f"#{urlencode(pairs, safe=':,*')}"

    def data(self) -> dict[str, Any]:
        """The setting as the browser keeps it."""
        return {
            "scenario": self.scenario,
            "moved": dict(self.moved),
            "interventions": list(self.interventions),
            "dropped": list(self.dropped),
            "seed": self.seed,
            "runs": self.runs,
        }

    def key(self) -> str:
        """A text that is equal for equal settings; `from_key` reads it."""
        return json.dumps(self.data(), sort_keys=True)

    @staticmethod
    def from_key(text: object) -> Setting:
        """The setting of a text that a browser sent back."""
        try:
            return Setting.of(json.loads(str(text)))
        except ValueError:
            raise InputError(
                "the setting cannot be read, expected what the page was given"
            ) from None

    def plain(self) -> Setting:
        """The scenario as its file has it, on the same luck."""
        return Setting(self.scenario, seed=self.seed, runs=self.runs)

    def larger(self, runs: int) -> Setting:
        """The same with more runs."""
        return replace(self, runs=runs)

    def settings(self, scenario: Scenario | None = None) -> tuple[str, ...]:
        """What is moved, each as ``--set`` takes it."""
        known = {one.address: one for one in scenario.parameters} if scenario else {}
        return tuple(
            f"{name}={override_text(value, known.get(name))}" for name, value in self.moved
        )

    @property
    def arm(self) -> str:
        """The interventions as one, joined by ``+``; empty for none."""
        return "+".join(self.interventions)

    def study(self, named: NamedScenario) -> Study:
        """The study whose last cell is this setting.

        Raises
        ------
        InputError
            If the scenario has no such address, intervention or event, or a value is out of range.
        """
        return Study(
            (named,),
            arms_of([self.arm] if self.arm else []),
            self.settings(named.scenario),
            self.dropped,
            runs=self.runs,
            seed=self.seed,
        )

    def options(self, scenario: Scenario | None = None) -> list[str]:
        """Words after the scenario on a command line: what is set, dropped and intervened."""
        words = [word for one in self.settings(scenario) for word in ("--set", one)]
        words += [word for one in self.dropped for word in ("--drop", one)]
        return words + (["--intervention", self.arm] if self.arm else [])

    def command(self, scenario: Scenario | None = None, typed: str = "") -> str:
        """The command whose last table is this setting's.

        Parameters
        ----------
        scenario : for the spread around what is moved
        typed : how the scenario is called on a command line, where not by its name
        """
        words = ["negotiation-sim", "run", typed or self.scenario]
        words += ["--runs", str(self.runs), "--seed", str(self.seed)]
        return shlex.join([*words, *self.options(scenario)])


def override_text(value: Value, parameter: Parameter | None = None) -> str:
    """A control's value as ``--set`` takes it; a number moves the whole distribution.

    Examples
    --------
    >>> override_text("tft"), override_text(0.95)
    ('tft', '0.95')
    """
    if isinstance(value, str):
        return value
    return number_text(value, DIGITS) if parameter is None else moved_text(parameter, value)


def _written(value: Value) -> str:
    return value if isinstance(value, str) else number_text(value, DIGITS)


def _read(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text


def _word(value: object, part: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or not value.isprintable():
        raise InputError(f"{part}: found {str(value)[:40]!r}, expected a word")
    return value


def _value(name: object, value: object) -> Value:
    if isinstance(value, str):
        return _word(value, str(name)[:40])
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise InputError(f"{str(name)[:40]}: found {str(value)[:40]!r}, expected a number")
    return float(value)


def _words(data: Mapping[str, Any], part: str) -> tuple[str, ...]:
    words = data.get(part) or []
    if not isinstance(words, list | tuple) or len(words) > MOST_NAMES:
        raise InputError(f"{part}: expected a list of at most {MOST_NAMES} names")
    return tuple(dict.fromkeys(_word(word, part) for word in words))


def whole(value: object, part: str, least: int, most: int) -> int:
    """A whole number from a browser.

    Raises
    ------
    InputError
        If it is none, or out of range.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)  # a range input gives text
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(f"{part}: found {str(value)[:40]!r}, expected {least} to {most}")
    return value
