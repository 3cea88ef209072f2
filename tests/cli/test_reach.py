"""``negotiation-sim reach``."""

from __future__ import annotations

import json
import shlex

import pytest

from negotiation_sim.cli.main import main

FEW = ["--runs", "200", "--box-points", "0", "--at-most", "1"]


def test_answers_are_told_with_the_command_that_plays_them(capsys):
    asked = ["reach", "1956", "--at-least", "0.1", "--levers", "japan.norm,no_threat"]
    assert main([*asked, *FEW]) == 0
    told = capsys.readouterr().out
    assert "widths" in told
    command = next(line.strip() for line in told.splitlines() if "negotiation-sim run" in line)
    assert main([*shlex.split(command)[1:], "--json"]) == 0
    settled = json.loads(capsys.readouterr().out)["settled"][-1]
    assert f"{settled['share']:.2f} of 20,000 fresh runs" in told


def test_the_moves_as_json(capsys):
    asked = ["reach", "1956", "--at-least", "0.1", "--levers", "no_threat", "--json"]
    assert main([*asked, *FEW]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [move["option"] for move in found["moves"]] == ["--intervention no_threat"]


def test_a_miss_is_honest(capsys):
    assert main(["reach", "2022", "--levers", "us.threat", *FEW]) == 0
    told = capsys.readouterr().out
    assert "not within the plausible ranges" in told
    assert "still binds" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1956", "--outcome", "TREATY"], "TREATY_TWO"),
        (["1956", "--levers", "us.thraet"], "us.threat"),
        (["1956", "--at-least", "1.5"], "--at-least"),
        (["1956", "--at-most", "4"], "--at-most"),
    ],
)
def test_wrong_questions_are_one_clear_line(words, said, capsys):
    assert main(["reach", *words]) == 2
    assert said in capsys.readouterr().err
