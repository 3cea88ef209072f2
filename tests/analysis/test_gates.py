"""The gap and the binding gate along the calendar."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.first import first
from tests.model.small import EPISODES, dispute, play

from negotiation_sim.analysis.gates import gap_path, gap_summary
from negotiation_sim.engines.compiled import compile_scenario, gate_names
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.engines.on_date import changing_steps, until

RUNS = 400


@pytest.mark.parametrize("name", EPISODES)
def test_the_path_begins_and_ends_where_the_runs_do(name):
    compiled = compile_scenario(first(name))
    rows = run_ensemble(compiled, 1, 0, RUNS)
    path = gap_path(first(name), 1, RUNS)
    opening, last = path.iloc[0].to_dict(), path.iloc[-1].to_dict()
    for when, line in (("start", opening), ("end", last)):
        expected = gap_summary(compiled, rows, when)
        assert {key: line[key] for key in expected} == pytest.approx(expected)


def test_the_path_has_a_row_for_every_date_with_an_event_and_the_last_one():
    path = gap_path(first("2018"), 1, 50)
    assert [f"{day:%Y-%m}" for day in path["date"]] == [
        "2018-09",
        "2019-02",
        "2020-06",
        "2020-07",
        "2020-09",
        "2020-12",
    ]


def test_between_two_dates_nothing_moves():
    compiled = compile_scenario(first("2018"))
    steps = list(changing_steps(compiled))
    for before, after in zip(steps, [*steps[1:], 28], strict=True):
        gaps = [
            run_ensemble(until(compiled, step), 1, 0, 50)["gap_end"] for step in (before, after - 1)
        ]
        assert np.array_equal(*gaps)


def test_the_clause_closes_the_window_of_2018():
    path = gap_path(first("2018"), 1, 4000).set_index("date")
    june, july = (path.loc[pd.Timestamp(day).date()] for day in ("2020-06-01", "2020-07-01"))
    assert june["median"] - july["median"] > 10
    assert july["russia.domestic"] > 0.7 > june["russia.domestic"]


def test_gate_shares_add_up_to_one():
    path = gap_path(first("1956"), 1, 200)
    assert path[list(gate_names(first("1956")))].sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize(("worth", "clear"), [(0.0, 1.0), (-1e-9, 0.0)])
def test_a_gap_of_exactly_zero_is_clear(worth, clear):
    scenario = dispute({"one": {"a": worth, "b": 2}})
    summary = gap_summary(compile_scenario(scenario), play(scenario, 3), "start")
    assert (summary["median"], summary["clear"]) == (worth, clear)
