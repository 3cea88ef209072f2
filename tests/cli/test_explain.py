"""``negotiation-sim explain``."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from negotiation_sim.cli.main import main

SMALL = ["--runs", "3000", "--box-points", "3"]


def test_the_flip_of_1956_is_told_in_words(capsys):
    assert main(["explain", "1956", *SMALL]) == 0
    told = capsys.readouterr().out
    assert "The answer depends on the reference: domestic leads if causes are absent" in told
    assert "us if they are only halved" in told
    assert "box of 3 points" in told
    assert "japan.domestic" in told
    assert "nothing here is an estimate or a prediction" in told


def test_a_floor_is_told(capsys):
    assert main(["explain", "2022", *SMALL]) == 0
    assert "floor: P is 0.00 with all causes" in capsys.readouterr().out


def test_tables_for_a_machine(tmp_path, capsys):
    assert main(["explain", "2018", "--cause", "threat", "--cause", "japan_norm", *SMALL, "--json", "--out", str(tmp_path / "why")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["seed"], {row["cause"] for row in found["causes"]}) == (1, {"threat", "japan_norm"})
    for name in ("causes", "blocks", "gaps", "box"):
        assert len(pd.read_csv(tmp_path / "why" / f"{name}.csv")) == len(found[name]) > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["1956", "--cause", "thraet"], "'thraet' is not a cause of 1956; did you mean 'threat'?"),
        (["1965"], "'1965'"),
        (["1956", "--on", "DECLERATION"], "did you mean 'DECLARATION'"),
        (["1956", "--box", "history"], "history: samples no box"),
        (["1956", "2018", "--intervention", "abe_stays"], "'abe_stays' is not an intervention of 1956"),
    ],
)
def test_what_does_not_exist_is_one_line(words, message, capsys):
    assert main(["explain", *words, "--runs", "10"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_changed_world_is_explained_without_the_box_of_the_shipped_one(capsys):
    assert main(["explain", "2018", "--intervention", "binding_guarantee", "--runs", "200", "--box-points", "2"]) == 0
    assert "box of" not in capsys.readouterr().out
