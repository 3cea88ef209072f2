"""A figure for a telephone: nothing beside, nothing cut, nothing lost."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from tests.plots.made_up import curve_rows, design_rows, effect_rows, event_rows, gap_rows

from negotiation_sim.plots import (
    closing_window,
    design_pairs,
    outcome_distribution,
    outcome_stacks,
    paired_effects,
    reflowed,
    thesis_curve,
)


def panels(fig):
    """Left, right, bottom and top of every panel, from the top down."""
    numbers = [name.removeprefix("xaxis") for name in fig.layout if name.startswith("xaxis")]
    found = [
        (*fig.layout[f"xaxis{number}"].domain, *fig.layout[f"yaxis{number}"].domain)
        for number in numbers
    ]
    return sorted(found, key=lambda panel: -panel[3])


def test_panels_stand_one_below_the_other_over_the_whole_width(make_summary):
    fig = reflowed(outcome_distribution(make_summary(interventions=("", "no_threat"))))
    found = panels(fig)
    assert len(found) == 6
    assert {panel[:2] for panel in found} == {(0, 1)}
    assert all(upper[2] > lower[3] for upper, lower in pairwise(found))
    assert found[-1][2] == 0.0


def test_a_panel_leaves_out_what_only_its_neighbours_had(make_summary, observed):
    fig = reflowed(outcome_distribution(make_summary(), {**observed, "2022": "TREATY_TWO"}))
    assert list(fig.layout.yaxis2.categoryarray) == [
        "TREATY_TWO_PLUS",
        "ACCELERATED_TALKS",
        "STALEMATE",
        "SUSPENSION",
    ]
    assert fig.layout.yaxis3.tickvals[0] == "TREATY_TWO"  # which happened
    assert len(fig.layout.yaxis3.ticktext) == 4
    assert fig.layout.yaxis3.range == (3.5, -0.5)
    heights = [round(panel[3] - panel[2], 3) for panel in panels(fig)]
    assert heights[1] == heights[2] < heights[0]


def test_a_panel_keeps_its_height_and_its_own_labels(make_summary):
    summary = make_summary().assign(count=1)
    wide = outcome_distribution(summary)
    narrow = reflowed(wide)

    def heights(fig):
        high = fig.layout.height - fig.layout.margin.t - fig.layout.margin.b
        return [round((panel[3] - panel[2]) * high) for panel in panels(fig)]

    assert heights(narrow) == pytest.approx(heights(wide), abs=2)
    assert all(axis.showticklabels for axis in narrow.select_yaxes())


def test_the_figure_itself_is_left_alone(make_summary):
    wide = outcome_distribution(make_summary())
    before = json.loads(wide.to_json())
    reflowed(wide)
    assert json.loads(wide.to_json()) == before


def test_rows_grow_where_their_names_need_more_lines(make_summary):
    long = "a_very_long_name_of_an_intervention_that_needs_many_lines_of_a_telephone"
    wide = outcome_stacks(make_summary(interventions=("", long)).query("scenario == '1956'"))
    narrow = reflowed(wide)
    label = narrow.layout.yaxis.ticktext[1]
    lines = label.count("<br>") + 1
    high = narrow.layout.height - narrow.layout.margin.t - narrow.layout.margin.b
    assert high / 2 >= 13 * lines


def test_axes_with_titles_of_their_own_keep_them():
    """Where every panel shows other numbers, no title may come from its neighbour."""
    inputs = ["japan.norm", "us.threat", "base.consent"]
    wide = design_pairs(design_rows(), inputs, ("share", True))
    narrow = reflowed(wide)
    for axes in ("select_xaxes", "select_yaxes"):
        titles = [[axis.title.text for axis in getattr(fig, axes)()] for fig in (wide, narrow)]
        assert titles[0] == titles[1]


def test_a_title_said_once_for_a_row_is_said_by_every_panel():
    wide = paired_effects(effect_rows())
    narrow = reflowed(closing_window(gap_rows(), ["japan.leader"], event_rows()))
    assert {axis.title.text for axis in narrow.select_yaxes()} == {"gap, points", "narrowest gate"}
    assert reflowed(wide).layout.xaxis.title.text == "percentage points"


def test_lines_of_words_fit_390_points(make_summary):
    for fig in (outcome_distribution(make_summary()), thesis_curve(curve_rows(), "the dial")):
        narrow = reflowed(fig)
        assert max(map(len, narrow.layout.title.text.split("<br>"))) <= 36
        assert narrow.layout.margin.l <= 16
