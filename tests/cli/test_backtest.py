"""``negotiation-sim backtest``."""

import json

import pandas as pd
import pytest

from negotiation_sim.analysis import baselines
from negotiation_sim.cli.main import main
from negotiation_sim.scenarios.coded import shipped_coded

FEW = ["--readings", "2", "--runs", "20"]


def test_it_prints_disputes_beside_what_happened_and_scores_beside_baselines(capsys):
    assert main(["backtest", *FEW]) == 0
    told = capsys.readouterr().out
    for words in (
        "A1 Bolshoi Ussuriysky",
        "all 12, mean",
        "the 12 that ended, share",
        "model without third party",
        "model without bases",
        "model without domestic politics",
        "base rate",
        "logistic regression",
        "AUC",
    ):
        assert words in told


def test_the_same_seed_gives_the_same_table_and_another_seed_another(capsys):
    tables = []
    for seed in ("1", "1", "2"):
        assert main(["backtest", *FEW, "--seed", seed, "--json"]) == 0
        tables.append(json.loads(capsys.readouterr().out))
    assert tables[0] == tables[1] != tables[2]
    assert len(tables[0]["forecasts"]) == 12 * 7


def test_tables_and_the_calibration_plot_are_written_and_drawn_again(tmp_path, capsys):
    out = tmp_path / "backtested"
    assert main(["backtest", *FEW, "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {
        "about.json",
        "calibration.csv",
        "calibration.html",
        "forecasts.csv",
        "scores.csv",
    }
    assert len(pd.read_csv(out / "scores.csv")) == 7
    assert main(["plot", str(out), "--figure", "calibration", "--out", str(tmp_path / "f")]) == 0
    assert (tmp_path / "f" / "calibration.html").is_file()
    capsys.readouterr()


def test_an_open_dispute_is_played_and_not_scored(tmp_path, capsys):
    head, first, *_ = shipped_coded().read_text(encoding="utf-8").splitlines()
    path = tmp_path / "open.csv"
    path.write_text(f"{head}\n{first.removesuffix('S')}\n", encoding="utf-8")
    assert main(["backtest", str(path), *FEW, "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "nobody knows" in told
    assert "so nothing is scored" in told
    assert not (tmp_path / "out" / "calibration.html").exists()


def test_a_clause_that_the_mapping_does_not_know_is_told(tmp_path, capsys):
    head, first, second, *_ = shipped_coded().read_text(encoding="utf-8").splitlines()
    path = tmp_path / "odd.csv"
    path.write_text(f"{head}\n{first.replace('none', 'hotline')}\n{second}\n", encoding="utf-8")
    assert main(["backtest", str(path), *FEW]) == 0
    assert "A1: clause 'hotline' counts as none; the mapping knows" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.csv"], "nowhere.csv:1:1: no such file"),
        (["--template", "cded"], "did you mean 'coded'?"),
        (["--template", "saar_1955"], "no parameter 'holder.security'"),
        (["--mapping", "nowhere.csv"], "nowhere.csv:1:1: no such file"),
        (["--band", "2"], "2.0 is not in the range"),
    ],
)
def test_a_wrong_word_is_one_line_and_nothing_is_written(tmp_path, capsys, words, message):
    out = tmp_path / "out"
    assert main(["backtest", *words, "--out", str(out)]) == 2
    printed, error = capsys.readouterr()
    assert printed == ""
    assert message in error
    assert not out.exists()


def test_without_scikit_learn_it_says_so_before_it_plays(monkeypatch, capsys):
    monkeypatch.setattr(baselines, "find_spec", lambda _name: None)
    assert main(["backtest"]) == 2
    assert "needs scikit-learn" in capsys.readouterr().err
