from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import move_rows

from negotiation_sim.plots import negotiation_trace
from negotiation_sim.plots.theme import ACTOR_COLOURS


def test_what_it_shows(snapshot):
    snapshot(negotiation_trace(move_rows(), "a run", {"japan": "Japan", "russia": "Russia"}))


def test_an_offer_is_filled_on_its_makers_scale_and_hollow_on_the_others():
    dots = [trace for trace in negotiation_trace(move_rows()).data if trace.mode == "markers"]
    assert [(dot.marker.color, dot.marker.line.color) for dot in dots] == [
        (ACTOR_COLOURS["japan"], ACTOR_COLOURS["japan"]),
        ("#FFFFFF", ACTOR_COLOURS["russia"]),
        ("#FFFFFF", ACTOR_COLOURS["japan"]),
        (ACTOR_COLOURS["russia"], ACTOR_COLOURS["russia"]),
    ]


def test_pressure_is_seen_by_both_and_acceptance_by_who_accepts():
    notes = [note for note in negotiation_trace(move_rows()).layout.annotations if note.hovertext]
    assert ["▼" in note.text for note in notes] == [True, True]
    assert ["★" in note.text for note in notes] == [True, False]
    assert ACTOR_COLOURS["us"] in notes[0].text


def test_only_what_happened_is_explained():
    said = negotiation_trace(move_rows()).layout.title.subtitle.text
    assert "presses" in said
    assert "walks out" not in said


def test_no_moves_are_refused():
    with pytest.raises(ValueError, match="no moves"):
        negotiation_trace(pd.DataFrame())
