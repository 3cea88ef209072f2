"""A lost worker costs a retry, and a run that kills its worker costs only itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.experiments.batches import contents

from negotiation_sim.errors import FailedRunsWarning
from negotiation_sim.experiments import Results

AGENTS = Path(__file__).with_name("agents_at_play.py")
WORDS = ("run", "1956", "--runs", "100", "--engine", "mesa")


@pytest.mark.long
@pytest.mark.faults
def test_a_killed_worker_process_is_replaced_and_its_task_played_again(command, tmp_path):
    shutil.copy(AGENTS, tmp_path)
    agent = ("--agent", "japan=agents_at_play:OnceDeadly", "--workers", "2")
    assert command.run(*WORDS, *agent, "--out", "lost") == (0, "Rows, record and summary: lost\n")
    assert (tmp_path / "killed").exists(), "a worker did kill itself"
    assert command.run(*WORDS, *agent, "--out", "calm")[0] == 0
    assert contents(tmp_path / "lost", record=False) == contents(tmp_path / "calm", record=False)


@pytest.mark.long
@pytest.mark.faults
def test_a_run_that_kills_its_process_costs_only_itself_and_is_told(command, tmp_path):
    shutil.copy(AGENTS, tmp_path)
    code, said = command.run(
        *WORDS, "--agent", "japan=agents_at_play:Deadly", "--workers", "2", "--out", "out"
    )
    assert code == 1
    assert said.splitlines() == [
        "negotiation-sim: 1 run failed and has no row:",
        "  1956, baseline, point 0, run 37: its worker was lost each time it was played",
        "Rows, record and summary: out",
    ]
    assert command.run(*WORDS, "--agent", "japan=agents_at_play:Hawk", "--out", "hawk")[0] == 0
    hawk = Results.open(tmp_path / "hawk").frame()
    with pytest.warns(FailedRunsWarning, match="run 37: its worker was lost"):
        rows = Results.open(tmp_path / "out").frame()
    assert rows.equals(hawk[hawk.run != 37].reset_index(drop=True))
