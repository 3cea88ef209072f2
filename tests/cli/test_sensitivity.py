"""``negotiation-sim sensitivity``."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from negotiation_sim.cli.main import main

SMALL = ["--runs", "50", "--base-points", "8", "--trajectories", "3"]


def test_both_methods_are_told_with_their_errors(capsys):
    assert main(["sensitivity", "sobol_1956", *SMALL]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1956: the share of runs with treaty with islands depends most on “")
    assert (
        "sobol_1956, 1956: share of runs with treaty with islands; 50 runs per point on the same luck, seed 1."
        in told
    )
    assert "Sobol indices of 8 base points, 112 points" in told
    assert "Morris screening of 3 trajectories, 39 points" in told
    assert told.count("noise 0.") == 2
    assert "numbers whose intervals overlap are not ranked" in told
    assert "nothing here is an estimate or a prediction" in " ".join(told.split())


def test_tables_for_a_machine(tmp_path, capsys):
    words = [
        "sensitivity",
        "sobol_2018",
        "--of",
        "gap_end",
        "--seed",
        "5",
        *SMALL,
        "--json",
        "--out",
        str(tmp_path / "which"),
    ]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["seed"], found["of"], found["runs"], len(found["sobol"])) == (
        5,
        "gap_end",
        50,
        12,
    )
    for name in ("outputs", "sobol", "morris"):
        assert len(pd.read_csv(tmp_path / "which" / f"{name}.csv")) == len(found[name]) > 0


def test_an_output_that_never_varies_is_told(capsys):
    assert (
        main(
            [
                "sensitivity",
                "sobol_2018",
                "--of",
                "RATIFICATION_FAILED",
                "--given",
                "settled",
                "--method",
                "morris",
                *SMALL,
            ]
        )
        == 0
    )
    assert "there is nothing to attribute" in capsys.readouterr().out


def test_effects_left_out_are_counted(capsys):
    words = [
        "sensitivity",
        "sobol_2018",
        "--of",
        "TREATY_TWO_PLUS",
        "--given",
        "settled",
        "--method",
        "morris",
    ]
    assert main([*words, "--runs", "200", "--trajectories", "4"]) == 0
    assert "effects from or to these are left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sobol_1965"], "did you mean 'sobol_1956'"),
        (["history"], "history: samples no box"),
        (["sobol_1956", "--of", "DECLERATION"], "did you mean 'DECLARATION'"),
        (["sobol_1956", "--given", "STALEMAT"], "did you mean 'STALEMATE'"),
        (["sobol_1956", "--intervention", "no_treat"], "did you mean 'no_threat'"),
        (["sobol_1956", "--scenario", "2018"], "'2018' is not a scenario of sobol_1956"),
        (["sobol_1956", "--runs", "0"], "runs is 0, expected at least 2"),
        (["sobol_1956", "--base-points", "100"], "expected a power of two, such as 64"),
    ],
)
def test_what_does_not_exist_is_one_line(words, message, capsys):
    assert main(["sensitivity", "--runs", "10", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
