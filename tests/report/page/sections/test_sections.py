"""What each section says of a folder, and what it says where it has nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from tests.report.page.hostile import HOSTILE

from negotiation_sim.analysis.robustness import FULL
from negotiation_sim.report.page.document import SECTIONS
from negotiation_sim.report.page.sections.attribution import attribution_section
from negotiation_sim.report.page.sections.codebook import codebook_section
from negotiation_sim.report.page.sections.effects import effects_section
from negotiation_sim.report.page.sections.gates import gates_section
from negotiation_sim.report.page.sections.replay import replay_section
from negotiation_sim.report.page.sections.reproduction import reproduction_section
from negotiation_sim.report.page.sections.robustness import robustness_section
from negotiation_sim.report.page.sections.scenario import scenario_section

CONCLUSIONS = pd.DataFrame(
    {
        "name": "one",
        "say": f"{HOSTILE} holds",
        "part": ["box", "history"],
        "measure": "effect",
        "points": [100, 40],
        "share": [0.8, 0.9],
        "low": [0.7, 0.8],
        "high": [0.9, 0.95],
        "median": 0.1,
        "least": -0.1,
        "most": 0.4,
    }
)


@pytest.mark.parametrize("make", SECTIONS, ids=lambda make: make.__name__)
def test_no_text_becomes_markup(make, hostile):
    section = make(hostile)
    assert section is not None
    assert "<script>alert" not in section.html
    assert "<img" not in section.html


def test_events_and_numbers_come_with_their_sources(plain):
    html = scenario_section(plain).html
    world = plain.worlds["1956"]
    for event in world.events:
        assert event.label in html
    assert html.count("FRUS") > 10
    assert f"All {len(world.parameters)} numbers of 1956" in html


def test_without_interventions_there_is_no_effect_to_show(plain):
    assert "plays no intervention" in effects_section(plain).html


def test_effects_over_a_design_are_ranges(grid):
    html = effects_section(grid).html
    assert "over 6 points of 60 runs each" in html
    assert "lowest" in html


def test_what_is_played_for_the_page_says_how_much(plain):
    for section in (gates_section(plain), attribution_section(plain)):
        assert "100 runs" in section.html
        assert "seed 3" in section.html


def test_own_classes_are_not_replaced_by_ours(plain):
    results = type(plain.results)(
        plain.results.path, {**plain.results.record, "agents": {"japan": "mine:Mine"}}
    )
    found = replace(plain, results=results, gaps=pd.DataFrame(), explanation=None, trace=None)
    for make in (gates_section, attribution_section, replay_section):
        assert "own classes played" in make(found).html


def test_without_a_gap_nothing_is_drawn_and_the_verdict_says_so(plain):
    told = plain.explanation
    flat = {
        f"{name}_share{end}": float("nan")
        for name in ("shapley", "owen")
        for end in ("", "_low", "_high")
    }
    no_gap = {"gap": 0.01, "gap_low": -0.01, "gap_high": 0.03, **flat}
    told = replace(told, causes=told.causes.assign(**no_gap), blocks=told.blocks.assign(**no_gap))
    html = attribution_section(replace(plain, explanation=told)).html
    assert "cannot be told from 0" in html
    assert "none to share" in html
    assert "plot-causes" not in html


def test_a_told_run_is_told_whole(plain):
    html = replay_section(plain).html
    assert "run 0 of seed 3" in html
    assert f"({plain.trace.outcome_class})." in html


def test_reproduction_names_command_seed_and_versions(hostile):
    html = reproduction_section(hostile).html
    assert "negotiation-sim run &lt;/script&gt;" in html
    for name, version in hostile.results.record["versions"].items():
        assert f"{name} {version}" in html


def test_every_column_is_in_the_codebook(grid):
    html = codebook_section(grid).html
    assert all(f"<code>{name}</code>" in html for name in grid.results.columns)


def test_the_page_is_made_again_by_a_command_with_the_run_it_tells(plain):
    results = type(plain.results)(plain.results.path.with_name("my results"), plain.results.record)
    told = replace(plain, results=results, trace=replace(plain.trace, run=7))
    assert (
        "negotiation-sim report &#x27;my results&#x27; --run 7" in reproduction_section(told).html
    )
    assert "--run" not in reproduction_section(plain).html


def test_without_a_box_robustness_says_so(plain):
    assert "cannot say how far its conclusions hold" in robustness_section(plain).html


def test_tables_left_by_robustness_are_shown(plain):
    models = pd.DataFrame(
        {
            "model": [FULL, "no norms", "no lever"],
            "log_evidence": [-3.0, -5.0, -3.1],
            "error": 0.1,
            "bayes_factor": [1.0, 7.4, 1.1],
            "factor_low": [float("nan"), 5.0, 0.8],
            "factor_high": [float("nan"), 9.0, 1.4],
            "against": ["", "positive", "barely worth a mention"],
        }
    )
    history = pd.DataFrame(
        {
            "episode": ["1956"],
            "recorded": "DECLARATION",
            "points": 100,
            "share": 0.53,
            "low": 0.43,
            "high": 0.63,
        }
    )
    foresight = pd.DataFrame(
        {"episode": ["1956"], "before": 0.4, "after": 0.43, "change": 0.03, "error": 0.007}
    )
    tables = {
        "conclusions": CONCLUSIONS,
        "history": history,
        "foresight": foresight,
        "models": models,
    }
    html = robustness_section(replace(plain, robustness=tables)).html
    assert html.count("0.43–0.63") == 1
    assert "+0.030 ± 0.007" in html
    assert "5.0 to 9.0" in html
    assert "cannot be told from it" in html
    assert "&lt;/script&gt;" in html
    assert "0.70–0.90" in html
    assert "no norms" in html
    assert "Rival models" in html


def test_the_eight_numbers_that_what_happened_moves_most_are_listed_and_no_more(plain):
    posterior = pd.DataFrame(
        {
            "input": [f"number{i:02}" for i in range(13)],
            "moved": [True] * 12 + [False],
            "prior_mean": 1.0,
            "prior_low": 0.5,
            "prior_high": 1.5,
            "low": 0.5,
            "high": 1.5,
            "mean": 2.0,
            "shift": 1.0,
            "error": 0.1,
        }
    )
    html = robustness_section(replace(plain, robustness={"posterior": posterior})).html
    listed = [name for name in posterior["input"] if name in html]
    assert listed == [f"number{i:02}" for i in range(8)]
    few = robustness_section(replace(plain, robustness={"posterior": posterior.tail(2)})).html
    assert "number11" in few
    assert "number12" not in few
