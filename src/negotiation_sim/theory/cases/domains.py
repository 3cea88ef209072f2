"""Cases of bargaining domains: issues, each agent's additive contributions, and the points of the
outcome set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.solutions.egalitarian import egalitarian_point
from negotiation_sim.solutions.kalai_smorodinsky import kalai_smorodinsky_point
from negotiation_sim.solutions.nash import nash_point
from negotiation_sim.solutions.pareto import distinct_points, opposition, pareto_set
from negotiation_sim.solutions.point import Point
from negotiation_sim.solutions.utilitarian import utilitarian_point
from negotiation_sim.theory.cases.check import EIGHT_DIGITS, EXACT, Check

__all__ = ["bargaining_domain", "domain_checks"]

Case = Mapping[str, Any]

_CONCEPTS: dict[str, Callable[..., Point]] = {
    "nash": nash_point,
    "egalitarian": egalitarian_point,
    "utilitarian": utilitarian_point,
    "kalai_smorodinsky": kalai_smorodinsky_point,
}

_VALUES = ("product", "sum", "min", "ratio", "value")
"""Keys under which a file gives what a point maximises."""

_SIX_DIGITS = 6e-7


def bargaining_domain(
    case: Case,
) -> tuple[list[tuple[str, ...]], NDArray[np.float64], NDArray[np.float64]]:
    """Outcomes of a domain, their utilities and the reservation values.

    Parameters
    ----------
    case : ``issues`` with ``name`` and ``values``, ``agents`` with ``contribution`` (value to
        points, issue by issue) and ``reservation_value`` (0 where it is left out)

    Returns
    -------
    outcomes as values, the last issue varying fastest; shape (n_outcomes, n_agents); shape
    (n_agents,)

    Examples
    --------
    >>> case = {
    ...     "issues": [
    ...         {"name": "price", "values": ["low", "high"]},
    ...         {"name": "place", "values": ["here"]},
    ...     ],
    ...     "agents": [
    ...         {
    ...             "contribution": [{"low": 0.5, "high": 0.1}, {"here": 0.5}],
    ...             "reservation_value": 0.2,
    ...         },
    ...         {"contribution": [{"low": 0.0, "high": 0.7}, {"here": 0.3}]},
    ...     ],
    ... }
    >>> bargaining_domain(case)
    ([('low', 'here'), ('high', 'here')], array([[1. , 0.3], [0.6, 1. ]]), array([0.2, 0. ]))
    """
    values = [[str(value) for value in issue["values"]] for issue in case["issues"]]
    columns = []
    for agent in case["agents"]:
        points = [
            {str(value): float(worth) for value, worth in parts.items()}
            for parts in agent["contribution"]
        ]
        if len(points) != len(values):
            raise ValueError(
                f"{agent.get('name', 'an agent')} has contributions of {len(points)} issues, "
                f"expected {len(values)}"
            )
        total = np.zeros(())
        for names, worth in zip(values, points, strict=True):
            total = np.add.outer(total, np.array([worth[name] for name in names]))
        columns.append(total.ravel())
    reservation = np.array(
        [float(agent.get("reservation_value") or 0.0) for agent in case["agents"]]
    )
    return list(product(*values)), np.column_stack(columns), reservation


def domain_checks(case: Case) -> Iterator[Check]:
    """Every expected value of a bargaining domain, beside ours.

    The blocks ``disagreement_zero`` and ``disagreement_reservation`` are solved from their own
    disagreement point: 0, or ``d`` where it is given, or the reservation values.
    """
    outcomes, table, reservation = bargaining_domain(case)
    expected = case["expected"]
    if "n_outcomes" in case:
        yield Check("outcomes", case["n_outcomes"], len(outcomes), EXACT)
    for block in (name for name in expected if name.startswith("disagreement")):
        given = (
            np.zeros(len(reservation))
            if block.endswith("zero")
            else np.asarray(expected[block].get("d", reservation), np.float64)
        )
        if block.endswith("reservation") and "d" in expected[block]:
            yield Check(f"{block} d", expected[block]["d"], reservation.tolist(), EIGHT_DIGITS)
        for key, wanted in expected[block].items():
            if key != "d":
                yield from _point_checks(
                    f"{block} {key}", wanted, _solve(key, table, given), outcomes, table
                )
    yield from _set_checks(expected, table)


def _solve(key: str, table: NDArray[np.float64], disagreement: NDArray[np.float64]) -> Point | None:
    for concept, solve in _CONCEPTS.items():
        if key.startswith(concept):
            try:
                return solve(table, disagreement)
            except NoAgreementZoneError:
                return None
    raise ValueError(f"{key!r} is not a point of a domain, expected one of {', '.join(_CONCEPTS)}")


def _point_checks(
    name: str,
    wanted: Case | None,
    found: Point | None,
    outcomes: list[tuple[str, ...]],
    table: NDArray[np.float64],
) -> Iterator[Check]:
    if not wanted or found is None:
        yield Check(name, wanted or None, found and list(found.outcomes), EXACT)
        return
    if "utilities" in wanted:
        rows = table[list(found.outcomes)]
        nearest = rows[np.argmin(np.abs(rows - wanted["utilities"]).sum(axis=1))]
        yield Check(f"{name} utilities", wanted["utilities"], nearest.tolist(), EIGHT_DIGITS)
    if "n_ties" in wanted:
        yield Check(f"{name} ties", wanted["n_ties"], len(found.outcomes), EXACT)
    if "outcomes" in wanted:
        yield _outcomes_check(name, wanted, [list(outcomes[index]) for index in found.outcomes])
    for key in (key for key in wanted if key in _VALUES):
        yield Check(f"{name} {key}", wanted[key], found.value + _base(key, found), EIGHT_DIGITS)


def _outcomes_check(name: str, wanted: Case, found: list[list[str]]) -> Check:
    """The outcomes that tie; a file may list the first few of many."""
    theirs = sorted([str(value) for value in outcome] for outcome in wanted["outcomes"])
    if len(theirs) < wanted.get("n_ties", len(theirs)):
        found = [outcome for outcome in found if outcome in theirs]
    return Check(f"{name} outcomes", theirs, sorted(found), EXACT)


def _base(key: str, found: Point) -> float:
    """What turns a sum of gains into a sum of utilities."""
    return sum(found.disagreement) if key == "sum" else 0.0


def _set_checks(expected: Case, table: NDArray[np.float64]) -> Iterator[Check]:
    asked = {"n_pareto_points_distinct", "pareto_points"} & set(expected)
    frontier = distinct_points(table, pareto_set(table)) if asked else np.empty((0, table.shape[1]))
    for key, wanted in expected.items():
        if key == "n_pareto_points_distinct":
            yield Check("Pareto points", wanted, len(frontier), EXACT)
        elif key == "pareto_points":
            yield Check("Pareto set", _ordered(wanted), _ordered(frontier.tolist()), EIGHT_DIGITS)
        elif key == "ideal_point":
            yield Check("ideal point", wanted, table.max(axis=0).tolist(), EIGHT_DIGITS)
        elif key == "min_point":
            yield Check("smallest utilities", wanted, table.min(axis=0).tolist(), EIGHT_DIGITS)
        elif key.startswith("opposition"):
            yield Check(
                "opposition", wanted, opposition(table, np.ones(table.shape[1])), _SIX_DIGITS
            )


def _ordered(points: list[list[float]]) -> list[list[float]]:
    """Points in an order that the ninth digit cannot change."""
    return sorted(points, key=lambda point: [round(-x, 7) for x in point])
