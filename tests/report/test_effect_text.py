"""Effects as text."""

from __future__ import annotations

import pandas as pd

from negotiation_sim.analysis.effects import GAPS, effects
from negotiation_sim.analysis.words import Words
from negotiation_sim.report.effect_text import cause_cells, effect_answers, effect_text


def test_what_rounds_to_zero_has_no_minus():
    counts = pd.DataFrame(
        {
            "scenario": "1956",
            "intervention": "no_threat",
            "point": [0, 1],
            "n": 100,
            "both": 8,
            "gained": 0,
            "lost": 0,
        }
    )
    table = effects(counts).assign(
        effect=-0.0001, effect_low=-0.0002, edge="floor", **dict.fromkeys(GAPS, -0.01)
    )
    for by_point in (False, True):
        told = effect_text(table, {"1956": "treaty"}, Words(), [{}, {}], by_point)
        assert "+0.000" in told
        assert "-0.0" not in told


def test_a_range_gives_the_median_the_lowest_and_the_highest_effect_under_their_names():
    counts = pd.DataFrame(
        {
            "scenario": "1956",
            "intervention": "no_threat",
            "point": [0, 1, 2],
            "n": 100,
            "both": 8,
            "gained": 0,
            "lost": 0,
        }
    )
    table = effects(counts).assign(
        effect=[0.25, -0.125, 0.5],
        effect_low=[0.1, -0.2, 0.4],
        edge="",
        **dict.fromkeys(GAPS, 0.0),
    )
    lines = effect_text(table, {"1956": "treaty"}, Words(), [{}, {}, {}]).splitlines()
    head = next(n for n, line in enumerate(lines) if "median" in line and "[" not in line)
    names = lines[head].partition("median")[1:]
    assert "".join(names).split()[:3] == ["median", "lowest", "highest"]
    cells = lines[head + 1].split()
    assert cells == ["no_threat", "+0.250", "-0.125", "+0.500", "0.67", "0.00", "no_threat"]


def test_a_change_that_makes_the_event_rarer_is_about_the_runs_that_lose_it():
    counts = pd.DataFrame({"n": [100], "both": 10, "gained": 0, "lost": 40})
    (one,) = effects(counts).to_dict("records")
    assert cause_cells(one)[2:] == ("0.80", "0.44")


def test_the_largest_effect_is_named_first_and_those_of_luck_are_counted():
    counts = pd.DataFrame(
        {"scenario": "1956", "intervention": ["a", "b"], "point": 0, "n": 100, "both": 8}
        | {"gained": [30, 1], "lost": [0, 1]}
    )
    words = Words(interventions={"a": "first", "b": "second"})
    (told,) = effect_answers(effects(counts), {"1956": "treaty"}, words)
    assert told.startswith(
        "1956: of 2 interventions “first” has the largest effect: treaty comes about in 38% of runs instead of 8%"
    )
    assert told.endswith("No effect of 1 of them can be told from luck.")
