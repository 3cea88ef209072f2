"""Cases with known answers, read from their files where they are there, and errors that name the
file."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path

import pytest

from negotiation_sim.errors import InputError
from negotiation_sim.theory import cases
from negotiation_sim.theory.cases import case_checks, case_kind, read_case

FOLDER = "shared/cases"


def folder():
    """Where the cases are: named by NEGOTIATION_SIM_CASES, or beside the repository or a folder
    above it."""
    named = os.environ.get("NEGOTIATION_SIM_CASES")
    beside = [parent / FOLDER for parent in Path(__file__).resolve().parents]
    return next((path for path in ([Path(named)] if named else beside) if path.is_dir()), None)


FILES = sorted(folder().rglob("*.json")) if folder() else []
needs_files = pytest.mark.skipif(
    not FILES, reason=f"no ../{FOLDER} beside the repository and no NEGOTIATION_SIM_CASES"
)


@needs_files
def test_there_are_files_of_every_kind():
    assert {case_kind(read_case(path), str(path)).name for path in FILES} == {
        kind.name for kind in cases.KINDS
    }


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_of_a_file_is_obtained(path):
    found = case_checks(read_case(path), str(path))
    assert len(found) >= 6
    assert [check for check in found if not check.passed] == []


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_give_each_kind_a_chance_to_fail(path):
    """A file whose first expected number is changed does not pass."""
    case, done = copy.deepcopy(dict(read_case(path))), []

    def spoil(value):
        if isinstance(value, bool) or done:
            return value
        if isinstance(value, (int, float)):
            done.append(value)
            return 1 - value if value in (0, 1) else value + 0.01 * max(abs(value), 1)
        if isinstance(value, list):
            return [spoil(entry) for entry in value]
        return (
            {key: spoil(entry) for key, entry in value.items()}
            if isinstance(value, dict)
            else value
        )

    where = {
        "baron_ferejohn": "proposer",
        "crisis_bargaining": "bargaining_range",
        "nash_bargaining": "payoffs",
    }
    where |= {"power_indices": "shapley_shubik", "rubinstein": "share_1", "win_sets": "zone"}
    key = where.get(path.stem)
    if key:
        first = next(
            entry for entry in case.get("cases", case.get("complete_information")) if key in entry
        )
        first[key] = spoil(first[key])
    else:
        case["expected"] = spoil(case["expected"])
    assert done
    assert not all(check.passed for check in case_checks(case, str(path)))


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({}, r"mine\.json: no case of a known kind \(fields none\)"),
        (
            {"cases": [{"price": 1}]},
            r"mine\.json: no case of a known kind \(fields cases\); known: graph model, bargaining domain",
        ),
        ({"cases": []}, "no case of a known kind"),
        ({"agents": []}, r"mine\.json: bargaining domain: 'issues' is missing"),
        (
            {"cases": [{"weights": [1], "quota": 5}]},
            r"mine\.json: voting power: quota 5 of votes \[1\]",
        ),
        ({"cases": [{"weights": [1], "quota": 1}]}, r"mine\.json: voting power: expects nothing"),
        ({"cases": [{"type": "spiral"}]}, "frontier of type 'spiral'"),
        (
            {"cases": [{"type": "frontier u2=__import__('os')", "nash": [1, 1]}]},
            "is not arithmetic of u1",
        ),
        ({"cases": [{"type": "frontier u2=1-", "nash": [1, 1]}]}, "is not arithmetic of u1"),
        (
            {"cases": [{"n": 3, "delta": 1, "proposer": 1, "rule": "lot"}]},
            "rule 'lot', expected unanimity",
        ),
        (
            {"decision_makers": ["A"], "expected": {}},
            "graph model: 'payoffs_ordinal_higher_is_better' is missing",
        ),
    ],
)
def test_a_file_that_cannot_be_checked_is_named(case, fault):
    with pytest.raises(InputError, match=fault):
        case_checks(case, "mine.json")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[]", "found a list, expected an object"),
        ("{", r"case\.json: Expecting"),
        (None, "no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, fault):
    path = tmp_path / "case.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=fault):
        read_case(path)


def test_a_case_needs_no_file():
    case = json.loads(
        '{"cases": [{"A_ratifies_if_x_at_least": 0.4, "B_ratifies_if_x_at_most": 0.3, "zone": null, "symmetric_nash_split": null}]}'
    )
    assert [check.passed for check in case_checks(case)] == [True, True]


@pytest.mark.parametrize("name", cases.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(cases, name) is not None


def test_rules_of_any_quota_are_read():
    common = {"n": 9, "delta": 0.9, "proposer": 0.5}
    for rule in (
        {"q": 6},
        {"quota": 6},
        {"rule": "quota 6"},
        {"rule": "6 of 9"},
        {"rule": "6 votes needed"},
        {"rule": "2/3 majority"},
        {"rule": "ours", "paid_members": 5},
    ):
        assert all(check.passed for check in case_checks({"cases": [common | rule]}))


def test_more_frontiers_than_the_textbook_ones():
    case = {
        "cases": [
            {
                "type": "frontier u2=2-2*u1, u1 in [0,1], d=(0.2,0.4)",
                "nash": [0.5, 1.0],
                "egalitarian": [0.6, 0.8],
            },
            {"type": "quarter circle u1^2+u2^2=4, d=(0,0)", "nash": [2**0.5, 2**0.5]},
            {
                "type": "convex polygon with Pareto vertices (0,2),(2,0), d=(0,1)",
                "nash": [0.5, 1.5],
                "nash_product": 0.25,
                "utilitarian": [1, 1],
            },
            {
                "type": "frontier u2=1-u1, u1 in [0,1], d=(0,0)",
                "bargaining_power_1": 0.7,
                "nash": [0.7, 0.3],
            },
            {"type": "linear pie", "pie": 3, "d": [0, 0, 0], "payoffs": [1, 1, 1]},
        ]
    }
    assert [check.name for check in case_checks(case) if not check.passed] == []
