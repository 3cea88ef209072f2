from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import move_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import negotiation_trace
from negotiation_sim.plots.theme import ACTOR_COLOURS, SPARE_COLOURS


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


def test_what_is_done_stands_on_a_strip_of_its_own_a_line_per_actor_in_its_colour():
    fig = negotiation_trace(move_rows(), words=Words(actors={"us": "United States"}))
    signs = [trace for trace in fig.data if trace.mode == "text"]
    assert {(sign.text, sign.textfont.color) for sign in signs} == {
        ("▼", ACTOR_COLOURS["us"]),
        ("★", ACTOR_COLOURS["japan"]),
    }
    assert {sign.yaxis for sign in signs} == {"y3"}
    assert sorted(fig.layout.yaxis3.ticktext) == ["United States", "japan"]
    assert f'{ACTOR_COLOURS["us"]}">■</span> United States' in fig.layout.title.subtitle.text


def test_the_line_is_what_decides_an_answer_so_an_offer_that_is_accepted_lies_above_it():
    fig = negotiation_trace(move_rows())
    line = next(trace for trace in fig.data if trace.mode == "lines")
    offer = next(trace for trace in fig.data if trace.marker.line.color == ACTOR_COLOURS["russia"])
    assert (line.x[-1], line.y[-1]) == ("1956-02-01", 28.0)
    assert line.line.shape == "hvh"
    assert offer.y[0] > line.y[-1]
    later = move_rows()
    later.loc[later["act"] == "press", "aspiration"] = 60.0
    later = later.sort_values("act", key=lambda acts: acts == "press", kind="stable")
    line = next(trace for trace in negotiation_trace(later).data if trace.mode == "lines")
    assert line.y[-1] == 28.0


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
    lines = [[trace for trace in fig.data if trace.mode == "lines"][-1] for fig in (whole, alone)]
    assert [line.line.color for line in lines] == [SPARE_COLOURS[1]] * 2


def test_no_moves_are_refused():
    with pytest.raises(ValueError, match="no moves"):
        negotiation_trace(pd.DataFrame())
