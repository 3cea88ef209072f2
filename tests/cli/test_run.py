"""``negotiation-sim run``."""

from __future__ import annotations

import json

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.experiments import Results


def one_line_error(capsys, *words):
    """Run a wrong command line; the one line it answers."""
    assert main(list(words)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.count("\n") == 1
    return err


def test_it_prints_the_table_and_says_what_shares_are(capsys):
    assert main(["run", "1956", "2022", "--runs", "60", "--intervention", "no_threat"]) == 0
    out, err = capsys.readouterr()
    assert "DECLARATION" in out
    assert "SUSPENSION" in out
    assert "Washington never presses Tokyo" in out
    assert "not estimates or predictions" in out
    assert "--out FOLDER" in err


def test_without_a_folder_nothing_is_left_behind(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["run", "1956", "--runs", "20"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_holds_what_was_played(tmp_path, capsys):
    out = tmp_path / "out"
    assert (
        main(
            [
                "run",
                "1956",
                "--runs",
                "30",
                "--seed",
                "9",
                "--set",
                "us.threat=*0.5",
                "--drop",
                "ldp_merger",
                "--out",
                str(out),
            ]
        )
        == 0
    )
    results = Results.open(out)
    assert results.study.settings == ("us.threat=*0.5",)
    assert results.study.dropped == ("ldp_merger",)
    assert results.study.seed == 9
    assert len(results.frame()) == 30
    assert (out / "summary.csv").exists()
    assert str(out) in capsys.readouterr().err


def test_the_table_as_json_adds_up(capsys):
    assert main(["run", "2018", "--runs", "50", "--json"]) == 0
    outcomes = json.loads(capsys.readouterr().out)["outcomes"]
    assert sum(row["count"] for row in outcomes) == 50
    assert {row["scenario"] for row in outcomes} == {"2018"}


def test_engines_give_the_same_table(capsys):
    tables = []
    for engine in ("ensemble", "mesa"):
        assert main(["run", "2018", "--runs", "40", "--engine", engine, "--json"]) == 0
        tables.append(capsys.readouterr().out)
    assert tables[0] == tables[1]


def test_running_again_with_more_runs_extends_the_folder(tmp_path, capsys):
    out = str(tmp_path / "out")
    for runs in ("10", "25"):
        assert main(["run", "1956", "--runs", runs, "--out", out]) == 0
    assert len(Results.open(out).frame()) == 25


def test_a_folder_of_other_inputs_is_refused_in_one_line(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["run", "1956", "--runs", "10", "--out", out]) == 0
    capsys.readouterr()
    assert "belongs to other inputs: seed is 1 there and 2 here" in one_line_error(
        capsys, "run", "1956", "--seed", "2", "--out", out
    )
    assert len(Results.open(out).frame()) == 10


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["1965"], "did you mean '1956'"),
        (["1956", "1956"], "scenario '1956' is asked for 2 times"),
        (
            ["1956", "--intervention", "no_treat"],
            "'no_treat' is not an intervention; did you mean 'no_threat'",
        ),
        (["1956", "--intervention", "no_threat+abe_stays"], "'abe_stays' is not an intervention"),
        (["1956", "--set", "japan.nrom=3"], "did you mean 'japan.norm'"),
        (["1956", "--set", "base.demand=3"], "expected 0 to 1 (probability)"),
        (["1956", "--set", "japan.norm"], "expected address=value"),
        (["1956", "--drop", "merger"], "'merger' is not an event"),
        (["northern_territories"], "is abstract"),
    ],
)
def test_a_wrong_word_is_one_clear_line_and_nothing_is_written(words, message, tmp_path, capsys):
    out = tmp_path / "out"
    assert message in one_line_error(capsys, "run", *words, "--out", str(out))
    assert not out.exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["1956", "--runs", "0"],
        ["1956", "--runs", "many"],
        ["1956", "--seed", "-1"],
        ["1956", "--engine", "fast"],
    ],
)
def test_a_wrong_command_line_is_the_users_fault_and_nothing_is_written(words, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["run", *words, "--out", str(out)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("chapter one")
    assert "no record.json" in one_line_error(
        capsys, "run", "1956", "--runs", "5", "--out", str(tmp_path)
    )
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_job_that_waits_for_others_does_not_claim_a_summary(tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["run", "1956", "--runs", "10", "--part", "2/2", "--out", str(out)]) == 0
    printed, told = capsys.readouterr()
    assert printed == ""
    assert "other parts are missing" in told
    assert "summary" not in told
    assert main(["run", "1956", "--runs", "10", "--part", "1/2", "--out", str(out)]) == 0
    printed, told = capsys.readouterr()
    assert "DECLARATION" in printed
    assert "Rows, record and summary" in told


def test_save_writes_what_was_set_as_a_file_that_plays_the_same(tmp_path, capsys):
    mine = tmp_path / "mine.yaml"
    asked = ["--set", "japan.norm=*0.5", "--set", "events.ldp_merger.date=1956-02"]
    asked += ["--set", "calendar.end=1956-10", "--drop", "fisheries_squeeze", "--runs", "50"]
    assert main(["run", "1956", *asked, "--save", str(mine), "--json"]) == 0
    first = capsys.readouterr()
    assert f"wrote {mine}, which extends 1956" in first.err
    assert main(["run", str(mine), "--runs", "50", "--json"]) == 0
    assert capsys.readouterr().out == first.out.replace('"1956"', '"mine"')


def test_save_needs_one_scenario_and_something_set_and_overwrites_nothing(tmp_path, capsys):
    mine = tmp_path / "mine.yaml"
    for words in (
        ["1956"],
        ["1956", "2018", "--set", "us.noise=9"],
        ["history", "--set", "us.noise=9"],
    ):
        assert main(["run", *words, "--runs", "5", "--save", str(mine)]) == 2
        assert "expected one scenario with --set or --drop" in capsys.readouterr().err
    assert not mine.exists()
    mine.write_text("precious")
    assert main(["run", "1956", "--set", "us.noise=9", "--runs", "5", "--save", str(mine)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert mine.read_text() == "precious"
