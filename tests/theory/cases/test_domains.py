from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.errors import InputError
from negotiation_sim.theory.cases import bargaining_domain, case_checks

THREE = {
    "issues": [{"name": "date", "values": [1, 2, 3]}, {"name": "place", "values": ["here"]}],
    "agents": [
        {"contribution": [{"1": 0.6, "2": 0.4, "3": 0.0}, {"here": 0.4}], "reservation_value": 0.3},
        {"contribution": [{"1": 0.0, "2": 0.3, "3": 0.6}, {"here": 0.4}], "reservation_value": 0.5},
        {"contribution": [{"1": 0.2, "2": 0.3, "3": 0.1}, {"here": 0.0}]},
    ],
}


def with_expected(**expected):
    return THREE | {"expected": expected}


def failed(case):
    return [check.name for check in case_checks(case) if not check.passed]


def test_parties_and_issues_of_any_number():
    outcomes, table, reservation = bargaining_domain(THREE)
    assert outcomes == [("1", "here"), ("2", "here"), ("3", "here")]
    assert table == pytest.approx(np.array([[1.0, 0.4, 0.2], [0.8, 0.7, 0.3], [0.4, 1.0, 0.1]]))
    assert reservation.tolist() == [0.3, 0.5, 0.0]


def test_points_are_solved_from_the_disagreement_point_of_their_block():
    middle = {"utilities": [0.8, 0.7, 0.3], "outcomes": [[2, "here"]], "n_ties": 1}
    case = with_expected(
        disagreement_zero={
            "nash": middle | {"product": 0.168},
            "utilitarian": middle | {"sum": 1.8},
            "egalitarian_maxmin": middle,
        },
        disagreement_reservation={
            "d": [0.3, 0.5, 0.0],
            "nash": middle | {"product": 0.03},
            "utilitarian": middle | {"sum": 1.8},
        },
        n_pareto_points_distinct=3,
    )
    assert failed(case) == []
    case["expected"]["disagreement_reservation"]["d"] = [0.3, 0.5, 0.1]
    assert failed(case) == ["disagreement_reservation d", "disagreement_reservation nash product"]


def test_no_zone_of_agreement_is_an_answer():
    case = with_expected(disagreement_reservation={"d": [0.9, 0.9, 0.0], "nash": None})
    assert failed(case) == ["disagreement_reservation d"]
    assert failed(with_expected(disagreement_zero={"nash": None})) == ["disagreement_zero nash"]


def test_one_of_several_that_tie_may_be_given_and_all_are_counted():
    case = {
        "issues": [{"name": "x", "values": ["a", "b", "c"]}],
        "agents": [
            {"contribution": [{"a": 1.0, "b": 0.5, "c": 0.1}]},
            {"contribution": [{"a": 0.5, "b": 1.0, "c": 0.1}]},
        ],
    }
    tied = {"utilities": [0.5, 1.0], "n_ties": 2}
    assert (
        failed(
            case
            | {"expected": {"disagreement_zero": {"nash": tied | {"outcomes": [["b"], ["a"]]}}}}
        )
        == []
    )
    assert (
        failed(case | {"expected": {"disagreement_zero": {"nash": tied | {"outcomes": [["b"]]}}}})
        == []
    )
    assert failed(
        case | {"expected": {"disagreement_zero": {"nash": tied | {"outcomes": [["c"]]}}}}
    ) == ["disagreement_zero nash outcomes"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"expected": {"disagreement_zero": {"borda": {}}}}, "'borda' is not a point of a domain"),
        (
            {"agents": [{"name": "A", "contribution": [{}]}], "expected": {}},
            "A has contributions of 1 issues, expected 2",
        ),
        (
            {"agents": [{"contribution": [{"1": 1, "2": 1}, {"here": 1}]}], "expected": {}},
            "'3' is missing",
        ),
    ],
)
def test_what_a_domain_lacks_is_named(change, fault):
    with pytest.raises(InputError, match=fault):
        case_checks(THREE | change, "d.json")
