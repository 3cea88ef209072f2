from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import move_rows

from negotiation_sim.plots import negotiation_trace
from negotiation_sim.plots.theme import ACTOR_COLOURS, SPARE_COLOURS
from negotiation_sim.plots.words import Words


def test_what_it_shows(snapshot):
    words = Words(actors={"japan": "Japan", "russia": "Russia"})
    snapshot(negotiation_trace(move_rows(), "1956, run 0: a treaty", "run 0 of seed 1", words))


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


def test_deeds_of_one_date_are_listed_beneath():
    fig = negotiation_trace(move_rows())
    told = next(note.text for note in fig.layout.annotations if note.name == "notes")
    assert "Feb 1956: ▼ United States presses; ★ Japan accepts (two islands)" in told


def test_the_run_and_its_point_are_named():
    said = negotiation_trace(move_rows(), of="run 3 of seed 1, point 7").layout.title.subtitle.text
    assert said.startswith("One run, month by month: run 3 of seed 1, point 7")


def test_an_actor_keeps_its_colour_whoever_else_acts():
    words = Words(actors={"norway": "Norway", "finland": "Finland"})
    moves = move_rows().replace({"russia": "finland", "japan": "norway"})
    whole = negotiation_trace(moves, words=words)
    alone = negotiation_trace(moves[moves["principal"] == "finland"], words=words)
    assert whole.data[-1].marker.color == alone.data[-1].marker.color == SPARE_COLOURS[1]


def test_no_moves_are_refused():
    with pytest.raises(ValueError, match="no moves"):
        negotiation_trace(pd.DataFrame())
