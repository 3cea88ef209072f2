from __future__ import annotations

import re
from math import cos, radians

import pandas as pd
import pytest
from tests.plots.made_up import region_rows

from negotiation_sim.domain.maps import COASTS
from negotiation_sim.plots import island_map, outlines_of
from negotiation_sim.scenarios import load_scenario


def test_what_it_shows(snapshot):
    fig = island_map(region_rows(("1956",)), outlines_of("northern_territories"))
    fig.data = [trace for trace in fig.data if trace.text]  # the coasts are data of their own
    for trace in fig.data:
        trace.update(x=[], y=[])
    snapshot(fig)


def test_every_level_of_the_shipped_issue_is_mapped_to_known_regions():
    declared = load_scenario("1956").map
    issue = next(one for one in load_scenario("1956").issues if one.name == declared.issue)
    assert {*dict(declared.regions), "none"} == set(issue.levels)
    named = {name for _, names in declared.regions for name in names}
    assert named == {one.name for one in outlines_of(declared.coast).regions}


@pytest.mark.parametrize("coasts", COASTS)
def test_the_regions_a_file_may_name_are_those_that_can_be_drawn(coasts):
    assert set(COASTS[coasts]) == {one.name for one in outlines_of(coasts).regions}


def test_colour_runs_from_none_to_all_whatever_is_drawn():
    def colour(share):
        rows = region_rows(("1956",)).assign(share=share, hazard=0.0)
        fig = island_map(rows, outlines_of("northern_territories"))
        return next(trace.fillcolor for trace in fig.data if trace.text)

    assert colour(1.0) == "rgb(8, 48, 107)"
    assert sum(int(part) for part in re.findall(r"\d+", colour(0.08))) > 650  # all but white
    said = island_map(region_rows(), outlines_of("northern_territories")).layout.title.subtitle.text
    assert "#08306B" in said
    assert "100%" in said


def test_the_key_has_the_sign_of_every_hatching_that_is_drawn_and_of_no_other():
    rows = region_rows(("1956",)).assign(hazard=[0.25, 0.0, 0.0, 0.0])
    fig = island_map(rows, outlines_of("northern_territories"))
    (sign,) = (trace for trace in fig.data if trace.showlegend)
    island = next(trace for trace in fig.data if trace.text and "Shikotan" in trace.text)
    assert sign.name == "risk of a US base over 20%"
    for what in ("shape", "size", "solidity", "fgcolor"):
        assert sign.marker.pattern[what] == island.fillpattern[what]


def test_every_region_lies_in_the_window_with_its_label():
    outlines = outlines_of("northern_territories")
    west, south, east, north = outlines.window
    for one in outlines.regions:
        points = [*(point for line in one.polygons for point in line), one.label_at[:2]]
        assert all(west <= x <= east and south <= y <= north for x, y in points)
    assert 100 < sum(len(line) for one in outlines.regions for line in one.polygons) < 500


def test_hatching_grows_with_the_hazard_and_is_absent_below_one_percent():
    fig = island_map(region_rows(("1956",)), outlines_of("northern_territories"))
    density = {
        trace.text.split("</b>")[0][3:]: trace.fillpattern.solidity
        for trace in fig.data
        if trace.text
    }
    assert density == {"Shikotan": 0.5, "Habomai": 0.3, "Etorofu": None, "Kunashiri": None}


def test_a_degree_east_is_shorter_than_a_degree_north():
    fig = island_map(region_rows(), outlines_of("northern_territories"))
    _, south, _, north = outlines_of("northern_territories").window
    assert (
        fig.layout.yaxis.scaleratio
        == fig.layout.yaxis2.scaleratio
        == pytest.approx(1 / cos(radians((south + north) / 2)))
    )
    assert (fig.layout.yaxis.scaleanchor, fig.layout.yaxis2.scaleanchor) == ("x", "x2")


def test_nothing_is_fetched_from_a_network():
    assert {
        trace.type for trace in island_map(region_rows(), outlines_of("northern_territories")).data
    } == {"scatter", "bar"}


def test_a_region_twice_and_no_rows_are_refused():
    with pytest.raises(ValueError, match="several rows of a panel and region"):
        island_map(pd.concat([region_rows(), region_rows()]), outlines_of("northern_territories"))
    with pytest.raises(ValueError, match="no regions"):
        island_map(pd.DataFrame(), outlines_of("northern_territories"))
