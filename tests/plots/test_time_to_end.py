from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import event_rows, timing_rows

from negotiation_sim.plots import time_to_end


def test_what_it_shows(snapshot):
    snapshot(time_to_end(timing_rows(), event_rows()))


def test_every_event_has_a_line_a_number_and_its_words():
    fig = time_to_end(
        pd.concat([timing_rows("1956"), timing_rows("2018")]),
        pd.concat([event_rows("1956"), event_rows("2018")]),
    )
    assert [shape.x0 for shape in fig.layout.shapes] == ["1956-02-15", "1956-03-01"] * 2
    words = fig.layout.annotations[-1].text
    assert (
        "1  Feb 1956: The parties merge<br>2  Mar 1956: A vote, with probability 0.5<br>3  Feb"
        in words
    )


def test_numbers_that_would_touch_stand_at_two_heights():
    fig = time_to_end(timing_rows(), event_rows())
    assert [note.yshift for note in fig.layout.annotations if note.text in ("1", "2")] == [-1, 10]


def test_events_of_other_scenarios_are_left_out():
    fig = time_to_end(timing_rows(), event_rows("2018"))
    assert not fig.layout.shapes
    assert [note.text for note in fig.layout.annotations] == ["<b>1956</b>"]


def test_several_interventions_and_no_rows_are_refused():
    with pytest.raises(ValueError, match="several interventions"):
        time_to_end(
            pd.concat([timing_rows(), timing_rows().assign(intervention="no_threat")]), event_rows()
        )
    with pytest.raises(ValueError, match="no run ends"):
        time_to_end(timing_rows().iloc[:0], event_rows())
