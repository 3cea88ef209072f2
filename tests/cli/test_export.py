"""``negotiation-sim export``."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.experiments import NamedScenario, Results, Study, run_study
from negotiation_sim.experiments.failures import Failure


@pytest.fixture
def folder(tmp_path):
    run_study(
        Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=20),
        tmp_path / "results",
    )
    return tmp_path / "results"


def n_columns(folder):
    return len(Results.open(folder).columns)


def test_a_table_and_its_codebook_are_written_beside_the_rows(folder, capsys):
    assert main(["export", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.split() == [
        str(folder / "export" / name) for name in ("runs.csv", "codebook.md", "codebook.json")
    ]
    assert err == f"40 rows, {n_columns(folder)} columns.\n"


def test_formats_and_columns_are_repeated_or_joined_by_commas(folder, tmp_path, capsys):
    words = [
        "--format",
        "csv,stata",
        "--format",
        "feather",
        "--columns",
        "run,settled",
        "--columns",
        "months",
    ]
    assert main(["export", str(folder), "--out", str(tmp_path / "new"), *words]) == 0
    names = {"runs.csv", "runs.dta", "runs.feather", "codebook.md", "codebook.json"}
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    assert list(pd.read_csv(tmp_path / "new" / "runs.csv").columns) == ["run", "settled", "months"]


def test_what_is_there_is_replaced_only_by_force(folder, capsys):
    assert main(["export", str(folder)]) == 0
    before = (folder / "export" / "runs.csv").read_bytes()
    assert main(["export", str(folder), "--columns", "run"]) == 2
    assert "runs.csv: is there already; add --force to replace it" in capsys.readouterr().err
    assert (folder / "export" / "runs.csv").read_bytes() == before
    assert main(["export", str(folder), "--columns", "run", "--force"]) == 0
    assert (folder / "export" / "runs.csv").read_bytes() != before


@pytest.mark.parametrize(
    ("spans", "words"), [([(3, 1)], "1 run failed"), ([(3, 10), (15, 2)], "12 runs failed")]
)
def test_runs_that_failed_are_counted_not_their_spans(folder, capsys, monkeypatch, spans, words):
    monkeypatch.setattr(
        Results, "failures", [Failure(0, first, n, "ValueError: broke") for first, n in spans]
    )
    assert main(["export", str(folder)]) == 0
    said = capsys.readouterr().err
    assert said.endswith(
        f"40 rows, {n_columns(folder)} columns; {words}, the codebook says which.\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "feathr"], "'feathr' is not a format; did you mean 'feather'?"),
        (
            ["--columns", "outcomeclass"],
            "'outcomeclass' is not a column; did you mean 'outcome_class'?",
        ),
        (["--scenario", "2018"], "'2018' is not a scenario"),
        (["--columns", ","], "--columns names nothing"),
    ],
)
def test_a_mistake_is_one_clear_line_and_writes_nothing(folder, tmp_path, capsys, words, message):
    assert main(["export", str(folder), "--out", str(tmp_path / "new"), *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path, capsys):
    assert main(["export", str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err
