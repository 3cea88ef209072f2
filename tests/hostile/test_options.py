"""Two thousand values of options: each is taken, or refused in a line."""

from __future__ import annotations

import pytest
from tests.hostile.answers import answer
from tests.hostile.options import command_lines

from negotiation_sim.cli.main import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("made") / "out"
    words = ["run", "1956", "--runs", "12", "--intervention", "no_threat", "--out", str(made)]
    assert main(words) == 0
    return str(made)


def escapes(folder, words):
    found = answer(words)
    one_line = found.said.count("\n") <= 25 and all(
        len(line) < 1_200 for line in found.said.split("\n")
    )
    return [] if found.is_answer and one_line else [(words, found)]


def test_some_values_of_options_are_taken_or_refused(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    some = [words for number, words in enumerate(command_lines(folder)) if number % 40 == 0]
    assert [found for words in some for found in escapes(folder, words)] == []


@pytest.mark.long
@pytest.mark.faults
def test_two_thousand_values_of_options_are_taken_or_refused(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    every = list(command_lines(folder))
    assert len(every) >= 2_000
    assert [found for words in every for found in escapes(folder, words)] == []
