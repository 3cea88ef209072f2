from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import edge_rows, state_rows

from negotiation_sim.plots import state_diagram
from negotiation_sim.plots.theme import ACTOR_COLOURS


def test_what_it_shows(snapshot):
    snapshot(state_diagram(state_rows(), edge_rows(), {"japan": "Japan"}))


def test_an_arrow_has_the_colour_of_who_moves_and_two_ways_stay_apart():
    there, back = state_diagram(state_rows(), edge_rows()).layout.annotations[:2]
    assert (there.arrowcolor, back.arrowcolor) == (ACTOR_COLOURS["japan"], ACTOR_COLOURS["russia"])
    assert (there.xshift, there.yshift) == pytest.approx((-back.xshift, -back.yshift))
    assert there.xshift != 0


def test_a_move_to_nowhere_and_no_states_are_refused():
    with pytest.raises(ValueError, match="states that do not exist: 2"):
        state_diagram(state_rows().iloc[:1], edge_rows())
    with pytest.raises(ValueError, match="no states"):
        state_diagram(pd.DataFrame(), edge_rows())
