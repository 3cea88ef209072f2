"""Whatever a result folder holds, every command that reads one answers in a line."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.hostile.answers import answer
from tests.hostile.folders import DAMAGES

from negotiation_sim.cli.main import main

COMMANDS = {
    "check": [],
    "compare": [],
    "export": ["--force"],
    "replay": ["--row", "3"],
    "plot": ["--figure", "outcomes"],
}
QUICK = [name for number, name in enumerate(DAMAGES) if number % 12 == 0]


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good") / "out"
    words = ["run", "1956", "--runs", "12", "--intervention", "no_threat", "--out", str(folder)]
    assert main(words) == 0
    return folder


def answers(good, tmp_path, name, commands):
    folder = tmp_path / "out"
    shutil.copytree(good, folder)
    DAMAGES[name](folder)
    for command, words in commands.items():
        found = answer([command, str(folder), *words])
        assert found.is_answer, f"{name}: {command}: {found}"
        if found.code == 2 and command != "check":
            assert re.fullmatch(r"negotiation-sim: [^\n]{1,1100}\n", found.said), found.said
    again = answer(
        ["run", "1956", "--runs", "12", "--intervention", "no_threat", "--out", str(folder)]
    )
    assert again.is_answer, f"{name}: run: {again}"


@pytest.mark.parametrize("name", QUICK)
def test_a_damaged_folder_is_read_or_told_in_a_line(good, tmp_path, name):
    answers(good, tmp_path, name, {"check": [], "compare": []})


def test_parts_that_are_a_link_to_itself_are_told_when_exported(good, tmp_path):
    answers(good, tmp_path, "runs: a link to itself", {"export": ["--force"]})


def test_a_scenario_that_extends_a_link_to_itself_is_told(tmp_path):
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "mine.yaml").write_text("id: mine\nextends: loop.yaml\n", encoding="utf-8")
    found = answer(["scenarios", "check", str(tmp_path / "mine.yaml")])
    assert found.is_answer, found
    assert found.code != 0


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.parametrize("name", DAMAGES)
def test_any_damaged_folder_is_read_or_told_in_a_line_by_every_command(good, tmp_path, name):
    answers(good, tmp_path, name, COMMANDS)
