"""All kinds of cases with known answers, told apart by what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negotiation_sim.errors import InputError
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words
from negotiation_sim.theory.cases.check import Check
from negotiation_sim.theory.cases.closed_forms import (
    barter_checks,
    crisis_checks,
    division_checks,
    offer_checks,
    power_checks,
    win_set_checks,
)
from negotiation_sim.theory.cases.domains import domain_checks
from negotiation_sim.theory.cases.frontiers import frontier_checks
from negotiation_sim.theory.cases.graphs import graph_checks

__all__ = ["KINDS", "Kind", "case_checks", "case_kind", "read_case"]

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case.

    Parameters
    ----------
    name : for reports
    keys : top-level fields, one of which a case of this kind has
    entry : fields that each of its ``cases`` has, if it lists some
    checks : every expected value beside ours
    """

    name: str
    keys: tuple[str, ...]
    entry: tuple[str, ...]
    checks: Callable[[Case], Iterator[Check]]

    def fits(self, case: Case) -> bool:
        """Whether a case is of this kind."""
        listed = case.get("cases")
        first = (
            listed[0]
            if isinstance(listed, list) and listed and isinstance(listed[0], Mapping)
            else {}
        )
        return any(key in case for key in self.keys) or (
            bool(self.entry) and all(key in first for key in self.entry)
        )


KINDS = (
    Kind("graph model", ("decision_makers",), (), graph_checks),
    Kind("bargaining domain", ("agents",), (), domain_checks),
    Kind("barter", ("bill_goods",), (), barter_checks),
    Kind(
        "crisis bargaining",
        ("complete_information", "incomplete_information_uniform_cost"),
        (),
        crisis_checks,
    ),
    Kind(
        "alternating offers",
        ("continuous_limit", "with_outside_option"),
        ("delta_proposer1",),
        offer_checks,
    ),
    Kind("legislative bargaining", (), ("n", "delta", "proposer"), division_checks),
    Kind("frontiers", (), ("type",), frontier_checks),
    Kind("voting power", (), ("weights", "quota"), power_checks),
    Kind("win-sets", (), ("A_ratifies_if_x_at_least",), win_set_checks),
)


def read_case(path: Path) -> Case:
    """Content of a file of cases.

    Raises
    ------
    InputError
        If it cannot be read or is not a JSON object; the message names the file.
    """
    try:
        content = json.loads(read_words(path, MOST_BYTES, "a JSON file"))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path}: {fault}") from None
    if not isinstance(content, dict):
        raise InputError(
            f"{path}: found a {type(content).__name__}, expected an object with the fields of a "
            "case"
        )
    return content


def case_kind(case: Case, file: str = "case") -> Kind:
    """The kind of a case.

    Raises
    ------
    InputError
        If it is none that is known.

    Examples
    --------
    >>> case_kind({"cases": [{"weights": [3, 2, 2], "quota": 4}]}).name
    'voting power'
    """
    for kind in KINDS:
        if kind.fits(case):
            return kind
    known = ", ".join(kind.name for kind in KINDS)
    raise InputError(
        f"{file}: no case of a known kind (fields {', '.join(sorted(case)) or 'none'}); known: "
        f"{known}"
    )


def case_checks(case: Case, file: str = "case") -> list[Check]:
    """Every value a case expects, beside what the solutions obtain.

    Parameters
    ----------
    case : content of one JSON file
    file : its name, for errors

    Raises
    ------
    InputError
        If the case is of no known kind, lacks something, or expects nothing; the message names the
        file.

    Examples
    --------
    >>> game = {
    ...     "cases": [
    ...         {
    ...             "game": "veto",
    ...             "weights": [3, 2, 1, 1],
    ...             "quota": 5,
    ...             "banzhaf_swings": [5, 3, 1, 1],
    ...         }
    ...     ]
    ... }
    >>> [(check.name, check.passed) for check in case_checks(game)]
    [('veto: swings', True)]
    """
    kind = case_kind(case, file)
    try:
        found = list(kind.checks(case))
    except KeyError as fault:
        raise InputError(f"{file}: {kind.name}: {fault.args[0]!r} is missing") from None
    except (ValueError, TypeError, IndexError, AttributeError) as fault:
        raise InputError(f"{file}: {kind.name}: {fault}") from None
    if not found:
        raise InputError(f"{file}: {kind.name}: expects nothing that could be checked")
    return found
