"""Patterns of the record: the same runs, told by rows, by the table and by the timeline."""

import pytest

from negotiation_sim import run_batch
from negotiation_sim.analysis.record import record_table, recorded_and_run
from negotiation_sim.errors import InputError
from negotiation_sim.scenarios import load_scenario

RUNS = 400


@pytest.mark.parametrize("name", ["1956", "2018", "2022"])
def test_columns_of_rows_give_the_shares_of_the_table(name):
    table = record_table(load_scenario(name), name, 1, RUNS).set_index("pattern")
    rows = run_batch(name, runs=RUNS, seed=1)
    for pattern in load_scenario(name).patterns:
        shown = rows[f"shows_{pattern.name}"]
        among = rows[f"shows_{pattern.given}"] if pattern.given else shown.notna()
        assert table.loc[pattern.name, "n"] == among.sum()
        assert table.loc[pattern.name, "share"] == pytest.approx(
            (shown & among).sum() / among.sum()
        )


def test_a_timeline_rises_to_the_share():
    found = recorded_and_run(load_scenario("1956"), "1956", 1, RUNS)
    for _, mine in found.groupby("pattern"):
        assert mine["cumulative_share"].is_monotonic_increasing
        if mine["n"].iloc[0] == RUNS:
            assert mine["cumulative_share"].iloc[-1] == pytest.approx(mine["share"].iloc[0])
    offer = found[found["pattern"] == "56a"]["recorded_date"].iloc[0]
    assert f"{offer:%Y-%m-%d}" == "1955-08-09"


def test_a_scenario_without_patterns_is_refused():
    with pytest.raises(InputError, match="2024: declares no patterns"):
        record_table(load_scenario("2024"), "2024", 1, 10)
