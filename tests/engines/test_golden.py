"""Stored results: a change of any rule, draw or stream shows here first.

After a change that is meant, ``pytest tests/engines/test_golden.py --force-regen`` writes them
anew; say why in the commit.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.first import first
from tests.model.small import EPISODES, classes

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.report.story import story

GOLDEN = Path(__file__).parents[1] / "golden"
CODES = [
    "in_force",
    "termination",
    "walker",
    "failed",
    "cosigned",
    "steps",
    "agreement_step",
    "pressed_step",
    "gate_start",
    "gate_end",
]


@pytest.fixture
def check(request):
    """Compare text with a stored file of that name, or write it under ``--force-regen``."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("force_regen"):
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8").splitlines() == text.splitlines()

    return compare


@pytest.mark.parametrize("name", EPISODES)
def test_first_runs_of_each_episode(name, check):
    """Codes are exact on every platform."""
    scenario = first(name)
    rows = run_ensemble(compile_scenario(scenario), 1, 0, 200)
    lines = [",".join(["run", "class", *CODES])]
    for run, outcome in enumerate(classes(scenario, rows)):
        lines.append(",".join([str(run), outcome, *(str(int(rows[code][run])) for code in CODES)]))
    check(f"codes_{name}.csv", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", EPISODES)
def test_points_and_gaps_of_each_episode(name, request):
    """Points hang on the logarithms and powers of the platform, so to nine digits."""
    scenario = first(name)
    rows = run_ensemble(compile_scenario(scenario), 1, 0, 50)
    columns = np.column_stack([rows["gap_start"], rows["gap_end"], rows["points"][:, :3]])
    file = GOLDEN / f"points_{name}.csv"
    if request.config.getoption("force_regen"):
        header = "gap_start,gap_end," + ",".join(
            f"points_{actor.name}" for actor in scenario.actors
        )
        np.savetxt(file, columns, "%.12g", delimiter=",", header=header, comments="")
    assert np.loadtxt(file, delimiter=",", skiprows=1) == pytest.approx(columns, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", EPISODES)
def test_the_story_of_one_run(name, check):
    check(f"story_{name}.txt", "\n".join(story(replay(first(name), seed=1, run=0))) + "\n")
