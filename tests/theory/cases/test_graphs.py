from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.errors import InputError
from negotiation_sim.theory.cases import case_checks, graph_model

OPTIONS = {
    "decision_makers": ["A", "B"],
    "options": [{"name": "go", "dm": "A", "direction": "forward"}, {"name": "talk", "dm": "B"}],
    "states": [
        {"n": 1, "options_YN": "NN"},
        {"n": 3, "options_YN": "YN"},
        {"n": 4, "options_YN": "NY"},
    ],
    "payoffs_ordinal_higher_is_better": {"A": [1, 2, 3], "B": [1, 2, 3]},
}


def test_moves_follow_from_options_where_none_are_listed():
    model = graph_model(OPTIONS)
    assert model.states == ("1", "3", "4")
    assert np.argwhere(model.moves).tolist() == [[0, 0, 1], [1, 0, 2], [1, 2, 0]]


def test_listed_moves_go_before_options():
    assert np.argwhere(
        graph_model(OPTIONS | {"unilateral_moves": {"A": {"4": [3]}}}).moves
    ).tolist() == [[0, 2, 1]]


def test_states_may_be_left_out_and_payoffs_named_or_ranked():
    moves = {"decision_makers": ["A"], "unilateral_moves": {"A": {"1": [2]}}}
    ranked = moves | {"states": ["1", "2", "3"], "preference_best_to_worst": {"A": [2, [1, 3]]}}
    named = moves | {
        "states": {"1": "", "2": "", "3": ""},
        "payoffs_ordinal_higher_is_better": {"A": {"1": 1, "2": 2, "3": 1}},
    }
    listed = moves | {"payoffs_ordinal_higher_is_better": {"A": [1, 2, 1]}}
    for case in (ranked, named, listed):
        assert graph_model(case).payoffs.tolist() == [[1, 2, 1]]
        assert graph_model(case).states == ("1", "2", "3")


def test_a_concept_we_do_not_have_is_not_passed_over():
    case = OPTIONS | {
        "expected": {
            "stability": {"SIM": {"A": [1, 1, 1]}},
            "equilibria": {"SIM": [1], "Nash": [3]},
        }
    }
    assert [(check.name, check.passed) for check in case_checks(case)] == [
        ("SIM A", False),
        ("SIM equilibria", False),
        ("Nash equilibria", False),
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            {"options": [{"name": "go", "dm": "A", "direction": "sideways"}]},
            "g.json: graph model: direction 'sideways'",
        ),
        ({"unilateral_moves": {"A": {"1": [9]}}}, r"states \['9'\] do not fit"),
        (
            {"expected": {"stability": {"Nash": {"C": [1, 1, 1]}}}},
            "stability of 'C', expected one of A, B",
        ),
    ],
)
def test_what_does_not_fit_is_named(change, fault):
    with pytest.raises(InputError, match=fault):
        case_checks({**OPTIONS, "expected": {}, **change}, "g.json")
