"""The tables that solution concepts are computed on."""

from __future__ import annotations

import numpy as np
import pytest
from tests.first import first
from tests.model.small import EPISODES

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.engines.mesa_engine import Negotiation, Prepared
from negotiation_sim.engines.payoff_tables import at_modes, payoff_tables

RUNS = 60


@pytest.mark.parametrize("name", EPISODES)
def test_gap_and_gate_are_those_of_the_runs(name):
    rows = run_ensemble(compile_scenario(first(name)), 1, 0, RUNS)
    last = first(name).calendar.n_steps - 1
    for step, when in ((0, "start"), (last, "end")):
        tables = payoff_tables(first(name), 1, RUNS, step)
        assert np.array_equal(tables.gap, rows[f"gap_{when}"])
        assert np.array_equal(tables.gate, rows[f"gate_{when}"])


def test_without_pressure_worth_is_what_the_agents_think():
    scenario = first("2018")
    calm = scenario.changed(scenario.intervention("no_threat"))
    tables = payoff_tables(calm, 1, 20, 0)
    for run in range(20):
        negotiation = Negotiation(Prepared(compile_scenario(calm)), 1, run)
        open_ = np.flatnonzero(tables.open[run])
        for principal in negotiation.principals:
            worth = [principal.worth(o) for o in open_]
            assert tables.worth[run, principal.index, open_].tolist() == worth
        assert tables.first[run] == negotiation.talks.state.first


def test_pressure_that_is_certain_is_charged_in_full_to_its_target():
    scenario = first("1956")
    calm, pressed = (
        payoff_tables(scenario.changed(scenario.intervention(arm)), 1, 20, 0)
        for arm in ("no_threat", "threat_certain")
    )
    japan, russia = 0, 1
    assert np.array_equal(calm.worth[:, russia], pressed.worth[:, russia])
    treaty = scenario.settlement[0]
    assert (pressed.worth[:, japan, treaty] < calm.worth[:, japan, treaty]).all()
    assert np.array_equal(calm.points, pressed.points), "before the charge"


def test_thresholds_are_reserves_for_final_texts_and_nothing_for_interim_ones():
    tables = payoff_tables(first("1956"), 1, 5, 0)
    kinds = [outcome.kind for outcome in first("1956").outcomes]
    for o, kind in enumerate(kinds):
        assert (tables.threshold[:, :, o] > 0).all() == (kind == "final")
        assert np.array_equal(
            tables.surplus[:, :, o], tables.worth[:, :, o] - tables.threshold[:, :, o]
        )


def test_at_the_modes_nobody_leans_and_nothing_is_drawn():
    one, again = at_modes(first("2018"), 3), at_modes(first("2018"), 3)
    assert np.array_equal(one.worth, again.worth)
    assert one.worth.shape[0] == 1
    assert at_modes(first("2018"), 27).gap[0] < one.gap[0] - 10, "the clause closed the window"


def test_a_date_outside_the_calendar_is_refused():
    with pytest.raises(ValueError, match="step is 19, expected 0 to 18"):
        payoff_tables(first("1956"), 1, 1, 19)
