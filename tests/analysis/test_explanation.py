"""What `explain` puts together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.model.small import shipped

from negotiation_sim.analysis.box import box_points
from negotiation_sim.analysis.explanation import Sizes, boxed, explain, rows_needed
from negotiation_sim.scenarios import load_experiment

SIZES = Sizes(runs=60, box_runs=5)
SCENARIO = shipped("1956")
CAUSES = {"1956": SCENARIO.causes[:2]}


@pytest.fixture(scope="module")
def box():
    return box_points(load_experiment("plausible_box"), 2)


@pytest.fixture(scope="module")
def explained(box):
    told: list[int] = []
    found = explain({"1956": SCENARIO}, CAUSES, 1, SIZES, box=box, progress=told.append)
    return found, sum(told)


def test_a_progress_bar_fills_exactly(explained, box):
    assert explained[1] == rows_needed({"1956": SCENARIO}, CAUSES, SIZES, box)


def test_every_table_is_of_the_same_scenario_and_causes(explained):
    found, _ = explained
    assert found.causes["cause"].tolist() == [cause.name for cause in CAUSES["1956"]] * 2
    assert set(found.blocks["block"]) == {cause.block for cause in CAUSES["1956"]}
    for table in (found.causes, found.blocks, found.gaps, found.box, found.coalitions):
        assert set(table["scenario"]) == {"1956"}
    assert len(found.coalitions) == 2 * 2 ** len(CAUSES["1956"])


def test_only_scenarios_that_the_box_contains_unchanged_are_examined_over_it(box):
    dropped = replace(SCENARIO, events=())
    assert boxed(box, {"1956": SCENARIO, "2018": dropped}) == ["1956"]
    assert boxed(None, {"1956": SCENARIO}) == []
    found = explain({"1956": dropped}, CAUSES, 1, SIZES, box=box)
    assert found.box.empty
