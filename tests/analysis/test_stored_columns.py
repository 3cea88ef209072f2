"""Columns of a result folder, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.analysis.stored_columns import by_cell, median_gaps
from negotiation_sim.experiments import NamedScenario, Study, run_study


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    episodes = tuple(map(NamedScenario.load, ("1956", "2018")))
    study = Study(episodes, ("baseline", "no_threat"), points=({"us.threat": "1"}, {}), runs=31)
    return run_study(study, tmp_path_factory.mktemp("rows"))


def test_every_row_is_given_the_number_of_its_cell(results):
    study, seen = results.study, 0
    for numbers, frame in by_cell(results, ["gap_end"]):
        for number, row in zip(numbers.tolist(), frame.itertuples(), strict=True):
            cell = study.cells[number]
            assert row.scenario == study.scenarios[cell.scenario].name
            assert row.intervention == study.arms[cell.arm]
            assert row.point == cell.point
            seen += 1
    assert seen == len(study.cells) * study.runs


def test_median_gaps_are_those_of_the_rows_of_the_cell(results):
    frame, study = results.frame(), results.study
    wanted = [cell.number for cell in study.cells][1:4]
    found = median_gaps(results, [*wanted, wanted[0]])
    assert sorted(found) == wanted
    for number in wanted:
        cell = study.cells[number]
        rows = frame[
            (frame["scenario"] == study.scenarios[cell.scenario].name)
            & (frame["intervention"] == study.arms[cell.arm])
            & (frame["point"] == cell.point)
        ]
        assert found[number] == pytest.approx(
            (np.nanmedian(rows["gap_start"]), np.nanmedian(rows["gap_end"]))
        )


def test_no_cells_are_no_work(results):
    assert median_gaps(results, []) == {}
