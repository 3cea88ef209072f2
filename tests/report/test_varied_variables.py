"""What the columns mean that hold what a design varies."""

from __future__ import annotations

from tests.report.exports import CLAUSE, THREAT, study

from negotiation_sim.experiments import run_study
from negotiation_sim.report.codebook import variables_of
from negotiation_sim.report.varied_variables import varied_variables


def test_a_varied_column_tells_parameter_unit_source_and_where_it_has_no_effect(row_folder):
    variables = variables_of(row_folder)
    threat, clause = variables[THREAT], variables[CLAUSE]
    parameter = row_folder.study.scenarios[1].scenario.parameter("us.threat")
    assert (threat.kind, threat.unit, threat.source) == ("text", "pts", " ".join(parameter.source.split()))
    assert threat.label == f"{parameter.label or parameter.address} (varied)"
    assert "Has no effect in 1956." in threat.meaning
    assert "*0.5; 10,20,30" in threat.meaning
    assert threat.missing == "the point leaves the scenario's own value"
    assert (clause.kind, clause.unit, clause.missing) == ("number", "pts", "")
    assert "Values: 0.1; 12; 20." in clause.meaning


def test_a_strategy_is_told(tmp_path):
    (strategy,) = varied_variables(run_study(study(points=({"japan.strategy": "time"},), runs=1), tmp_path))
    assert (strategy.label, strategy.kind, strategy.unit) == ("how Japan concedes (varied)", "text", "")


def test_settings_of_the_whole_study_are_the_value_of_its_own(tmp_path):
    (threat,) = varied_variables(run_study(study(points=({"us.threat": 1},), settings=("us.threat=7",), runs=1), tmp_path))
    assert threat.meaning == "Values: 1. The scenario's own value: 7."


def test_many_values_are_told_as_a_range(tmp_path):
    points = tuple({"us.threat": float(number)} for number in range(20))
    (threat,) = varied_variables(run_study(study(points=points, runs=1), tmp_path))
    assert threat.meaning.startswith("20 values from 0 to 19.")
