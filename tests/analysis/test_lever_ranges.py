"""Plausible ranges come from the box of the very scenario, or else from the scenario itself."""

from __future__ import annotations

from dataclasses import replace

from negotiation_sim.analysis.lever_ranges import box_experiment, box_ranges, plausible_range
from negotiation_sim.scenarios import NamedScenario


def test_ranges_with_a_year_are_those_of_that_year():
    box = box_experiment()
    ranges = {name: box_ranges(NamedScenario.load(name), box) for name in ("1956", "2018", "2022")}
    assert ranges["1956"]["us.stake"] == (30.0, 90.0)
    assert ranges["2018"]["us.stake"] == (5.0, 50.0)
    assert ranges["1956"]["japan.norm"] == ranges["2018"]["japan.norm"] == (20.0, 85.0)
    assert "events.invasion.japan.hostility" in ranges["2022"]
    assert "events.invasion.japan.hostility" not in ranges["2018"]


def test_a_scenario_that_only_has_the_name_gets_no_box():
    named = NamedScenario.load("1956")
    other = replace(named, resolved={**named.resolved, "title": "another"})
    assert box_ranges(other, box_experiment()) == {}
    assert plausible_range(named.scenario, {}, "japan.norm") == (35.0, 73.0)
