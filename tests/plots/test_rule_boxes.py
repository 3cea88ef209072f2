from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import box_rows

from negotiation_sim.plots import rule_boxes


def test_what_it_shows(snapshot):
    snapshot(rule_boxes(box_rows()))


def test_a_bound_is_written_only_where_the_rule_sets_it():
    notes = [note.text for note in rule_boxes(box_rows()).layout.annotations]
    assert [note for note in notes if note[0].isdigit()] == ["20", "0.2", "0.6"]


def test_the_whole_box_is_said_in_words():
    assert "<b>other</b> (the whole box)" in rule_boxes(box_rows()).layout.annotations[-1].text


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no rule"):
        rule_boxes(pd.DataFrame())
