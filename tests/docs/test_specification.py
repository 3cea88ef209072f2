"""The tables of the specification are those of the scenario files, and the page is enough to play
them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.docs.second_reading import Run
from tests.first import first
from tests.model.small import EPISODES

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted

ROOT = Path(__file__).parents[2]


def test_the_tables_are_current(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from specification_tables import PAGE, TABLES, episodes, rewritten

    page = PAGE.read_text(encoding="utf-8")
    assert {name for name in TABLES if f"<!-- table: {name} -->" in page} == set(TABLES)
    assert rewritten(page, episodes()) == page, "run python scripts/specification_tables.py"


@pytest.mark.parametrize("arm", ["", "binding_guarantee", "norms_halved", "threat_certain"])
@pytest.mark.parametrize("name", EPISODES)
def test_a_program_written_from_the_page_alone_gives_the_same_rows(name, arm):
    scenario = first(name)
    if arm:
        scenario = scenario.changed(scenario.intervention(arm))
    runs = 20
    rows = run_interpreted(compile_scenario(scenario), seed=5, first_run=100, n_runs=runs)
    for i in range(runs):
        for column, value in Run(scenario, seed=5, run=100 + i).play().items():
            found = rows[column][i]
            if column == "points":
                found = found[: len(value)]
            assert found == pytest.approx(value, abs=1e-9), (100 + i, column)


def test_the_comparison_would_notice_another_rule():
    scenario = first("1956")
    other = replace(scenario, failure_hostility=0.3)
    rows = run_interpreted(compile_scenario(scenario), seed=5, first_run=0, n_runs=100)
    ends = [Run(other, seed=5, run=i).play()["points"] for i in range(100)]
    assert any(rows["points"][i][:3] != pytest.approx(ends[i], abs=1e-9) for i in range(100))
