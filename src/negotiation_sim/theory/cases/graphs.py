"""Cases of graph models: decision makers, states, moves, ordinal payoffs, and which states are
stable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from negotiation_sim.solutions.graph_model import Direction, GraphModel, Option
from negotiation_sim.solutions.stability import CONCEPTS, stabilities
from negotiation_sim.theory.cases.check import EXACT, Check

__all__ = ["graph_checks", "graph_model"]

Case = Mapping[str, Any]

_DIRECTIONS: dict[str, Direction] = {
    "both": "both",
    "forward": "take",
    "forw": "take",
    "to": "take",
    "take": "take",
    "back": "drop",
    "backward": "drop",
    "from": "drop",
    "drop": "drop",
    "fixed": "fixed",
    "none": "fixed",
}
"""How files of cases write which way an option may be changed."""


def graph_model(case: Case) -> GraphModel:
    """The model of a case.

    Parameters
    ----------
    case : ``decision_makers``; ``states`` as a mapping from number to words or a list with ``n``,
        numbers 1 to n where it is left out; ``payoffs_ordinal_higher_is_better`` or
        ``preference_best_to_worst`` (lists within are ties); ``unilateral_moves``, or ``options``
        with ``name``, ``dm`` and ``direction``, and ``options_YN`` of each state

    Examples
    --------
    >>> case = {
    ...     "decision_makers": ["A"],
    ...     "states": {"1": "stay", "2": "go"},
    ...     "unilateral_moves": {"A": {"1": [2]}},
    ...     "preference_best_to_worst": {"A": [2, 1]},
    ... }
    >>> model = graph_model(case)
    >>> model.states, model.payoffs.tolist()
    (('1', '2'), [[1.0, 2.0]])
    """
    makers = [str(name) for name in case["decision_makers"]]
    states = _states(case)
    payoffs = _payoffs(case, states)
    if "unilateral_moves" in case:
        moves = {
            str(mover): {str(start): [str(end) for end in ends] for start, ends in lists.items()}
            for mover, lists in case["unilateral_moves"].items()
        }
        return GraphModel.from_moves(makers, states, moves, payoffs)
    options = [
        Option(str(one["name"]), str(one["dm"]), _direction(one.get("direction", "both")))
        for one in case["options"]
    ]
    spelled = GraphModel.from_options(
        makers, options, [str(state["options_YN"]) for state in case["states"]], payoffs
    )
    return GraphModel(spelled.decision_makers, tuple(states), spelled.moves, spelled.payoffs)


def graph_checks(case: Case) -> Iterator[Check]:
    """Stability of every state for every decision maker and the equilibria, under each concept a
    case expects, beside ours.
    """
    model = graph_model(case)
    expected = case["expected"]
    found = {concept: stabilities(model, concept) for concept in CONCEPTS}
    for concept, rows in expected.get("stability", {}).items():
        for name, wanted in rows.items():
            if name not in model.decision_makers:
                raise ValueError(
                    f"stability of {name!r}, expected one of {', '.join(model.decision_makers)}"
                )
            mover = model.decision_makers.index(name)
            ours = found[concept].stable[mover].astype(int).tolist() if concept in found else None
            yield Check(f"{concept} {name}", [int(value) for value in wanted], ours, EXACT)
    for concept, wanted in expected.get("equilibria", {}).items():
        ours = (
            [model.states[state] for state in found[concept].equilibria]
            if concept in found
            else None
        )
        yield Check(f"{concept} equilibria", sorted(map(str, wanted)), ours and sorted(ours), EXACT)


def _states(case: Case) -> list[str]:
    if "states" in case:
        listed = case["states"]
        return [str(state["n"]) if isinstance(state, Mapping) else str(state) for state in listed]
    size = len(next(iter(case["payoffs_ordinal_higher_is_better"].values())))
    return [str(n + 1) for n in range(size)]


def _payoffs(case: Case, states: list[str]) -> dict[str, list[float]]:
    if "payoffs_ordinal_higher_is_better" in case:
        rows = case["payoffs_ordinal_higher_is_better"]
        return {
            str(name): [float(row[state]) for state in states]
            if isinstance(row, Mapping)
            else [float(value) for value in row]
            for name, row in rows.items()
        }
    return {
        str(name): _ranked(ranking, states)
        for name, ranking in case["preference_best_to_worst"].items()
    }


def _ranked(ranking: list[Any], states: list[str]) -> list[float]:
    """Ordinal payoffs of a ranking, best first; lists within it are ties."""
    worth = {}
    for place, entry in enumerate(ranking):
        for state in entry if isinstance(entry, list) else [entry]:
            worth[str(state)] = float(len(ranking) - place)
    return [worth[state] for state in states]


def _direction(text: str) -> Direction:
    if text not in _DIRECTIONS:
        raise ValueError(f"direction {text!r}, expected one of {', '.join(_DIRECTIONS)}")
    return _DIRECTIONS[text]
