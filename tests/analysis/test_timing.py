from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.first import FIRST

from negotiation_sim.analysis.timing import (
    BROKEN_OFF,
    GOING_ON,
    cumulative_incidence,
    event_table,
    state_shares,
    timing_table,
)
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.scenarios import load_scenario

TIMES = [0, 3, 6, 9, 12]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    study = Study(
        (NamedScenario.load(FIRST["1956"]), NamedScenario.load(FIRST["2022"])),
        arms=("baseline", "no_threat"),
        runs=200,
    )
    return run_study(study, tmp_path_factory.mktemp("timing") / "results")


def aalen_johansen(months, ends, of, at):
    """The textbook estimator: sum over earlier times of (still going just before) times (hazard of
    this way)."""
    months, ends = np.asarray(months, float), np.asarray(ends)
    going, incidence, found = 1.0, dict.fromkeys(of, 0.0), {}
    times = sorted({*months[ends != ""]} | set(at))
    for time in times:
        at_risk = np.sum((ends == "") | (months >= time))
        for name in of:
            incidence[name] += going * np.sum((ends == name) & (months == time)) / at_risk
        going *= 1 - np.sum((ends != "") & (months == time)) / at_risk
        found[time] = dict(incidence)
    return [found[time][name] for name in of for time in at]


def test_it_is_the_aalen_johansen_estimate_when_nobody_is_lost():
    luck = np.random.default_rng(1)
    months = luck.integers(0, 13, 300)
    ends = luck.choice(["treaty", "walk out", ""], 300)
    table = cumulative_incidence(months, ends.tolist(), ["treaty", "walk out"], TIMES)
    assert table["share"].tolist() == pytest.approx(
        aalen_johansen(months, ends, ["treaty", "walk out"], TIMES)
    )


def test_one_minus_kaplan_meier_would_say_more():
    months, ends = [3, 6, 9, 9], ["walk out", "treaty", "treaty", ""]
    treaty = cumulative_incidence(months, ends, ["treaty"], [12])["share"].iloc[0]
    kaplan_meier = 1 - (1 - 1 / 3) * (1 - 1 / 2)  # who walked out counts as lost from sight
    assert treaty == 0.5 < kaplan_meier


def test_curves_rise_and_add_up_to_no_more_than_everybody(results):
    table = timing_table(results)
    for _, mine in table.groupby(["scenario", "intervention", "end"], observed=True):
        assert mine["share"].is_monotonic_increasing
        assert mine["date"].is_monotonic_increasing
    last = table[table["months"] == table.groupby("scenario")["months"].transform("max")]
    assert (last.groupby(["scenario", "intervention"], observed=True)["share"].sum() <= 1).all()


def test_right_ends_are_the_shares_of_the_rows(results):
    table = timing_table(results)
    rows = results.frame()
    for (scenario, arm), mine in rows.groupby(["scenario", "intervention"], observed=True):
        curves = table[(table["scenario"] == scenario) & (table["intervention"] == arm)]
        last = curves.groupby("end")["share"].last()
        assert last.get(BROKEN_OFF, 0.0) == pytest.approx(
            (mine["termination"] == "walk_out").mean()
        )
        staying = mine[mine["termination"] != "walk_out"]
        assert last.get("a peace treaty", 0.0) == pytest.approx(
            (staying["status"] == "treaty").sum() / len(mine)
        )


def test_dates_begin_with_the_calendar_and_end_after_it(results):
    dates = timing_table(results).query("scenario == '1956'")["date"]
    assert (dates.min(), dates.max()) == (date(1955, 6, 1), date(1957, 1, 1))


def test_events_come_by_date():
    events = event_table(load_scenario("2018"), "here")
    assert events["date"].is_monotonic_increasing
    assert set(events["scenario"]) == {"here"}
    assert list(events.columns) == ["scenario", "event", "date", "label", "probability"]


def test_at_the_end_the_states_are_the_endings_and_before_it_talks_go_on(results):
    states, timing = state_shares(results), timing_table(results)
    for (scenario, arm), mine in states.groupby(["scenario", "intervention"], observed=True):
        assert mine.groupby("months")["count"].sum().unique().tolist() == [200]
        last = mine[mine["months"] == mine["months"].max()].set_index("state")["count"]
        ends = timing[(timing["scenario"] == scenario) & (timing["intervention"] == arm)]
        ends = ends[ends["months"] == ends["months"].max()].set_index("end")["count"]
        assert last.drop(GOING_ON, errors="ignore").to_dict() == ends.to_dict()
        first = mine[(mine["months"] == 0) & (mine["state"] == GOING_ON)]
        assert first["share"].tolist() == [1.0]


def test_an_agreement_that_talks_outlive_counts_until_somebody_walks_out(results):
    """A run that concludes a process accord and later breaks off is first in the one, then in the
    other."""
    rows = results.frame(
        ["intervention", "termination", "status", "agreement_months", "months"], "2022"
    )
    both = rows[(rows["termination"] == "walk_out") & (rows["status"] == "process")]
    both = both[both["intervention"] == "baseline"]
    assert len(both) > 5
    states = state_shares(results)
    mine = states[(states["scenario"] == "2022") & (states["intervention"] == "baseline")]
    accord = mine[mine["state"] == "an accord to speed up the talks"].set_index("months")["count"]
    inside = [
        int(((both["agreement_months"] <= at) & (both["months"] > at)).sum()) for at in accord.index
    ]
    assert all(found >= least for found, least in zip(accord, inside, strict=True))
    assert max(inside) > 0
