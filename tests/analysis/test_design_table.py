"""A design as a table of points, and the spread of a column."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.densities import density_table
from negotiation_sim.analysis.design_table import (
    design_inputs,
    design_table,
    rank_correlations,
    value_columns,
)
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution

POINTS = ({"japan.norm": 20}, {"japan.norm": 60}, {"japan.norm": 85})


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    study = Study(
        (NamedScenario.load("1956"), NamedScenario.load("2018")),
        arms=("baseline", "no_threat"),
        points=POINTS,
        runs=40,
    )
    return run_study(study, tmp_path_factory.mktemp("design") / "r")


def test_factors_count_as_numbers_and_what_does_not_vary_is_left_out():
    points = [{"a.x": "*0.5", "a.y": 3, "a.z": "low"}, {"a.x": "*2", "a.y": 3, "a.z": "high"}]
    assert design_inputs(points).to_dict("list") == {"a.x": [0.5, 2.0]}


def test_every_point_has_its_share_of_settlements_its_number_and_its_commonest_class(results):
    table = design_table(results)
    assert len(table) == 2 * 2 * 3
    rows = results.frame(["scenario", "intervention", "point", "settled", "outcome_class"])
    for line in table.to_dict("records"):
        mine = rows[
            (rows["scenario"] == line["scenario"])
            & (rows["intervention"] == line["intervention"])
            & (rows["point"] == line["point"])
        ]
        assert line["value"] == pytest.approx(mine["settled"].mean())
        assert (mine["outcome_class"] == line["most_often"]).sum() == (
            mine["outcome_class"].value_counts().max()
        )
        assert line["japan.norm"] == POINTS[line["point"]]["japan.norm"]


def test_an_outcome_or_a_column_may_be_told_instead(results):
    mine = design_table(results, "DECLARATION")
    assert set(mine.loc[mine["scenario"] == "2018", "value"]) == {0.0}
    months = design_table(results, "months").iloc[0]
    rows = results.frame(["scenario", "intervention", "point", "months"])
    first = rows[(rows["scenario"] == "1956") & (rows["point"] == 0)].query(
        "intervention == 'baseline'"
    )
    assert months["value"] == pytest.approx(first["months"].mean())
    assert "pressed" in value_columns(results)
    assert "outcome_class" not in value_columns(results)


def test_columns_without_a_number_in_some_run_are_averaged_over_the_others(results):
    table = design_table(results, "agreement_months")
    rows = results.frame(["scenario", "intervention", "point", "agreement_months"])
    known = rows.dropna(subset="agreement_months").groupby(
        ["scenario", "intervention", "point"], observed=True
    )["agreement_months"]
    assert table["n"].tolist() == known.size().tolist()
    assert table["value"].tolist() == pytest.approx(known.mean().tolist())


def test_what_cannot_be_told_is_refused(results, tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean 'months'"):
        design_table(results, "month")
    plain = run_study(Study((NamedScenario.load("2018"),), runs=2), tmp_path / "plain")
    with pytest.raises(ResultsError, match="no number varies between its points"):
        design_table(plain)


def test_tallies_give_shares_but_no_columns(tmp_path):
    study = Study((NamedScenario.load("2018"),), points=POINTS, runs=5)
    tallies = run_study(study, tmp_path / "r", how=Execution(tallies=True))
    assert len(design_table(tallies)) == 3
    assert value_columns(tallies) == []


def test_the_strongest_number_comes_first():
    table = pd.DataFrame({"value": [1.0, 2.0, 4.0, np.nan], "a": [1, 3, 2, 9], "b": [5, 3, 1, 0]})
    found = rank_correlations(table, ["a", "b"])
    assert list(found.index) == ["b", "a"]
    assert found["b"] == -1.0


def test_a_histogram_holds_every_run_that_has_a_number(results):
    table = density_table(results, "months")
    sums = table.groupby(["scenario", "intervention"], observed=True)["share"].sum()
    assert sums.tolist() == pytest.approx([1.0] * 4)
    assert table["points"].unique().tolist() == [3]
    assert (table["high"] > table["low"]).all()
    one = density_table(results, "months", point=1)
    assert one["n"].max() == 40
    rows = results.frame(["scenario", "intervention", "point", "months"])
    mine = rows[(rows["scenario"] == "1956") & (rows["point"] == 1)]
    baseline = mine.loc[mine["intervention"] == "baseline", "months"]
    assert one.iloc[0]["median"] == baseline.median()


def test_a_column_of_words_has_no_spread(results):
    with pytest.raises(UnknownNameError, match="'termination' is not a column of numbers"):
        density_table(results, "termination")
