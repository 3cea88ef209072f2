from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import grid_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import heat_map

XY = ("us.threat", "base.consent")


def test_what_it_shows(snapshot):
    snapshot(heat_map(grid_rows(), XY, marks={"1956": (1.0, 1.5), "2018": (float("nan"), 0.0)}))


def test_the_baseline_is_marked_only_where_it_is_known():
    assert (
        "most likely values"
        in heat_map(grid_rows(), XY, marks={"1956": (1, 1)}).layout.title.subtitle.text
    )
    unmarked = heat_map(grid_rows(), XY)
    assert "most likely values" not in unmarked.layout.title.subtitle.text
    assert {trace.type for trace in unmarked.data} == {"heatmap"}


def test_all_panels_share_a_scale_of_colour_from_none_to_all():
    fig = heat_map(grid_rows(), XY)
    assert {trace.coloraxis for trace in fig.data} == {"coloraxis"}
    assert (fig.layout.coloraxis.cmin, fig.layout.coloraxis.cmax) == (0, 1)


def test_a_place_without_runs_stays_empty():
    fig = heat_map(grid_rows(("1956",)).iloc[1:], XY)
    assert fig.data[0].z[0][0] is None
    assert fig.data[0].text[0][0] == ""


@pytest.mark.parametrize(("panels", "columns"), [(1, 1), (3, 3), (4, 2), (7, 3), (10, 4)])
def test_panels_fill_rows(panels, columns):
    fig = heat_map(grid_rows(tuple(map(str, range(panels)))), XY)
    assert len({round(axis.domain[0], 6) for axis in fig.select_xaxes()}) == columns


def test_a_place_twice_and_no_rows_are_refused():
    with pytest.raises(ValueError, match="several rows of a panel and place"):
        heat_map(pd.concat([grid_rows(), grid_rows()]), XY)
    with pytest.raises(ValueError, match="no rows"):
        heat_map(grid_rows().iloc[:0], XY)


def test_the_title_names_the_range_and_the_place_of_the_largest_share():
    words = Words(numbers={"us.threat": "threat"})
    rows = grid_rows(("1956",)).assign(mcse=0.001)
    title = heat_map(rows, XY, words=words).layout.title.text.replace("<br>", " ")
    assert title == "1956: settlement in 1% to 4% of runs, most at threat ×1 and base.consent 1"


def test_cells_that_no_error_tells_apart_are_counted_in_the_title():
    def title(rows):
        return heat_map(rows, XY).layout.title.text.replace("<br>", " ")

    rows = grid_rows().assign(mcse=0.001)
    rows.loc[rows.index[3:6], "share"] = 0.9
    assert title(rows) == (
        "1956: settlement in 1% to 90% of runs, most in 3 of 6 cells, which no error tells apart"
    )
    rows.loc[rows.index[6], "share"] = 0.9
    assert title(rows).startswith("Settlement in 1% to 90% of runs, most in 4 of 12 cells")


def test_the_scenarios_own_values_are_the_outline_of_a_cell_and_axes_have_units():
    words = Words(numbers={"us.threat": "threat"}, units={"us.threat": "points"})
    fig = heat_map(grid_rows(("1956",)), XY, {"1956": (1.0, 1.5)}, words=words)
    outline = fig.data[-1]
    assert (min(outline.x), max(outline.x)) == (0.5, 1.5)
    assert 1.3 < min(outline.y) < max(outline.y) < 1.7
    assert fig.layout.xaxis.title.text == "threat, points"


def test_an_average_over_points_says_so_and_has_no_error():
    fig = heat_map(grid_rows().assign(points=5, mcse=float("nan")), XY)
    assert "Average of 5 points, equal weight" in fig.layout.title.subtitle.text
    assert "standard error" not in fig.layout.title.subtitle.text
    assert fig.data[0].customdata[0][0][0] == ""
