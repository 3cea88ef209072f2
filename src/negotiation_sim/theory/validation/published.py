"""Small published cases, typed again from the literature in the form of a file of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["PUBLISHED_CASES"]


def _goods(owner: str, worth: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        f"{owner}_goods": [
            {"good": good, "u_bill": bill, "u_jack": jack} for good, (bill, jack) in worth.items()
        ]
    }


BARTER = {
    "name": "Bill and Jack",
    "source": "Nash 1950, Econometrica 18, worked example",
    **_goods(
        "bill", {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
    ),
    **_goods("jack", {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}),
    "initial_utilities": {"bill": 12, "jack": 6},
    "expected": {
        "bill_gives": ["book", "whip", "ball", "bat"],
        "jack_gives": ["pen", "toy", "knife"],
        "gains": {"bill": 12, "jack": 5},
        "nash_product": 60,
    },
}


def _game(
    name: str, first: Sequence[int], second: Sequence[int], equilibria: Mapping[str, Sequence[int]]
) -> dict[str, Any]:
    """A game of two by two; states 1 to 4 are CC, CD, DC, DD."""
    return {
        "name": name,
        "source": "Fraser & Hipel 1984; Fang, Hipel & Kilgour 1993",
        "decision_makers": ["first", "second"],
        "states": {"1": "C,C", "2": "C,D", "3": "D,C", "4": "D,D"},
        "payoffs_ordinal_higher_is_better": {"first": list(first), "second": list(second)},
        "unilateral_moves": {
            "first": {"1": [3], "2": [4], "3": [1], "4": [2]},
            "second": {"1": [2], "2": [1], "3": [4], "4": [3]},
        },
        "expected": {
            "equilibria": {concept: list(states) for concept, states in equilibria.items()}
        },
    }


POWER = {
    "name": "United Nations Security Council before 1966",
    "source": "Shapley & Shubik 1954, American Political Science Review 48",
    "cases": [
        {
            "game": "five vetoes, seven of eleven",
            "weights": [5] * 5 + [1] * 6,
            "quota": 27,
            "shapley_exact": ["76/385"] * 5 + ["1/462"] * 6,
        }
    ],
}

PUBLISHED_CASES: Mapping[str, Mapping[str, Any]] = {
    "barter": BARTER,
    "prisoners": _game(
        "Prisoner's Dilemma",
        (3, 1, 4, 2),
        (3, 4, 1, 2),
        {"Nash": (4,), "GMR": (1, 4), "SMR": (1, 4), "SEQ": (1, 4)},
    ),
    "chicken": _game(
        "Chicken",
        (3, 2, 4, 1),
        (3, 4, 2, 1),
        {"Nash": (2, 3), "GMR": (1, 2, 3), "SMR": (1, 2, 3), "SEQ": (2, 3)},
    ),
    "stag_hunt": _game(
        "Stag Hunt",
        (4, 1, 3, 2),
        (4, 3, 1, 2),
        {"Nash": (1, 4), "GMR": (1, 4), "SMR": (1, 4), "SEQ": (1, 4)},
    ),
    "security_council": POWER,
}
"""Name -> case, read as any other file of cases is."""
