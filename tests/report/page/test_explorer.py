"""The explorer's data: what was played, found again by its levels."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from negotiation_sim.experiments import NamedScenario, run_study
from negotiation_sim.report.page.explorer import explorer_data, sliders_of
from negotiation_sim.report.page.findings import findings_of
from negotiation_sim.report.page.sections.explorer import explorer_section


def with_points(found, points, folder):
    study = replace(
        found.results.study,
        points=tuple(points),
        runs=4,
        arms=("baseline",),
        scenarios=(NamedScenario.load("1956"),),
    )
    return findings_of(run_study(study, folder / "results"))


def test_every_combination_finds_the_counts_of_its_point(grid):
    data = explorer_data(grid)
    levels = [list(slider["levels"]) for slider in data["sliders"]]
    assert levels == [["0 × the scenario’s own", "1 × the scenario’s own"], ["0.1", "0.5", "0.9"]]
    points = grid.results.study.points
    summary = grid.summary.set_index(["scenario", "intervention", "point", "outcome_class"])[
        "count"
    ]
    for place, (factor, belief) in enumerate(product(("*0", "*1"), ("0.1", "0.5", "0.9"))):
        point = data["grid"][place]
        assert points[point] == {"us.threat": factor, "base.guarantee_credibility": belief}
        for scenario in data["scenarios"]:
            for arm in scenario["arms"]:
                for i, one in enumerate(scenario["classes"]):
                    assert (
                        arm["counts"][point][i]
                        == summary[scenario["name"], arm["name"], point, one["name"]]
                    )


def test_all_runs_are_counted_though_classes_that_never_occur_are_left_out(grid):
    for scenario in explorer_data(grid)["scenarios"]:
        for arm in scenario["arms"]:
            assert {sum(counts) for counts in arm["counts"]} == {60}


def test_sliders_start_where_the_scenario_is(grid):
    assert [slider.start for slider in sliders_of(grid)] == [1, 1]


def test_addresses_that_move_in_step_share_a_slider(plain, tmp_path):
    found = with_points(
        plain,
        [{"us.threat": "*1", "japan.norm": "*1"}, {"us.threat": "*2", "japan.norm": "*0.5"}],
        tmp_path,
    )
    (slider,) = sliders_of(found)
    assert slider.addresses == ("us.threat", "japan.norm")
    assert slider.levels[1] == "2 × the scenario’s own, 0.5 × the scenario’s own"


def test_what_is_no_number_is_a_level_as_it_is_written(plain, tmp_path):
    found = with_points(plain, [{"us.threat": "20,30,40"}, {"us.threat": "5,10,15"}], tmp_path)
    assert sliders_of(found)[0].levels == ("20,30,40", "5,10,15")


def test_an_address_left_alone_is_a_level(plain, tmp_path):
    found = with_points(plain, [{}, {"us.threat": "12"}], tmp_path)
    (slider,) = sliders_of(found)
    assert slider.levels[slider.start] == "as in the scenario"


def test_a_hole_in_the_grid_is_no_point(plain, tmp_path):
    points = [
        {"us.threat": a, "japan.norm": b} for a, b in (("*0", "*0"), ("*0", "*1"), ("*1", "*0"))
    ]
    assert explorer_data(with_points(plain, points, tmp_path))["grid"] == [0, 1, 2, -1]


@pytest.mark.parametrize("number", [5, 60])
def test_too_many_numbers_have_no_explorer(number, plain, tmp_path):
    addresses = [one.address for one in plain.worlds["1956"].parameters][:number]
    points = [
        {address: f"*{1 - place % (2 + i % 3) / 10:g}" for i, address in enumerate(addresses)}
        for place in range(8)
    ]
    found = with_points(plain, points, tmp_path)
    assert explorer_data(found) is None
    assert explorer_section(found) is None


def test_a_folder_without_a_design_says_nothing(plain):
    assert explorer_section(plain) is None


def test_controls_are_labelled_and_said_to_be_precomputed(grid):
    html = explorer_section(grid).html
    assert html.count('type="range"') == html.count('<label for="explorer-slider-')
    assert "Precomputed: 6 points of 60 runs" in html
    assert "nothing is simulated in this page" in html
    assert 'aria-live="polite"' in html
