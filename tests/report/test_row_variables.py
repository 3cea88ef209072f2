"""What the columns of a run mean."""

from __future__ import annotations

from tests.report.exports import study

from negotiation_sim.experiments import NamedScenario, run_study
from negotiation_sim.report.codebook import variables_of
from negotiation_sim.report.row_variables import row_variables
from negotiation_sim.scenarios import build_scenario, resolve_scenario


def test_levels_are_the_categories_of_the_rows_in_their_order(row_folder):
    frame = row_folder.frame()
    for variable in variables_of(row_folder).values():
        if variable.kind == "category":
            assert list(frame[variable.name].cat.categories) == [level.name for level in variable.levels]


def test_levels_that_scenarios_tell_apart_are_told_apart(row_folder):
    walked = variables_of(row_folder)["walked_out_by"]
    assert [level.meaning for level in walked.levels] == ["Japan (JPN)", "USSR / Russia (RUS)"]


def test_columns_that_were_not_kept_have_no_entry(tmp_path):
    results = run_study(study(outputs=("months",), runs=2), tmp_path)
    kept = ["scenario", "intervention", "point", "run", "outcome_class", "settled", "months"]
    assert list(variables_of(results))[: len(kept)] == kept
    assert {variable.name for variable in row_variables(results.study)} > set(kept)


def test_interventions_are_told_where_they_exist():
    arms = row_variables(study(arms=("baseline", "no_ldp_merger+no_threat")))[1].levels
    assert arms[0].meaning == "nothing is changed"
    assert arms[1].meaning == "Japan's conservative parties never merge and Washington never presses Tokyo"


def test_what_a_scenario_lacks_is_told():
    episodes = {variable.name: variable for variable in row_variables(study())}
    pie = {**resolve_scenario("1956"), "id": "two"}
    alone = {**pie, "actors": {**pie["actors"], "un": {"role": "third_party", "label": "United Nations"}}}
    beside = NamedScenario("two", alone, build_scenario(alone, "two"))
    both = {variable.name: variable for variable in row_variables(study(scenarios=(NamedScenario.load("1956"), beside), points=({},)))}
    assert episodes["points_us"].missing == ""
    assert both["points_un"].missing == "the scenario has no such actor"
