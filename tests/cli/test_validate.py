"""``negotiation-sim validate``."""

from __future__ import annotations

import json

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.theory.cases import Check
from negotiation_sim.theory.validation import GROUPS, Line, validation_lines
from negotiation_sim.theory.validation.formulae import formula_lines
from negotiation_sim.theory.validation.play import SETS, engine_lines, pie_lines, theorem_lines
from negotiation_sim.theory.validation.published import PUBLISHED_CASES
from negotiation_sim.theory.validation.record import record_lines
from negotiation_sim.theory.validation.rules import rule_lines


@pytest.mark.parametrize(
    "lines",
    [
        formula_lines,
        rule_lines,
        pie_lines,
        record_lines,
        *(pytest.param(lines, marks=pytest.mark.long) for lines in (theorem_lines, engine_lines)),
    ],  # CI runs the command besides
)
def test_everything_is_as_expected(lines):
    found = list(lines())
    assert found
    assert [line.check.name for line in found if not line.check.passed] == []


@pytest.mark.long
def test_the_theorem_is_tried_both_ways():
    zones = [
        line.check.expected
        for line in theorem_lines()
        if "where there is a zone" in line.check.name
    ]
    assert all(0 < with_zone < SETS for with_zone in zones)


def test_published_cases_are_checked_value_by_value():
    lines = list(validation_lines((), ["published cases"]))
    assert len(lines) == len(PUBLISHED_CASES)
    assert all(line.check.passed and line.source for line in lines)


def test_the_command_prints_expected_beside_obtained(capsys):
    assert main(["validate", "--only", "closed forms", "--only", "published cases"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Of ")
    assert "checks none misses: everything known was obtained as expected." in told
    assert "Rubinstein 1982" in told
    assert "engines" not in told


def test_a_machine_can_read_it(capsys):
    assert main(["validate", "--only", "published cases", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"group", "case", "source", "expected", "obtained", "tolerance", "passed"} == set(
        rows[0]
    )


def test_a_case_that_is_not_met_fails_and_is_shown(tmp_path, capsys):
    wrong = dict(PUBLISHED_CASES["security_council"])
    wrong["cases"] = [wrong["cases"][0] | {"shapley_exact": ["1/5"] * 5 + ["0"] * 6}]
    (tmp_path / "wrong.json").write_text(json.dumps(wrong))
    (tmp_path / "right.json").write_text(json.dumps(PUBLISHED_CASES["barter"]))
    assert main(["validate", "--only", "published cases", "--cases", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told.startswith("Of 8 checks 2 miss, marked MISS; the first is “")
    assert told.count("  MISS  ") == 2


def test_a_miss_is_shown_whatever_the_group(monkeypatch, capsys):
    monkeypatch.setitem(
        GROUPS,
        "closed forms",
        (lambda: iter([Line("closed form", "nobody", Check("wrong", 1.0, 2.0, 0.1))]),),
    )
    assert main(["validate", "--only", "closed forms"]) == 1
    assert "MISS  nobody" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--only", "engine"], "'engine' is not a group of checks; did you mean 'engines'?"),
        (
            ["--cases", "nowhere"],
            "nowhere: no file of cases, expected a JSON file or a folder with some",
        ),
    ],
)
def test_what_does_not_exist_is_one_line(words, message, capsys):
    assert main(["validate", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
