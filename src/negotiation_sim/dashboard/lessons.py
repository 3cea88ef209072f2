"""Questions for a classroom: what is asked of a scenario, what may be guessed, what is right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from negotiation_sim.analysis.beside import SETTLED
from negotiation_sim.dashboard.playing import Player
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.domain.scenario import Scenario

__all__ = [
    "CHANGES",
    "Question",
    "answer_of",
    "arms_table",
    "names_of",
    "questions_of",
    "sliders_of",
]

MOST_QUESTIONS = 6

CHANGES = (
    ("down", "less likely", -1.0, -0.02),
    ("same", "about as likely (within 2 points)", -0.02, 0.02),
    ("up", "likelier by up to 20 points", 0.02, 0.2),
    ("far_up", "likelier by 20 points or more", 0.2, 1.01),
)
"""Guesses of a change: name, words, and from where up to where it is right."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Parameters
    ----------
    arms : (intervention, words); of one the change is guessed, of several which is likeliest
    options : (name, words) of what may be guessed
    """

    ask: str
    arms: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]


@cache
def _data() -> dict[str, Any]:
    text = files("negotiation_sim.dashboard").joinpath("data/classroom.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def questions_of(scenario: Scenario) -> tuple[Question, ...]:
    """The prepared questions whose interventions a scenario declares; one for each of its first
    interventions where none is prepared for it.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> [len(question.arms) for question in questions_of(load_scenario("1956"))]
    [3, 1, 1, 1]
    """
    known = {change.name: change.label or change.name for change in scenario.interventions}
    prepared = [
        Question(one["ask"], tuple(one["arms"].items()), _options(tuple(one["arms"].items())))
        for one in _data()["questions"]
        if set(one["arms"]) <= set(known)
    ]
    own = [
        Question(f"What if: {label}?", ((name, label),), _options(((name, label),)))
        for name, label in known.items()
    ]
    return tuple((prepared or own)[:MOST_QUESTIONS])


def _options(arms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return arms if len(arms) > 1 else tuple((name, words) for name, words, *_ in CHANGES)


def arms_table(player: Player, setting: Setting, question: Question) -> pd.DataFrame:
    """How often the scenario as it is, and each arm of a question, is settled; the first row is the
    scenario as it is.
    """
    plain, lines = setting.plain(), []
    for name, words in (("", "as it was"), *question.arms):
        arm = Setting(plain.scenario, (), (name,) if name else (), (), plain.seed, plain.runs)
        row = player.beside(arm, plain).set_index("event").loc[SETTLED]
        lines.append(row.to_dict() | {"arm": name, "label": words})
    return pd.DataFrame(lines)


def answer_of(table: pd.DataFrame) -> str:
    """The guess that is right, of rows of `arms_table`."""
    arms = table.iloc[1:]
    if len(arms) > 1:
        return str(arms["arm"].iloc[int(arms["share"].argmax())])
    effect = float(arms["effect"].iloc[0])
    return next(name for name, _, low, high in CHANGES if low <= effect < high)


def names_of(scenario: Scenario) -> str:
    """The actors, with their names in their own script where these are known."""
    own = _data()["names"]
    scripts = ((one, own.get(one.label) or own.get(one.iso3, "")) for one in scenario.actors)
    return " · ".join(f"{one.label} {script}".strip() for one, script in scripts)


def sliders_of(levers: Sequence[str]) -> tuple[str, ...]:
    """The three levers that are shown large."""
    prepared = [name for name in _data()["sliders"] if name in levers]
    return tuple(dict.fromkeys([*prepared, *levers]))[:3]
