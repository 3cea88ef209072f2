"""Whoever follows the pages on a dispute or a case of their own gets what the pages say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.scenarios import check_file, load_scenario
from negotiation_sim.scenarios.coded import COLUMNS, ENDINGS, read_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

DOCS = Path(__file__).parents[2] / "docs"
WALK = (DOCS / "write_your_own_dispute.md").read_text(encoding="utf-8")
CASE = (DOCS / "code_a_case.md").read_text(encoding="utf-8")
FEW = {"--runs": "40", "--readings": "2"}


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def commands(page):
    """Every command of a page, with few runs."""
    for line in "".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line)[1:]
        for option, few in FEW.items():
            if option in words:
                words[words.index(option) + 1] = few
        yield words


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pass.yaml").write_text("".join(blocks(WALK, "yaml")), encoding="utf-8")
    Path("my_cases.csv").write_text(blocks(CASE, "csv")[0], encoding="utf-8")
    return tmp_path


def test_the_blocks_make_a_file_without_faults_that_can_settle(here, capsys):
    assert check_file("pass.yaml") == ()
    scenario = load_scenario("pass.yaml")
    assert scenario.settlement_label == "a border treaty"
    assert main(["run", "pass.yaml", "--runs", "400"]) == 0
    assert "PASSAGE" in capsys.readouterr().out


def test_every_command_of_the_walk_works_and_ends_in_a_report(here, capsys):
    for words in commands(WALK):
        assert main(words) == 0, f"{words}: {capsys.readouterr().err}"
    assert (here / "results" / "report.html").is_file()
    capsys.readouterr()


def test_the_fault_is_told_as_the_page_says(here, capsys):
    old, new = re.search(r"<!-- fault: (.*?) -> (.*?) -->", WALK).groups()
    text = Path("pass.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path("pass.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert main(["scenarios", "check", "pass.yaml"]) == 2
    assert blocks(WALK, "text")[0].strip() in capsys.readouterr().err


def test_every_command_on_a_case_works(here, capsys):
    for words in commands(CASE):
        if "--readings" not in words:
            words += ["--readings", "2", "--runs", "20"]
        assert main(words) == 0, f"{words}: {capsys.readouterr().err}"
    assert "nobody knows" in capsys.readouterr().out


def test_every_column_word_and_letter_is_explained():
    table = "\n".join(line for line in CASE.splitlines() if line.startswith("| `"))
    for word in (*COLUMNS, *ENDINGS, "share", "years", "out", "clause"):
        assert f"`{word}`" in table, word
    words = set(read_mapping(shipped_mapping()).clauses) - {"phased"}  # of one dispute only
    assert all(f"`{word}`" in table for word in words)


def test_the_example_cases_are_read_as_they_are_meant(here):
    first, second, third = read_coded("my_cases.csv")
    assert (first.ending, second.ending, third.ending) == ("SETTLED", "FAILED", "")
    assert second.unknown == {"cred"}
