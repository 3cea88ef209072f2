from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import event_rows, gap_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import closing_window
from negotiation_sim.plots.theme import ACTOR_COLOURS

GATES = ["japan.leader", "japan.domestic", "us.consent", "russia.domestic"]


def test_what_it_shows(snapshot):
    snapshot(closing_window(gap_rows(), GATES, event_rows()))


def test_gates_have_the_colour_of_their_actor_and_their_own_pattern():
    bars = {
        trace.name: trace.marker
        for trace in closing_window(gap_rows(), GATES, event_rows()).data
        if trace.type == "bar"
    }
    assert {name: marker.color for name, marker in bars.items()} == {
        name: ACTOR_COLOURS[name.split(".")[0]] for name in bars
    }
    assert bars["japan.leader"].pattern.shape != bars["japan.domestic"].pattern.shape


def test_a_gate_that_never_binds_is_left_out():
    fig = closing_window(gap_rows(), GATES, event_rows())
    assert "russia.domestic" not in {trace.name for trace in fig.data}
    assert "russia: ratification" not in fig.layout.title.subtitle.text
    assert "japan: ratification" in fig.layout.title.subtitle.text


def test_a_line_holds_until_the_next_and_the_last_for_a_month():
    fig = closing_window(gap_rows(), GATES, event_rows().iloc[:0])
    median = next(trace for trace in fig.data if trace.type == "scatter" and trace.line.width)
    assert list(median.x) == ["1956-01-01", "1956-02-01", "1956-04-01", "1956-05-01"]
    assert list(median.y) == [-10, -20, -5, -5]
    bar = next(trace for trace in fig.data if trace.type == "bar")
    assert [width / 86_400_000 for width in bar.width] == [31, 60, 30]


def test_a_step_that_an_event_changes_begins_on_the_day_of_the_event():
    fig = closing_window(gap_rows(), GATES, event_rows())
    median = next(trace for trace in fig.data if trace.type == "scatter" and trace.line.width)
    assert list(median.x) == ["1956-01-01", "1956-02-15", "1956-04-01", "1956-05-01"]
    assert "1956-02-15" in [shape.x0 for shape in fig.layout.shapes]


def test_the_title_says_how_far_off_it_ends_and_why():
    words = Words(actors={"japan": "Japan"})
    title = closing_window(gap_rows(), GATES, event_rows(), words).layout.title.text
    assert title == "1956: 5 points short, mostly Japan: ratification (60%)"


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no gaps"):
        closing_window(pd.DataFrame({"scenario": []}), GATES, event_rows())
