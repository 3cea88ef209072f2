"""Figures over designs, time, runs, the record and the dial of the thesis."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import (
    curve_rows,
    density_rows,
    design_rows,
    event_rows,
    offer_rows,
    package_rows,
    record_rows,
    share_of_states,
)

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import (
    density_ridge,
    design_pairs,
    design_scatter,
    offer_path,
    record_timeline,
    states_over_time,
    thesis_curve,
)
from negotiation_sim.plots.theme import ACTOR_COLOURS, CLASS_COLOURS, INK, SPARE_COLOURS

SEEN = ("share of treaties", True)


def said(fig):
    return f"{fig.layout.title.text}\n{fig.layout.title.subtitle.text}".replace("<br>", " ")


# ------------------------------------------------------------------ scatter


def test_a_dot_per_point_is_coloured_by_the_most_frequent_outcome_of_one_intervention():
    fig = design_scatter(design_rows(), "japan.norm", SEEN, -1.0)
    assert {colour for dots in fig.data for colour in dots.marker.color} == {
        CLASS_COLOURS["DECLARATION"],
        CLASS_COLOURS["TREATY_TWO"],
    }
    assert sum(len(dots.x) for dots in fig.data) == 4
    low, high = fig.layout.yaxis.range  # room for whole dots at 0 and 100%
    assert low < 0 < 1 < high
    assert fig.layout.yaxis.ticktext[0::4] == ("0", "100%")


def test_several_interventions_are_told_apart_by_colour_and_named_in_words():
    words = Words(interventions={"no_threat": "nobody presses"})
    fig = design_scatter(design_rows(arms=("baseline", "no_threat")), "us.threat", SEEN, 0.3, words)
    (dots,) = fig.data  # both in turn, so that none lies over the other
    assert list(dots.marker.color[:4]) == [*SPARE_COLOURS[:2], *SPARE_COLOURS[:2]]
    assert "nobody presses" in said(fig)
    assert "rises with us.threat (rank correlation +0.30)" in said(fig)


def test_a_number_without_trace_is_said_so_and_a_mean_has_its_own_axis():
    fig = design_scatter(design_rows(), "japan.norm", ("months played", False), 0.02)
    assert "hardly any trace in months played" in said(fig)
    assert fig.layout.yaxis.range is None


# ------------------------------------------------------------------ pairs


def test_every_pair_of_numbers_has_a_panel_on_one_scale_of_colour():
    inputs = ["japan.norm", "us.threat", "base.consent"]
    fig = design_pairs(design_rows(), inputs, SEEN)
    assert len(fig.data) == 3
    assert {(dots.marker.cmin, dots.marker.cmax) for dots in fig.data} == {(0, 1)}
    titles = {
        (x.title.text, y.title.text)
        for x, y in zip(fig.select_xaxes(), fig.select_yaxes(), strict=True)
    }
    assert titles == {
        ("japan.norm", "us.threat"),
        ("japan.norm", "base.consent"),
        ("us.threat", "base.consent"),
    }


def test_pairs_of_several_interventions_and_of_one_number_are_refused():
    with pytest.raises(ValueError, match="several scenarios or interventions"):
        design_pairs(design_rows(arms=("a", "b")), ["japan.norm", "us.threat"], SEEN)
    with pytest.raises(ValueError, match="fewer than two numbers"):
        design_pairs(design_rows(), ["japan.norm"], SEEN)


# ------------------------------------------------------------------ ridge


def test_a_ridge_is_the_histogram_and_no_smooth_curve():
    fig = density_ridge(density_rows(), "months played")
    ridge = fig.data[0]
    assert list(ridge.x) == [1, 1, 2, 2, 3, 3, 4, 4]
    heights = [0 - y for y in ridge.y[1:-1:2]]
    assert heights == pytest.approx([0.88 / 3, 0.88 * 2 / 3, 0.88])
    assert "Median months played – 1956: 2.5; 2018: 2.5" in said(fig)


def test_the_title_of_a_ridge_names_the_interventions_and_the_axis_what_is_below_0():
    rows = pd.concat([density_rows(), density_rows().assign(intervention="no_threat")])
    fig = density_ridge(rows, "gap, points", below="below 0 it falls short")
    assert "1956, baseline: " in fig.layout.title.text.replace("<br>", " ")
    assert "1956, no_threat: " in fig.layout.title.text.replace("<br>", " ")
    assert fig.layout.title.subtitle.text.startswith("Spread over the runs: gap, points")
    assert fig.layout.xaxis.title.text == "gap, points<br>below 0 it falls short"


def test_labels_of_a_ridge_stand_beside_it_and_rows_are_as_high_as_they():
    words = Words(interventions={"long": "one thing and another and yet another one, " * 4})
    rows = pd.concat([density_rows(), density_rows().assign(intervention="long")])
    axis = (fig := density_ridge(rows, "months", words)).layout.yaxis
    lines = axis.ticktext[-1].count("<br>") + 1
    assert lines > 5
    assert fig.layout.meta["room"]["panels"] >= 15 * lines * len(axis.ticktext)
    assert all(at - 0.5 < value < at for at, value in enumerate(axis.tickvals))


# ------------------------------------------------------------------ states over time


def test_the_states_of_a_date_are_stacked_to_100_percent():
    fig = states_over_time(share_of_states(), event_rows())
    assert {trace.stackgroup for trace in fig.data} == {"one"}
    assert [sum(trace.y[i] for trace in fig.data) for i in range(3)] == pytest.approx([1, 1, 1])
    assert fig.layout.yaxis.range == (0, 1)
    assert "1956: no agreement yet in 50% at the end" in said(fig)
    assert "share of runs in each state (baseline)" in said(fig)
    assert {shape.layer for shape in fig.layout.shapes} == {"above"}


# ------------------------------------------------------------------ path


def test_offers_of_a_side_are_joined_in_order_in_its_colour():
    fig = offer_path(package_rows(), offer_rows(), ("japan", "russia"))
    (japan, russia) = (trace for trace in fig.data if trace.mode == "lines+markers")
    assert list(japan.x) == [50, 30]
    assert (japan.line.color, russia.line.color) == (
        ACTOR_COLOURS["japan"],
        ACTOR_COLOURS["russia"],
    )
    notes = next(note.text for note in fig.layout.annotations if note.name == "notes")
    assert "japan offers C from Jan 1956, B from Mar 1956" in notes


def test_zone_frontier_and_solutions_are_in_the_same_plane():
    fig = offer_path(package_rows(), offer_rows(), ("japan", "russia"))
    assert any(shape.type == "rect" and shape.x0 == 0 for shape in fig.layout.shapes)
    for words in ("zone of agreement", "Pareto frontier", "solution concept"):
        assert words in said(fig)
    assert f'{INK}">●</span> nobody worse off' in fig.layout.title.subtitle.text  # nobody's colour


def test_an_offer_that_matters_to_no_concept_has_a_letter_all_the_same():
    packages = package_rows().assign(frontier=False)
    fig = offer_path(packages, offer_rows(), ("japan", "russia"))
    notes = next(note.text for note in fig.layout.annotations if note.name == "notes")
    assert "C  four islands" in notes


def test_an_offer_that_is_made_again_has_no_arrow_and_the_first_is_a_dot():
    offers = offer_rows()
    again = pd.concat([offers.iloc[[0]], offers]).assign(actor="japan")
    path = offer_path(package_rows(), again, ("japan", "russia")).data[-1]
    assert list(path.x) == [50.0, 10.0, 30.0]
    assert path.marker.symbol == ("circle", "arrow", "arrow")


def test_no_offers_are_refused():
    with pytest.raises(ValueError, match="no offers"):
        offer_path(package_rows(), offer_rows().iloc[:0], ("japan", "russia"))


# ------------------------------------------------------------------ record and thesis


def test_the_record_counts_the_patterns_that_occur_as_often_as_they_should():
    fig = record_timeline(record_rows(), "1956", "no threat, 10 runs")
    assert "1956: 2 of 3 patterns of the record occur as often as they should" in said(fig)
    assert "Recorded and simulated timeline: no threat, 10 runs" in said(fig)
    assert fig.data[-1].cliponaxis is False
    assert [text.endswith("✖") for text in fig.layout.yaxis3.ticktext] == [False, True, False]
    assert [(shape.x0, shape.x1) for shape in fig.layout.shapes] == [
        (0.5, 1.0),
        (0.0, 0.05),
        (0.3, 0.9),
    ]


def test_a_pattern_without_a_date_has_no_place_on_the_recorded_line():
    fig = record_timeline(record_rows())
    assert list(fig.data[0].x) == ["1956-10-19", "1956-08-19"]
    assert [trace.mode for trace in fig.data] == ["markers", "lines", "lines", "markers"]


def test_the_recorded_and_the_simulated_line_share_their_dates():
    fig = record_timeline(record_rows())
    assert fig.layout.xaxis2.matches == "x"
    assert fig.layout.xaxis.range == ("1956-07-30", "1956-11-08")


def test_lines_that_end_together_share_a_label():
    rows = curve_rows(("1956", "2018", "2022"))
    fig = thesis_curve(rows, "US pressure", "treaty")
    assert [note.text for note in fig.layout.annotations] == ["1956", "2018<br>2022"]


def test_a_line_per_episode_says_where_it_begins_and_ends():
    fig = thesis_curve(curve_rows(), "US pressure", "treaty")
    assert "1956: 0 → 80%; 2018: 0 → 30%" in said(fig)
    lines = [trace for trace in fig.data if trace.mode == "lines+markers"]
    assert [note.text for note in fig.layout.annotations] == ["1956", "2018"]
    assert len({line.line.dash for line in lines}) == 2
    assert fig.layout.yaxis.range == (0, 1)


@pytest.mark.parametrize(
    ("draw", "rows"),
    [
        (lambda rows: design_scatter(rows, "x", SEEN, 0.0), design_rows()),
        (lambda rows: density_ridge(rows, "x"), density_rows()),
        (lambda rows: states_over_time(rows, event_rows()), share_of_states()),
        (record_timeline, record_rows()),
        (lambda rows: thesis_curve(rows, "x"), curve_rows()),
    ],
)
def test_nothing_to_draw_is_refused(draw, rows):
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(rows.iloc[:0])


def test_a_place_of_a_curve_twice_is_refused():
    with pytest.raises(ValueError, match="several rows of a scenario and place"):
        thesis_curve(pd.concat([curve_rows(), curve_rows()]), "x")
