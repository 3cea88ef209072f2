from __future__ import annotations

import pytest

from negotiation_sim.analysis.trace_table import move_table
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.scenarios import load_scenario


@pytest.fixture(scope="module")
def trace():
    return replay(load_scenario("1956"), seed=1, run=2)


def test_there_is_a_row_per_move_and_principal_in_order(trace):
    table = move_table(trace)
    assert table["act"].tolist() == [str(move.act) for move in trace.moves for _ in range(2)]
    assert table["principal"].tolist() == ["japan", "russia"] * len(trace.moves)


def test_each_principal_has_its_own_numbers(trace):
    table = move_table(trace)
    number, offer = next((i, move) for i, move in enumerate(trace.moves) if move.act == "offer")
    assert table["worth"].iloc[2 * number : 2 * number + 2].tolist() == list(offer.worth)
    assert table["aspiration"].iloc[2 * number : 2 * number + 2].tolist() == list(offer.aspirations)


def test_what_has_no_package_has_no_worth(trace):
    events = move_table(trace).query("act == 'event'")
    assert len(events) == 4
    assert events["worth"].isna().all()
    assert set(events["package"]) == {""}
    assert "Liberals and Democrats" in events["label"].iloc[0]
