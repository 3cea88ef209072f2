"""What the columns mean that hold what a design varies."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.export.exports import CLAUSE, THREAT, study

from negotiation_sim.experiments import run_study
from negotiation_sim.export import export_results
from negotiation_sim.export.codebook import variables_of
from negotiation_sim.export.strategy_levels import strategy_levels
from negotiation_sim.export.varied_variables import varied_variables
from negotiation_sim.model.strategies.registry import STRATEGIES, forget, register_strategy


def test_a_varied_column_tells_parameter_unit_source_and_where_it_has_no_effect(row_folder):
    variables = variables_of(row_folder)
    threat, clause = variables[THREAT], variables[CLAUSE]
    parameter = row_folder.study.scenarios[1].scenario.parameter("us.threat")
    assert (threat.kind, threat.unit, threat.source) == (
        "text",
        "pts",
        " ".join(parameter.source.split()),
    )
    assert threat.label == f"{parameter.label or parameter.address} (varied)"
    assert "Has no effect in 1956." in threat.meaning
    assert "*0.5; 10,20,30" in threat.meaning
    assert threat.missing == "the point leaves the scenario's own value"
    assert (clause.kind, clause.unit, clause.missing) == ("number", "pts", "")
    assert "Values: 0.1; 12; 20." in clause.meaning


def test_a_strategy_is_told(tmp_path):
    points = ({"japan.strategy": "zeuthen"}, {"japan.strategy": "time"}, {})
    results = run_study(study(points=points, runs=1), tmp_path / "results")
    (strategy,) = varied_variables(results)
    assert (strategy.label, strategy.kind, strategy.unit) == (
        "how Japan concedes (varied)",
        "category",
        "",
    )
    assert [level.name for level in strategy.levels] == ["time", "zeuthen"]
    assert strategy.levels[1].meaning.startswith("Concede when one has more to lose from conflict")
    assert strategy.meaning == "The scenario's own value: time."
    assert strategy.missing == "the point leaves the scenario's own value"
    export_results(results, ["csv", "stata"], tmp_path / "out", ["point", "japan.strategy"])
    told = (
        pd.read_csv(tmp_path / "out" / "runs.csv")
        .drop_duplicates()
        .sort_values("point")["japan.strategy"]
    )
    assert told.fillna("").tolist() == ["zeuthen", "time", ""]


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_of_the_package_has_a_meaning(name):
    (level,) = strategy_levels([name])
    assert level.name == name
    assert level.meaning.endswith(".")
    assert "says nothing" not in level.meaning


def test_a_registered_strategy_is_told_by_its_docstring():
    def halfway(dispute, brief, state, standing, steps):
        """Half of the way."""

    register_strategy("halfway", halfway)
    try:
        assert strategy_levels(["halfway", "time"])[1].meaning == "Half of the way."
    finally:
        forget("halfway")


def test_settings_of_the_whole_study_are_the_value_of_its_own(tmp_path):
    (threat,) = varied_variables(
        run_study(study(points=({"us.threat": 1},), settings=("us.threat=7",), runs=1), tmp_path)
    )
    assert threat.meaning == "Values: 1. The scenario's own value: 7."


def test_many_values_are_told_as_a_range(tmp_path):
    points = tuple({"us.threat": float(number)} for number in range(20))
    (threat,) = varied_variables(run_study(study(points=points, runs=1), tmp_path))
    assert threat.meaning.startswith("20 values from 0 to 19.")
