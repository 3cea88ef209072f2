"""What the columns of a run mean."""

from __future__ import annotations

import re
from pathlib import Path

from tests.export.exports import study, unlike
from tests.model.small import mapping

from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.export.codebook import variables_of
from negotiation_sim.export.row_variables import row_variables
from negotiation_sim.scenarios import build_scenario


def test_levels_are_the_categories_of_the_rows_in_their_order(row_folder):
    frame = row_folder.frame()
    for variable in variables_of(row_folder).values():
        if variable.kind == "category":
            assert list(frame[variable.name].cat.categories) == [
                level.name for level in variable.levels
            ]


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
    assert (
        arms[1].meaning
        == "Japan's conservative parties never merge and Washington never presses Tokyo"
    )


def test_what_a_scenario_lacks_is_told():
    found = {variable.name: variable for variable in row_variables(unlike())}
    assert found["points_us"].missing == ""
    assert found["points_un"].missing == "the scenario has no such actor"


def test_sections_named_as_sources_exist_in_the_description_of_the_model():
    text = (Path(__file__).parents[2] / "docs" / "model" / "odd.md").read_text(encoding="utf-8")
    headings = {line.lstrip("# ") for line in text.splitlines() if line.startswith("##")}
    named = [re.search(r"ODD (.*)", variable.source) for variable in row_variables(study())]
    assert {found[1] for found in named if found} <= headings


def test_months_are_counted_to_the_end_of_the_step(tmp_path):
    """An agreement of the first month is concluded after one month, as the codebook says."""
    data = mapping({"deal": {"a": 1, "b": 1}}, months=3)
    small = NamedScenario("small", data, build_scenario(data, "small"))
    results = run_study(Study((small,), runs=1), tmp_path)
    said = variables_of(results)["agreement_months"].meaning
    assert said.endswith("to the end of the step in which it was concluded.")
    first = results.frame().iloc[0]
    assert (first.agreement_months, first.months) == (1.0, 1.0)


def test_who_pressed_signed_and_paid_is_told_where_it_could_be_several(tmp_path):
    pay = {"type": "promise", "by": "d", "target": "b", "points": "d.aid", "cost": "d.cost"}
    data = mapping(
        {"deal": {"a": 1, "b": -1, "c": 1, "d": 5}},
        thirds=["c", "d"],
        months=2,
        levers={
            "c.signs": {"type": "consent", "by": "c", "when": {"deal": "deal"}},
            "c.threat": pay | {"type": "threat", "by": "c", "target": "a", "score": "c"},
            "d.aid": pay | {"when": {"deal": "deal"}, "charged": True},
        },
        params={"d.aid": 3, "d.cost": 2},
    )
    small = NamedScenario("small", data, build_scenario(data, "small"))
    results = run_study(Study((small,), runs=1), tmp_path)
    first = results.frame().iloc[0]
    assert (first.paid_d, first.cosigned_c, first.pressed_c) == (2.0, True, False)
    assert variables_of(results)["paid_d"].unit == variables_of(results)["points_d"].unit
