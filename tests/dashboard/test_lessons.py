"""Questions for a classroom."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from negotiation_sim.dashboard.lessons import (
    CHANGES,
    answer_of,
    arms_table,
    names_of,
    questions_of,
    sliders_of,
)
from negotiation_sim.dashboard.library import Library
from negotiation_sim.dashboard.playing import Player
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.experiments.batch import run_batch
from negotiation_sim.scenarios import load_scenario, shipped_scenarios


@pytest.mark.parametrize("name", [one.name for one in shipped_scenarios()])
def test_every_scenario_with_interventions_has_questions_it_can_play(name):
    scenario = load_scenario(name)
    questions = questions_of(scenario)
    assert bool(questions) == bool(scenario.interventions)
    for question in questions:
        assert question.options
        for arm, _ in question.arms:
            scenario.intervention(arm)


def test_the_bars_are_those_of_run():
    (question, *_) = questions_of(load_scenario("1956"))
    setting = Setting("1956", (("japan.norm", 40.0),), runs=400)
    table = arms_table(Player(Library("1956")), setting, question)
    names = [arm for arm, _ in question.arms]
    rows = run_batch(["1956"], 400, 1, names)
    wanted = rows.groupby("intervention", observed=True)["settled"].mean()
    assert table["share"].tolist() == wanted[["baseline", *names]].tolist()
    assert answer_of(table) == names[int(wanted[names].to_numpy().argmax())]


@pytest.mark.parametrize(
    ("effect", "right"),
    [
        (-1.0, "down"),
        (-0.02, "same"),
        (0.0, "same"),
        (0.02, "up"),
        (0.2, "far_up"),
        (1.0, "far_up"),
    ],
)
def test_every_change_has_one_right_guess(effect, right):
    table = pd.DataFrame({"arm": ["", "x"], "share": [0.0, 0.0], "effect": [0.0, effect]})
    assert answer_of(table) == right
    assert sum(low <= effect < high for _, _, low, high in CHANGES) == 1


def test_names_are_given_in_their_own_script_where_known():
    scenario = load_scenario("2018")
    assert "日本" in names_of(scenario)
    assert "Россия" in names_of(scenario)
    assert "СССР" in names_of(load_scenario("1956"))
    bare = replace(scenario, actors=tuple(replace(one, iso3="") for one in scenario.actors))
    assert names_of(bare) == " · ".join(one.label for one in scenario.actors)


def test_three_levers_are_large_whatever_the_scenario():
    assert sliders_of(["a", "us.threat", "b", "c"]) == ("us.threat", "a", "b")
    assert sliders_of(["a"]) == ("a",)
