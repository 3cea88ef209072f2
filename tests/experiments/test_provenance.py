"""What a folder says of its making names no folder of the user's."""

from __future__ import annotations

import sys

import pytest

from negotiation_sim.experiments.provenance import command_line, fit_to_pass_on


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "1956", "--out", "results"], "run 1956 --out results"),
        (["run", "{here}/mine.yaml", "--out", "{here}/out/a"], "run mine.yaml --out out/a"),
        (["run", "/home/alice/mine.yaml", "--out=/home/alice/out"], "run mine.yaml --out=out"),
        (["run", "1956", "--set", "2018/japan.norm=*0.5"], "run 1956 --set '2018/japan.norm=*0.5'"),
    ],
)
def test_absolute_folders_are_left_out_of_the_command(tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    words = [word.format(here=tmp_path) for word in words]
    monkeypatch.setattr(sys, "argv", ["negotiation-sim", *words])
    assert command_line() == f"negotiation-sim {told}"
    assert fit_to_pass_on(command_line()) == command_line()


def test_a_stored_command_with_an_open_quote_is_told_as_it_is():
    assert fit_to_pass_on("negotiation-sim run 'x") == "negotiation-sim run 'x"
