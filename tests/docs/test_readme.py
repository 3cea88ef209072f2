"""What README prints and promises is what the product does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negotiation_sim.cli.demo import EPISODES, RUNS
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.study import NamedScenario, Study
from negotiation_sim.report.story import story
from negotiation_sim.report.tables import result_table
from negotiation_sim.scenarios import load_scenario

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_one_line_is_marked_as_the_tests_and_makes_an_environment():
    (line,) = [line for line in README.splitlines() if re.search(r"# test\s*$", line)]
    assert line.startswith("python3 -m venv .venv && ")


def test_the_picture_is_small_enough():
    assert (ROOT / "docs" / "figures" / "outcomes.png").stat().st_size < 250_000


def test_names_in_the_commands_exist():
    for scenario, names in re.findall(r"negotiation-sim run (\w+) --intervention (\S+)", README):
        load_scenario(scenario).intervention(names)
    for scenario, event in re.findall(r"negotiation-sim run (\w+) --drop (\w+)", README):
        assert event in [one.name for one in load_scenario(scenario).events]


def test_the_turning_point_is_told_as_the_demo_tells_it():
    (shown,) = re.findall(r"```text\n(Aug 1956[^`]*)\n```", README)
    assert shown in "\n".join(story(replay(load_scenario("1956"), seed=1, run=0)))


@pytest.mark.long
def test_the_printed_table_is_what_the_demo_prints(tmp_path):
    results = run_study(
        Study(tuple(map(NamedScenario.load, EPISODES)), runs=RUNS, seed=1), tmp_path / "demo"
    )
    (shown,) = re.findall(r"```text\n(1956: [^`]*?)\n  \.\.\.\n```", README)
    assert result_table(results).startswith(shown)


def test_the_sliders_are_named_before_anything_is_set_up():
    first = README.partition("```")[0]
    assert "sliders" in first
    assert "negotiation-sim dashboard" in first
    assert "negotiation-sim report" in first
