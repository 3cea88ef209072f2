from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import edge_rows, state_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import state_diagram
from negotiation_sim.plots.theme import ACTOR_COLOURS


def test_what_it_shows(snapshot):
    words = Words(actors={"japan": "Japan", "us": "United States"})
    snapshot(state_diagram(state_rows(), edge_rows(), words))


def test_an_arrow_has_the_colour_of_who_moves_and_two_ways_stay_apart():
    there, back = state_diagram(state_rows(), edge_rows()).layout.annotations[:2]
    assert (there.arrowcolor, back.arrowcolor) == (ACTOR_COLOURS["japan"], ACTOR_COLOURS["russia"])
    assert (there.xshift, there.yshift) == pytest.approx((-back.xshift, -back.yshift))
    assert there.xshift != 0


def test_states_are_named_by_what_they_mean_and_no_code_is_shown():
    fig = state_diagram(state_rows(), edge_rows(), Words(actors={"us": "United States"}))
    assert [text.replace("<br>", " ") for text in fig.layout.xaxis.ticktext] == [
        "nothing",
        "threatens",
        "signs",
        "threatens and signs",
    ]
    assert fig.layout.xaxis.title.text == "United States: what it does"
    assert "nobody<br>accepts" in fig.layout.yaxis.ticktext
    assert not any("YYNN" in text for text in fig.data[0].customdata)


def test_the_title_says_what_is_stable():
    title = state_diagram(state_rows(), edge_rows()).layout.title.text
    assert title == "Stable: nothing is signed; a treaty"
    none = state_diagram(state_rows().assign(stable=False), edge_rows()).layout.title.text
    assert none.startswith("No state is stable")


def test_a_move_to_nowhere_and_no_states_are_refused():
    with pytest.raises(ValueError, match="states that do not exist: YNNN, YYNN"):
        state_diagram(state_rows().iloc[:1], edge_rows())
    with pytest.raises(ValueError, match="no states"):
        state_diagram(pd.DataFrame(), edge_rows())
