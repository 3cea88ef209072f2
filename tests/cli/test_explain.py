"""``negotiation-sim explain``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from tests.first import FIRST

from negotiation_sim.cli.main import main

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SMALL = ["--runs", "3000", "--box-points", "3"]


def test_the_answer_of_1956_is_told_in_words(capsys):
    assert main(["explain", "1956", *SMALL]) == 0
    told = capsys.readouterr().out
    answer = " ".join(told.partition("\n\n")[0].split())
    assert re.match(
        r"1956: treaty with islands comes about in \d+% of runs with all causes", answer
    )
    assert "; box of 3 points of 250 runs each" in told
    assert "median [lowest, highest] effect over its points" in " ".join(told.split())
    assert re.search(
        r"Over 3 points of the box, taking away “.*” adds [+-]0\.\d+ \[.*\], and “", answer
    )
    assert "No box" not in told
    assert "Japan: leader" in told
    assert "japan.domestic" not in told
    assert "none of it is an estimate or a prediction" in told


def test_the_flip_of_the_first_episode_is_told(capsys):
    assert main(["explain", FIRST["1956"], "--runs", "3000", "--box-points", "0"]) == 0
    answer = " ".join(capsys.readouterr().out.partition("\n\n")[0].split())
    assert answer.startswith("1956: treaty with islands comes about in 8% of runs with all causes")
    assert (
        "depends on what the absence of a cause means: “domestic causes” if causes are absent"
        in answer
    )
    assert "“United States” if they are only halved" in answer


def test_a_floor_is_told(capsys):
    assert main(["explain", "2022", *SMALL]) == 0
    assert "its share is 0.00, so close to 0 that" in capsys.readouterr().out


def test_tables_for_a_machine(tmp_path, capsys):
    assert (
        main(
            [
                "explain",
                "2018",
                "--cause",
                "threat",
                "--cause",
                "japan_norm",
                *SMALL,
                "--json",
                "--out",
                str(tmp_path / "why"),
            ]
        )
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert (found["seed"], {row["cause"] for row in found["causes"]}) == (
        1,
        {"threat", "japan_norm"},
    )
    about = json.loads((tmp_path / "why" / "about.json").read_text())
    assert {"command", "version", "scenarios", "on", "runs", "box_runs", "seed", "words"} == set(
        about
    )
    assert about["words"]["actors"]["us"] == "United States"
    assert (about["scenarios"], about["runs"], about["box_runs"], about["seed"]) == (
        ["2018"],
        3000,
        250,
        1,
    )
    for name in ("causes", "blocks", "coalitions", "gaps", "box"):
        assert len(pd.read_csv(tmp_path / "why" / f"{name}.csv")) == len(found[name]) > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["1956", "--cause", "thraet"], "'thraet' is not a cause of 1956; did you mean 'threat'?"),
        (["1965"], "'1965'"),
        (["1956", "--on", "DECLERATION"], "did you mean 'DECLARATION'"),
        (["1956", "--box", "history"], "history: samples no box"),
        (
            ["1956", "2018", "--intervention", "abe_stays"],
            "'abe_stays' is not an intervention of 1956",
        ),
    ],
)
def test_what_does_not_exist_is_one_line(words, message, capsys):
    assert main(["explain", *words, "--runs", "10"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_changed_world_is_explained_without_the_box_of_the_shipped_one(capsys):
    assert (
        main(
            [
                "explain",
                "2018",
                "--intervention",
                "binding_guarantee",
                "--runs",
                "200",
                "--box-points",
                "2",
            ]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert "No box: the world is changed." in told
    assert "look at the box" not in " ".join(told.split())


def test_causes_that_make_the_event_likelier_are_not_said_to_stand_in_its_way(capsys):
    assert (
        main(["explain", "1956", "--on", "DECLARATION", "--runs", "1000", "--box-points", "0"]) == 0
    )
    told = capsys.readouterr().out
    assert "the causes together make it likelier" in " ".join(told.split())
    assert "of the rise" in " ".join(told.split())
    (threat,) = (
        line for line in told.splitlines() if line.startswith("  US threat  ") and " to " in line
    )
    effect, _, _, _, necessity = threat.split("US threat")[1].split()[:5]
    assert effect.startswith("-")
    assert float(necessity) > 0.2, (
        "of the runs with the declaration, many lose it without the threat"
    )
    assert "No box: left out, --box-points 0." in told


def test_a_gap_that_may_be_none_is_told_and_not_shared_out(capsys):
    assert (
        main(
            [
                "explain",
                "2022",
                "--on",
                "DECLARATION",
                "--cause",
                "threat",
                "--runs",
                "200",
                "--box-points",
                "0",
            ]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert "200 runs of every combination of 1 cause, seed 1" in " ".join(told.split())
    answer = " ".join(told.partition("\n\n")[0].split())
    assert "the shortfall cannot be told from 0, so nothing is shared out." in answer
    assert "There is one block of causes, so none is ranked." in answer
    assert "accounts for most" not in told


LONG = "A reading of the record with a name that goes on and on"


def test_a_scenario_under_a_shipped_name_is_not_shown_over_the_box_of_the_shipped_one(
    tmp_path, capsys
):
    own = tmp_path / "2018.yaml"
    own.write_text(
        f"id: own\nextends: {SCENARIOS / '2018.yaml'}\ncauses: {{threat: {{label: {LONG}}}}}\nsettlement: {{label: a quota agreement}}\n"
    )
    assert main(["explain", "1956", str(own), "--runs", "100", "--box-points", "1"]) == 0
    out = capsys.readouterr().out
    first, second = out.split("2018: shares of the shortfall of a quota agreement")
    assert "; box of 1 point of 250 runs each" in first
    assert "No box: kept_set has no such scenario." in second
    assert "2018: a quota agreement comes about in" in first
    rows = [
        line
        for line in second.splitlines()
        if line.startswith(("  A reading", "  risk of a US base"))
    ]
    rows = [line for line in rows if " to " in line]
    assert LONG not in second
    assert len({row.index(" to ") for row in rows}) == 1 < len(rows), (
        "a long label does not push the columns"
    )


def test_how_long_it_will_take_is_told_before_it_takes_long(capsys, monkeypatch):
    asked = ["explain", "2022", "--runs", "50", "--box-points", "2"]
    assert main(asked) == 0
    assert "cores" not in capsys.readouterr().err
    monkeypatch.setattr("negotiation_sim.cli.explain.WORTH_TELLING", 0)
    assert main(asked) == 0
    told = capsys.readouterr().err
    assert re.search(
        r"^[\d,]+ runs: about (a|\d+) (second|minute)s? with \d+ cores$", told, re.MULTILINE
    )
