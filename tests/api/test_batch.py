"""`run_batch`: what it takes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import negotiation_sim as ns
from negotiation_sim import load_scenario, run_batch, summarise
from negotiation_sim.domain.experiment import Axis, Grid
from negotiation_sim.engines.mesa_engine import Principal
from negotiation_sim.errors import (
    FailedRunsError,
    FaultsError,
    InputError,
    InputWarning,
    UnknownNameError,
)
from negotiation_sim.experiments import NamedScenario, Results, Study, run_study
from negotiation_sim.scenarios import shipped_folder

RUNS = 30


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("1956")


@pytest.fixture(scope="module")
def rows():
    return run_batch("1956", runs=RUNS, seed=3)


def same(rows, other):
    columns = [name for name in rows.columns if name != "scenario"]
    return rows[columns].equals(other[columns])


def test_the_rows_are_those_of_a_result_folder(rows, tmp_path):
    stored = run_study(Study((NamedScenario.load("1956"),), runs=RUNS, seed=3), tmp_path).frame()
    pd.testing.assert_frame_equal(rows, stored)


@pytest.mark.parametrize(
    "kind",
    ["name", "number", "path", "text path", "list", "scenario", "mapping", "generator"],
)
def test_a_scenario_may_be_given_in_many_ways(kind, rows, scenario):
    path = shipped_folder("scenarios") / "1956.yaml"
    given = {
        "name": "1956",
        "number": 1956,
        "path": Path(path),
        "text path": str(path),
        "list": ["1956"],
        "scenario": scenario,
        "mapping": {"mine": scenario},
        "generator": (name for name in ["1956"]),
    }[kind]
    found = run_batch(given, runs=RUNS, seed=3)
    assert same(found, rows)
    name = {"scenario": "nt-1956", "mapping": "mine"}.get(kind, "1956")
    assert found.scenario.unique().tolist() == [name]


def test_a_changed_scenario_is_played_as_it_is(scenario, rows):
    changed = scenario.changed(scenario.intervention("no_threat"))
    both = run_batch({"as it was": scenario, "without": changed}, runs=RUNS, seed=3)
    arms = run_batch("1956", RUNS, 3, "no_threat")
    assert both.settled.tolist() == arms.settled.tolist()


def test_one_intervention_or_several():
    one = run_batch("1956", RUNS, 3, "no_threat")
    assert one.intervention.unique().tolist() == ["baseline", "no_threat"]
    several = run_batch("1956", RUNS, 3, ["no_threat", "norms_halved"])
    assert several.intervention.nunique() == 3


def test_overrides_as_numbers_and_as_texts():
    numbers = {"japan.norm": np.float64(40), "us.threat": "*0.5", "menu.islands": ["none", "two"],
               "japan.reserve": [0, 1, 2], "calendar.end": "1956-10"}  # fmt: skip
    texts = ["japan.norm=40", "us.threat=*0.5", "menu.islands=none,two", "japan.reserve=0,1,2",
             "calendar.end=1956-10"]  # fmt: skip
    assert same(
        run_batch("1956", RUNS, 3, overrides=numbers), run_batch("1956", RUNS, 3, (), texts)
    )
    assert same(
        run_batch("1956", RUNS, 3, (), "us.threat=9"),
        run_batch("1956", RUNS, 3, (), {"us.threat": 9}),
    )


def test_dropped_events():
    assert same(
        run_batch("1956", RUNS, 3, dropped="ldp_merger"),
        run_batch("1956", RUNS, 3, overrides={"events.ldp_merger.probability": 0}),
    )


# ------------------------------------------------------------------ designs


@pytest.mark.parametrize(
    "vary",
    [
        {"us.threat": [0, 60], "scores.renounced.two": [0.7]},
        Grid((Axis(("us.threat",), ("0", "60")), Axis(("scores.renounced.two",), ("0.7",)))),
        [{"us.threat": 0, "scores.renounced.two": 0.7}, {"us.threat": 60, "scores.renounced.two": 0.7}],
        pd.DataFrame({"us.threat": [0, 60], "scores.renounced.two": [0.7, 0.7]}),
        {"grid": {"us.threat": {"from": 0, "to": 60, "steps": 2}, "scores.renounced.two": [0.7]}},
    ],
    ids=["mapping", "design", "points", "table", "as in a file"],
)  # fmt: skip
def test_what_varies_is_a_column(vary):
    found = run_batch("1956", RUNS, 3, vary=vary)
    assert found.groupby("point")[
        ["us.threat", "scores.renounced.two"]
    ].first().to_numpy().tolist() == [
        [0, 0.7],
        [60, 0.7],
    ]
    assert len(found) == 2 * RUNS


def test_addresses_joined_by_commas_move_together():
    found = run_batch("1956", 5, 3, vary={"japan.norm, russia.norm": [10, 20]})
    assert (found["japan.norm"] == found["russia.norm"]).all()


def test_a_sample_as_in_a_file_is_checked_with_its_place():
    sample = {"points": 4, "seed": 1, "parameters": {"us.treat": [0, 1]}}
    with pytest.raises(FaultsError, match=r"vary.*'us\.treat' is not a parameter; did you mean"):
        run_batch("1956", 5, 3, vary={"latin_hypercube": sample})


# ------------------------------------------------------------------ agents, progress, folder


class Impatient(Principal):
    """Takes whatever beats waiting."""

    def accepts(self, offer, steps):
        return self.stands_by(offer)


def test_agents_are_seated_in_the_mesa_engine():
    agents = {"japan": Impatient}
    patient, impatient = run_batch("1956", RUNS, 3), run_batch("1956", RUNS, 3, agents=agents)
    assert (impatient.months != patient.months).any()
    with pytest.raises(InputError, match="Mesa engine only"):
        run_batch("1956", RUNS, 3, agents=agents, engine="ensemble")
    with pytest.raises(UnknownNameError, match="'japn' is not an actor"):
        run_batch("1956", RUNS, 3, agents={"japn": Impatient})


def test_progress_is_a_function_or_a_bar(capsys):
    heard = []
    run_batch("1956", RUNS, 3, "no_threat", progress=heard.append)
    assert sum(heard) == 2 * RUNS
    run_batch("1956", RUNS, 3, progress=True)
    assert "runs" in capsys.readouterr().err


def test_a_folder_is_written_too(tmp_path, rows):
    found = run_batch("1956", RUNS, 3, out=tmp_path / "results")
    pd.testing.assert_frame_equal(found, rows)
    assert Results.open(tmp_path / "results").is_complete


# ------------------------------------------------------------------ measures


def test_measures_are_columns_of_the_rows_and_of_the_summary():
    found = run_batch(
        "1956",
        RUNS,
        3,
        "no_threat",
        measures={"late": lambda rows: rows.months > 12},
        ending_measures={
            "played": lambda ending: ending.steps,
            "seen": lambda ending: len(ending.points),
        },
    )
    assert (found.played == found.months).all()
    assert (found.seen == 3).all()
    told = summarise(found)
    of = found.intervention.eq("no_threat") & found.outcome_class.eq("TREATY_TWO")
    line = told[told.intervention.eq("no_threat") & told.outcome_class.eq("TREATY_TWO")].iloc[0]
    assert line.played == pytest.approx(found[of].months.mean())
    assert line.late == pytest.approx((found[of].months > 12).mean())
    assert "late" not in summarise(found, measures=["played"])


def test_an_ending_is_that_of_the_replay():
    from negotiation_sim import replay

    endings = []
    run_batch("2018", 5, 3, ending_measures={"kept": lambda ending: endings.append(ending) or 0})
    assert endings == [replay(load_scenario("2018"), 3, run).ending for run in range(5)]


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scenarios": 3.5}, "scenarios: found 3.5, expected a name, a path, a Scenario or several"),
        ({"scenarios": [None]}, "scenarios: found None, expected a name, a path"),
        ({"scenarios": True}, "scenarios: found True, expected a name"),
        ({"runs": "5"}, "runs: found '5', expected a whole number"),
        ({"runs": 0}, "runs is 0, expected at least 1"),
        ({"seed": True}, "seed: found True, expected a whole number"),
        ({"interventions": 3}, "interventions: found 3, expected a name or several"),
        ({"interventions": [3]}, "interventions: found 3, expected a name or several"),
        ({"interventions": {"a": 1}}, "interventions: found a dict, expected a name or several"),
        ({"overrides": "us.threat"}, "overrides: found 'us.threat', expected 'address=value'"),
        ({"overrides": {"us.threat": None}}, "us.threat: found nothing, expected a number"),
        ({"overrides": {"us.threat": True}}, "us.threat: found true, expected a number"),
        ({"overrides": {"us.treat": 3}}, "'us.treat' is not a parameter; did you mean 'us.threat'"),
        ({"dropped": 5}, "dropped: found 5, expected a name or several"),
        ({"vary": "us.threat"}, "vary: found 'us.threat', expected a mapping such as"),
        ({"vary": {"us.threat": 3}}, "vary: us.threat: found 3, expected a list of values"),
        ({"vary": {"us.threat": "3"}}, "vary: us.threat: found '3', expected a list of values"),
        ({"vary": {"us.threat": []}}, "vary: us.threat: found no value"),
        ({"vary": [3]}, "vary: found 3, expected points, each a mapping"),
        ({"engine": "messa"}, "'messa' is not an engine; did you mean 'mesa'"),
        ({"measures": {"late": 3}}, "measures: late: found 3, expected a function"),
        ({"measures": {"months": len}}, "measures: months is a column of every table"),
        ({"measures": {"w": lambda rows: rows.scenario.astype(str)}}, "measures: w: found"),
        ({"ending_measures": {"x": len}, "out": "nowhere"}, "ending_measures: not beside out"),
    ],
    ids=lambda found: next(iter(found)) if isinstance(found, dict) else "",
)  # fmt: skip
def test_a_wrong_kind_is_one_clear_line(arguments, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        run_batch(**{"scenarios": "1956", "runs": 2, "seed": 1, **arguments})
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


class Broken(Principal):
    """Fails at once."""

    def aspires(self, steps):
        raise ZeroDivisionError("of no use")


def test_runs_that_fail_are_told_with_their_reason():
    with pytest.raises(FailedRunsError, match="ZeroDivisionError: of no use") as caught:
        run_batch("1956", 2, 1, agents={"japan": Broken})
    assert [one.n_runs for one in caught.value.failures] == [2]


def test_a_number_that_is_not_plausible_is_a_warning_of_the_callers_line():
    with pytest.warns(InputWarning) as told:
        run_batch("1956", runs=2, overrides={"japan.norm": -5, "japan.process": 500})
    assert [str(one.message) for one in told] == [
        "japan.norm is -5 in 1956, outside the plausible box (20 to 85)",
        "japan.process is 500 in 1956, outside what the scenario draws it from (-2 to 9)",
    ]
    assert told[0].filename == __file__
    with pytest.warns(InputWarning, match="us.stake is 900 in mine"):
        run_batch({"mine": load_scenario("1956")}, runs=2, vary={"us.stake": [40, 900]})


def test_scenarios_are_named_in_every_way_that_run_batch_knows():
    assert load_scenario(1956) == load_scenario("1956")
    path = shipped_folder("scenarios") / "1956.yaml"
    wanted = ns.replay(load_scenario("1956"), 1, 0).ending
    assert [ns.replay(one, 1, 0).ending for one in ("1956", 1956, path)] == [wanted] * 3


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: run_batch(b"1956"), "scenarios: found b'1956', expected a name"),
        (lambda: load_scenario(b"1956"), "scenario: found b'1956', expected a name or a path"),
        (lambda: load_scenario(None), "scenario: found None, expected a name or a path"),
        (lambda: run_batch("1956", interventions=b"no_threat"), "interventions: found b'no_threat'"),
        (lambda: run_batch("1956", agents={"japan": "Impatient"}), "agents: japan: found 'Impatient', expected a class"),
        (lambda: run_batch("1956", agents=[Principal]), "agents: found a list, expected a mapping"),
        (lambda: ns.replay("1956", 1, 0, {"japan": 3}), "agents: japan: found 3, expected a class"),
        (lambda: ns.replay(["1956", "2018"], 1, 0), "replay: found 2 scenarios, expected one"),
        (lambda: ns.compare(3), "compare: found 3, expected rows of run_batch"),
        (lambda: ns.plot(ns.solve("1956", runs=5)), "plot: found a Solved, expected rows"),
        (lambda: ns.plot(int), "plot: found the class int, expected rows"),
    ],
)  # fmt: skip
def test_what_is_no_such_argument_is_refused_in_one_line(call, said):
    with pytest.raises(InputError) as error:
        call()
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
