"""``negotiation-sim replay``."""

from __future__ import annotations

import csv
import json

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.experiments import run_batch
from negotiation_sim.report.story import story
from negotiation_sim.scenarios import load_scenario


def one_line_error(capsys, *words):
    """Run a wrong command line; the one line it answers."""
    assert main(list(words)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.count("\n") == 1
    return err


def test_it_tells_the_story(capsys):
    assert main(["replay", "1956", "--run", "7", "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == story(replay(load_scenario("1956"), 3, 7))
    assert err == ""


def test_the_ending_as_json_is_that_row_of_a_batch(capsys):
    batch = run_batch(
        ["2018"],
        runs=12,
        seed=4,
        interventions=["no_clause"],
        settings=["japan.norm=*0.5"],
        dropped=["abe_leaves"],
    )
    batch = batch[batch.intervention == "no_clause"]
    for row in batch.itertuples():
        words = ["--set", "japan.norm=*0.5", "--intervention", "no_clause", "--drop", "abe_leaves"]
        assert main(["replay", "2018", "--run", str(row.run), "--seed", "4", "--json", *words]) == 0
        ending = json.loads(capsys.readouterr().out)
        assert ending["outcome_class"] == row.outcome_class
        assert ending["package"]["islands"] == row.islands
        assert ending["months"] == row.months
        assert ending["pressed"] == row.pressed


def test_moves_are_saved_as_csv(tmp_path, capsys):
    file = tmp_path / "moves.csv"
    assert main(["replay", "1956", "--save", str(file)]) == 0
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == len(replay(load_scenario("1956"), 1, 0).moves)
    assert rows[-1]["act"] == "end"
    assert {"status", "islands", "points_japan", "aspiration_russia"} <= set(rows[0])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["1965"], "did you mean '1956'"),
        (
            ["1956", "--intervention", "no_treat"],
            "'no_treat' is not an intervention; did you mean 'no_threat'",
        ),
        (
            ["1956", "--set", "japan.nrom=3"],
            "'japan.nrom' is not a parameter; did you mean 'japan.norm'",
        ),
        (["1956", "--set", "japan.norm=lots"], "--set japan.norm=lots"),
        (["1956", "--drop", "merger"], "'merger' is not an event"),
        (["northern_territories"], "is abstract"),
        (["nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_a_wrong_word_is_one_clear_line(words, message, capsys):
    assert message in one_line_error(capsys, "replay", *words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["1956", "--run", "-1"],
        ["1956", "--seed", "x"],
        ["1956", "--seed", str(2**63)],
        ["1956", "2018"],
    ],
)
def test_a_wrong_command_line_is_the_users_fault(words, capsys):
    assert main(["replay", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_nothing_is_saved_where_something_is_wrong(tmp_path, capsys):
    one_line_error(
        capsys, "replay", "1956", "--set", "nothing=1", "--save", str(tmp_path / "moves.csv")
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path, capsys):
    file = tmp_path / "no" / "such" / "folder.csv"
    assert "cannot be written" in one_line_error(capsys, "replay", "1956", "--save", str(file))


def test_a_faulty_file_tells_every_fault_with_its_place(tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "id: mine\nextends: '1956'\nparams: {japan.norm: {value: [3, 2, 1]}, us.threat: {unit: euros}}\n",
        encoding="utf-8",
    )
    assert main(["replay", str(file)]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "mine.yaml:3:" in err
    assert "expected low <= mode <= high" in err
    assert "'euros' is not a known unit" in err


def test_a_folder_of_tallies_has_no_row_to_replay(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["run", "1956", "--runs", "10", "--tallies", "--out", out]) == 0
    capsys.readouterr()
    assert main(["replay", out, "--row", "3"]) == 2
    assert "keeps counts and sums per cell only (--tallies), no rows" in capsys.readouterr().err
