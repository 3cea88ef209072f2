"""A run that raised has no row, and never vanishes: it is told by reason and number."""

from __future__ import annotations

import warnings

import pytest

from negotiation_sim import run_batch
from negotiation_sim.cli.main import main
from negotiation_sim.engines.mesa_engine import Principal
from negotiation_sim.errors import FailedRunsError, FailedRunsWarning
from negotiation_sim.experiments import NamedScenario, Results, Study, run_study
from negotiation_sim.experiments.executors import Execution, threads
from negotiation_sim.experiments.failures import Failure, failure_text, reason_of

STUDY = Study((NamedScenario.load("1956"),), runs=12)


class Breaks(Principal):
    """Raises in every third run, for one of two reasons."""

    def aspires(self, steps: int) -> float:
        run = self.model.rng.bit_generator.seed_seq.entropy
        if run % 3 == 0:
            raise ValueError("even" if run % 2 == 0 else "odd")
        return super().aspires(steps)


HOW = Execution(threads(1), {"japan": Breaks})
LINE = Breaks.aspires.__code__.co_firstlineno + 3
SAID = f"""\
4 runs failed and have no row:
  1956, baseline, point 0, runs 0, 6: ValueError: even (test_failures.py:{LINE})
  1956, baseline, point 0, runs 3, 9: ValueError: odd (test_failures.py:{LINE})"""


def test_a_batch_without_a_folder_raises_and_carries_failures_and_rows(monkeypatch):
    monkeypatch.setattr("negotiation_sim.engines.mesa_engine.Principal", Breaks)
    with pytest.raises(FailedRunsError) as caught:
        run_batch(["1956"], runs=12, seed=1, engine="mesa")
    error = caught.value
    assert str(error) == f"{SAID}\nthe others are the error's `rows`"
    assert [(one.first_run, one.n_runs, one.reason) for one in error.failures] == [
        (0, 1, f"ValueError: even (test_failures.py:{LINE})"),
        (3, 1, f"ValueError: odd (test_failures.py:{LINE})"),
        (6, 1, f"ValueError: even (test_failures.py:{LINE})"),
        (9, 1, f"ValueError: odd (test_failures.py:{LINE})"),
    ]
    assert error.rows.run.tolist() == [1, 2, 4, 5, 7, 8, 10, 11]


def test_a_batch_of_which_every_run_fails_raises(monkeypatch):
    def refuse(*_):
        raise OverflowError("math range error")

    monkeypatch.setattr("negotiation_sim.engines.meanwhile.rows_at_once", refuse)
    with pytest.raises(FailedRunsError, match="runs 0 to 199: OverflowError"):
        run_batch(["1956"], runs=200, seed=5)


@pytest.mark.parametrize("kind", ["rows", "tallies"])
def test_reading_a_folder_warns_once_and_by_reason(tmp_path, kind):
    how = Execution(HOW.workers, HOW.agents, tallies=kind == "tallies")
    results = run_study(STUDY, tmp_path, "mesa", how=how)
    read = results.frame if kind == "rows" else results.tallies
    with pytest.warns(FailedRunsWarning) as caught:
        read()
    assert str(caught[0].message) == f"{tmp_path}: {SAID}"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read()


def test_every_command_that_reads_a_folder_tells_its_failed_runs(tmp_path, capsys):
    study = Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=12)
    run_study(study, tmp_path, "mesa", how=HOW)
    for command in ("compare", "plot", "export"):
        capsys.readouterr()
        assert main([command, str(tmp_path)]) == 0
        said = capsys.readouterr().err
        assert (
            said.count("8 runs failed and have no row:\n  1956, baseline, point 0, runs 0, 6") == 1
        )


def test_run_tells_failed_runs_once(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("negotiation_sim.engines.mesa_engine.Principal", Breaks)
    assert main(["run", "1956", "--runs", "12", "--engine", "mesa"]) == 1
    assert capsys.readouterr().err.count("runs failed") == 1


def test_reasons_and_runs_are_capped_and_counted():
    scattered = [Failure(0, run, 1, "odd") for run in range(1, 99, 2)]
    many = [Failure(0, run, 1, f"reason {run}") for run in range(50)]
    assert failure_text(STUDY, scattered).endswith(
        "runs 1, 3, 5, 7, 9, 11, 13, 15 and 41 more: odd"
    )
    lines = failure_text(STUDY, many).splitlines()
    assert lines[0] == "50 runs failed and have no row:"
    assert lines[-1] == "  and 30 more reasons"
    assert len(lines) == 22
    assert failure_text(STUDY, []) == ""


def test_reasons_do_not_name_the_users_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/home/alice")
    error = FileNotFoundError(2, "No such file or directory", "/home/alice/prices.csv")
    assert reason_of(error).endswith("No such file or directory: '~/prices.csv'")


def test_results_are_opened_again_with_their_failures(tmp_path):
    run_study(STUDY, tmp_path, "mesa", how=HOW)
    assert sum(one.n_runs for one in Results.open(tmp_path).failures) == 4
