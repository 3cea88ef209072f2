"""Scenarios, runs and results as they show themselves in Python."""

from __future__ import annotations

from dataclasses import replace

from negotiation_sim import Results, load_scenario, replay, run_batch


def test_a_scenario_is_a_line_a_card_and_a_table():
    scenario = load_scenario("1956")
    assert repr(scenario).startswith("<Scenario nt-1956: Japan and the USSR, 1955-56; 19 months, ")
    assert "\n" not in repr(scenario)
    card = scenario._repr_html_()
    assert "United States" in card
    assert "no_threat" in card
    assert "&lt;b&gt;" in replace(scenario, title="<b>")._repr_html_()
    table = scenario.parameter_table()
    assert table.loc["japan.norm", ["low", "mode", "high", "unit"]].tolist() == [35, 54, 73, "pts"]
    assert table.index.tolist() == [one.address for one in scenario.parameters]


def test_a_run_is_a_line_and_a_table_of_its_moves():
    trace = replay(load_scenario("2022"), seed=1, run=0)
    assert repr(trace).startswith("<Trace of nt-2022, run 0 of seed 1: ")
    moves = trace.to_frame()
    assert len(moves) == len(trace.moves)
    assert moves.iloc[-1].act == "end"
    offer = moves[moves.act == "offer"].iloc[0]
    first = next(move for move in trace.moves if move.act == "offer")
    assert (offer.points_japan, offer.points_us) == (first.points[0], first.points[2])
    assert (offer.worth_russia, offer.aspiration_japan) == (first.worth[1], first.aspirations[0])
    assert moves[moves.act == "end"].points_japan.isna().all() == (not trace.moves[-1].points)
    assert "<table" in trace._repr_html_()


def test_results_say_what_they_hold(tmp_path):
    run_batch("2022", 10, 4, "no_threat", out=tmp_path / "r")
    results = Results.open(tmp_path / "r")
    assert repr(results) == (
        f"<Results {tmp_path / 'r'}: scenarios 2022, interventions baseline, no_threat, points 1, "
        "runs 10 of each, seed 4, keeps 20 rows>"
    )
    assert "<table>" in results._repr_html_()
    next((tmp_path / "r" / "runs").iterdir()).unlink()
    assert "incomplete" in repr(results)
