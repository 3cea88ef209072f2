"""Reading a result folder, and batches without one."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.first import FIRST

from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Results, Study, run_batch, run_study
from negotiation_sim.scenarios import load_scenario

COLUMNS = [
    *(
        "scenario",
        "intervention",
        "point",
        "run",
        "outcome_class",
        "settled",
        "status",
        "islands",
        "basing",
        "package",
    ),
    *(
        "termination",
        "walked_out_by",
        "ratification_failed",
        "months",
        "agreement_months",
        "pressed",
        "pressed_months",
        "cosigned",
    ),
    *(
        "gap_start",
        "gate_start",
        "gap_end",
        "gate_end",
        "points_japan",
        "points_russia",
        "points_us",
    ),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")
    episodes = tuple(NamedScenario.load(FIRST[name]) for name in ("1956", "2022"))
    return run_study(Study(episodes, arms=("baseline", "no_threat"), runs=30, seed=5), folder)


def test_a_row_per_run_with_every_column(results):
    frame = results.frame()
    assert list(frame.columns) == COLUMNS
    assert len(frame) == 4 * 30
    assert frame.groupby(["scenario", "intervention"], observed=True).size().tolist() == [30] * 4


def test_chosen_columns_and_one_scenario(results):
    frame = results.frame(["run", "outcome_class"], scenario="2022")
    assert list(frame.columns) == ["run", "outcome_class"]
    assert len(frame) == 60


def test_a_scenario_that_is_not_there_is_refused(results):
    with pytest.raises(UnknownNameError, match="'1989' is not a scenario; known: 1956, 2022"):
        results.frame(scenario="1989")


def test_what_happened_in_history_is_kept_beside_the_rows(results):
    assert results.observed == {"1956": "DECLARATION", "2022": "SUSPENSION"}


@pytest.mark.parametrize("number", [-1, 120, 10**9])
def test_a_row_that_is_not_there_is_refused(results, number):
    with pytest.raises(ResultsError, match=f"has rows 0 to 119, asked for row {number}"):
        results.row(number)


def test_every_row_can_be_replayed(results):
    frame = results.frame()
    for number in range(0, 120, 17):
        cell, run = results.row(number)
        trace = replay(results.study.scenario_of(cell), results.study.seed, run)
        assert trace.outcome_class == frame.outcome_class[number]
        assert trace.ending.points[0] == frame.points_japan[number]


def test_categories_are_those_of_the_whole_study_whatever_occurred(results):
    only = results.frame(["outcome_class", "walked_out_by"], scenario="1956")
    assert "ACCELERATED_TALKS" in only.outcome_class.cat.categories
    assert list(only.walked_out_by.cat.categories) == ["japan", "russia"]


def test_what_did_not_happen_is_missing_and_not_zero(results):
    frame = results.frame()
    assert frame.pressed_months.isna().equals(~frame.pressed)
    assert frame.walked_out_by.isna().equals(frame.termination != "walk_out")
    assert (frame.agreement_months.isna() == (frame.status == "none")).all()


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(
        ResultsError, match=r"no such folder; `negotiation-sim run … --out .*` makes one"
    ):
        Results.open(tmp_path / "nowhere")


def test_a_folder_without_a_record_is_refused(tmp_path):
    with pytest.raises(ResultsError, match=r"holds no record\.json, expected a result folder"):
        Results.open(tmp_path)


# ------------------------------------------------------------------ batches


def test_a_batch_gives_the_rows_of_the_folder(results):
    batch = run_batch([FIRST["1956"], FIRST["2022"]], runs=30, seed=5, interventions=["no_threat"])
    pd.testing.assert_frame_equal(batch, results.frame())


def test_the_baseline_of_a_batch_does_not_hang_on_what_is_played_beside_it():
    alone, beside = (
        run_batch(["1956"], runs=20, seed=2),
        run_batch(["2018", "1956"], runs=20, seed=2, interventions=["no_threat"]),
    )
    mine = beside[(beside.scenario == "1956") & (beside.intervention == "baseline")].reset_index(
        drop=True
    )
    for column in ("outcome_class", "months", "points_japan", "gap_end"):
        assert mine[column].astype(object).equals(alone[column].astype(object))


def test_months_are_months_whatever_the_step(tmp_path):
    from negotiation_sim.scenarios import as_yaml, resolve_scenario

    data = resolve_scenario("1956")
    file = tmp_path / "halves.yaml"
    file.write_text(
        as_yaml(data | {"calendar": data["calendar"] | {"step": "half_month"}}), encoding="utf-8"
    )
    rows = run_batch([str(file)], runs=30, seed=1)
    assert rows.months.max() <= 19.0
    assert (rows.months * 2 == (rows.months * 2).round()).all()


@pytest.mark.parametrize("engine", ["mesa"])
def test_settings_and_dropped_events_are_made(engine):
    rows = run_batch(
        ["1956"], runs=30, seed=1, settings=["us.threat=0"], dropped=["ldp_merger"], engine=engine
    )
    scenario = load_scenario("1956")
    assert len(rows) == 30
    assert (rows.gap_end != run_batch(["1956"], runs=30, seed=1).gap_end).any()
    assert scenario.events[0].name == "ldp_merger"


def test_an_unknown_engine_is_refused():
    with pytest.raises(UnknownNameError, match="'messa' is not an engine; did you mean 'mesa'"):
        run_batch(["1956"], runs=1, seed=1, engine="messa")
