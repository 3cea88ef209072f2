"""An interrupted batch loses seconds: what was played of a part is kept beside it."""

from __future__ import annotations

import pytest
from tests.experiments.batches import contents

from negotiation_sim.engines.mesa_engine import Principal
from negotiation_sim.errors import FailedRunsWarning
from negotiation_sim.experiments import NamedScenario, Study, checkpoints, run_study, tasks
from negotiation_sim.experiments.executors import Execution

RUNS, TASK, FIRST = 500, 64, 8
"""Runs of each of two cells, runs of a task, and tasks played before the interrupt."""


class Stop:
    """Progress that stops the batch after some tasks, and counts what it heard of."""

    def __init__(self, after=10**9):
        self.after, self.rows = after, []

    def __call__(self, rows):
        self.rows.append(rows)
        if len(self.rows) > self.after:
            raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch):
    monkeypatch.setitem(tasks.TASK_ROWS, "ensemble", TASK)
    monkeypatch.setitem(tasks.TASK_ROWS, "mesa", TASK)


@pytest.fixture
def played(monkeypatch):
    """Rows of every task that is played."""
    heard, real = [], tasks.play

    def play(task):
        heard.append(task.n_rows)
        return real(task)

    monkeypatch.setattr("negotiation_sim.experiments.executors.play", play)
    return heard


def study(seed=1):
    return Study((NamedScenario.load("1956"), NamedScenario.load("2022")), runs=RUNS, seed=seed)


def interrupted(folder, how, every):
    """Play until a few tasks are done; the checkpoints that are left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkpoints, "EVERY_SECONDS", every)
        with pytest.raises(KeyboardInterrupt):
            run_study(study(), folder, progress=Stop(FIRST), how=how)
    return sorted((folder / "unfinished").iterdir())


@pytest.mark.parametrize("tallies", [False, True], ids=["rows", "tallies"])
@pytest.mark.parametrize("every", [0.0, 3600.0], ids=["now and then", "at the interrupt"])
def test_what_was_played_is_not_played_again_and_nothing_shows_it(tallies, every, tmp_path, played):
    how = Execution(tallies=tallies)
    kept = interrupted(tmp_path / "stopped", how, every)
    assert len(kept) == (FIRST - 1 if every == 0 else 1)
    played.clear()
    progress = Stop()
    run_study(study(), tmp_path / "stopped", progress=progress, how=how)
    assert sum(progress.rows) == 2 * RUNS
    assert sum(played) == 2 * RUNS - (FIRST - 1) * TASK
    run_study(study(), tmp_path / "whole", how=how)
    assert contents(tmp_path / "stopped") == contents(tmp_path / "whole")
    assert not (tmp_path / "stopped" / "unfinished").exists()


def test_what_is_damaged_is_played_again(tmp_path, played):
    kept = interrupted(tmp_path / "stopped", Execution(), every=0.0)
    kept[0].write_bytes(kept[0].read_bytes()[:-20])
    played.clear()
    run_study(study(), tmp_path / "stopped")
    assert sum(played) == 2 * RUNS


def test_what_was_played_from_other_inputs_is_not_used(tmp_path, played):
    kept = interrupted(tmp_path / "stopped", Execution(), every=0.0)
    unfinished = tmp_path / "other" / "unfinished"
    with pytest.raises(KeyboardInterrupt):
        run_study(study(seed=2), tmp_path / "other", progress=Stop(0))
    unfinished.mkdir(exist_ok=True)
    for file in kept:
        file.rename(unfinished / file.name)
    played.clear()
    run_study(study(seed=2), tmp_path / "other")
    assert sum(played) == 2 * RUNS
    assert not unfinished.exists()


def test_a_quick_batch_writes_none(tmp_path):
    run_study(study(), tmp_path / "quick", progress=Stop())
    assert sorted(path.name for path in (tmp_path / "quick").iterdir()) == [
        "points.parquet",
        "record.json",
        "runs",
    ]


class Faulty(Principal):
    """Fails in run 5."""

    def aspires(self, steps: int) -> float:
        if self.model.rng.bit_generator.seed_seq.entropy == 5:
            raise ZeroDivisionError("five")
        return super().aspires(steps)


def test_failed_runs_are_kept_with_their_reasons(tmp_path, monkeypatch, played):
    monkeypatch.setattr(checkpoints, "EVERY_SECONDS", 0.0)
    few, how = Study((NamedScenario.load("1956"),), runs=200), Execution(agents={"japan": Faulty})
    with pytest.raises(KeyboardInterrupt):
        run_study(few, tmp_path / "stopped", "mesa", progress=Stop(2), how=how)
    played.clear()
    results = run_study(few, tmp_path / "stopped", "mesa", how=how)
    (one,) = results.failures
    assert one.first_run == 5
    assert one.reason.startswith("ZeroDivisionError: five (test_checkpoints.py:")
    assert sum(played) == 200 - TASK
    whole = run_study(few, tmp_path / "whole", "mesa", how=how)
    with pytest.warns(FailedRunsWarning):
        assert results.frame().equals(whole.frame())
