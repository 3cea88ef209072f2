"""A scenario under every coalition of its causes, all on the same luck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.domain.changes import Cause, Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.side_by_side import side_by_side

__all__ = [
    "REFERENCES",
    "Coalitions",
    "Reference",
    "causes_of",
    "coalition_table",
    "event_of",
    "n_variants",
    "play_coalitions",
]

Reference = Literal["absent", "halved"]
REFERENCES: tuple[Reference, ...] = ("absent", "halved")
"""What it means that a cause is not there; an attribution depends on it, so both are always
shown."""

MOST_CAUSES = 10
Event = Callable[[Compiled, NDArray[np.void]], NDArray[np.bool_]]


@dataclass(frozen=True)
class Coalitions:
    """Whether the event failed to occur in every run under every coalition of causes.

    Parameters
    ----------
    causes : bit `i` of a coalition says whether cause `i` is present
    missed : shape (2**n, runs)
    """

    scenario: str
    reference: Reference
    causes: tuple[Cause, ...]
    missed: NDArray[np.bool_]

    @property
    def worth(self) -> NDArray[np.float64]:
        """v(S) = P(the event does not occur | causes S present), shape (2**n,)."""
        return np.asarray(self.missed.mean(axis=1))

    @property
    def blocks(self) -> dict[str, list[int]]:
        """The causes of each block, in order of first appearance."""
        found: dict[str, list[int]] = {}
        for number, cause in enumerate(self.causes):
            found.setdefault(cause.block, []).append(number)
        return found


def causes_of(scenario: Scenario, name: str, wanted: Sequence[str] = ()) -> tuple[Cause, ...]:
    """The causes a scenario declares, or those of them that are wanted.

    Raises
    ------
    InputError
        If it declares none, or too many to play every coalition.
    UnknownNameError
        If it declares none of that name.
    """
    known = {cause.name: cause for cause in scenario.causes}
    if not known:
        raise InputError(
            f"{name}: declares no causes; add a section `causes` that says what the absence of "
            "each would mean"
        )
    for one in wanted:
        if one not in known:
            raise UnknownNameError(f"cause of {name}", one, known)
    chosen = tuple(known[one] for one in dict.fromkeys(wanted or known))
    if len(chosen) > MOST_CAUSES:
        raise InputError(
            f"{name}: {len(chosen)} causes make {2 ** len(chosen):,} coalitions, expected at most "
            f"{MOST_CAUSES} causes"
        )
    return chosen


def event_of(scenario: Scenario, on: str = "") -> Event:
    """Which runs an outcome class, or settlement where none is named, occurs in.

    Raises
    ------
    UnknownNameError
        If the scenario has no such class.
    """
    names = [rule.name for rule in scenario.classes]
    if on and on not in names:
        raise UnknownNameError("outcome class", on, names)

    def occurs(compiled: Compiled, rows: NDArray[np.void]) -> NDArray[np.bool_]:
        if on:
            return np.asarray(compiled.class_of(rows) == names.index(on))
        return np.asarray(np.isin(rows["in_force"], scenario.settlement))

    return occurs


def removed(causes: Sequence[Cause], present: int, reference: Reference) -> tuple[Change, ...]:
    """What is changed in a scenario so that only the causes of a coalition are present."""
    return tuple(
        getattr(cause, reference)
        for number, cause in enumerate(causes)
        if not present >> number & 1
    )


def n_variants(causes: Sequence[Cause]) -> int:
    """Number of different scenarios among the coalitions at both references."""
    return len(
        {
            removed(causes, present, reference)
            for reference in REFERENCES
            for present in range(1 << len(causes))
        }
    )


def play_coalitions(
    name: str,
    scenario: Scenario,
    causes: Sequence[Cause],
    seed: int,
    runs: int,
    on: str = "",
    progress: Progress = unheard,
) -> tuple[Coalitions, ...]:
    """Every coalition at both references; one that is the same at both is played once.

    Parameters
    ----------
    on : outcome class that is the event; settlement if empty

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> scenario = load_scenario("1956")
    >>> absent, halved = play_coalitions(
    ...     "1956", scenario, causes_of(scenario, "1956"), seed=1, runs=200
    ... )
    >>> absent.missed.shape == (2 ** len(scenario.causes), 200)
    True
    >>> bool((absent.missed[-1] == halved.missed[-1]).all())
    True
    """
    occurs = event_of(scenario, on)
    wanted = {
        reference: [removed(causes, present, reference) for present in range(1 << len(causes))]
        for reference in REFERENCES
    }
    variants = list(
        dict.fromkeys(changes for coalitions in wanted.values() for changes in coalitions)
    )
    compiled = (compile_scenario(scenario.changed(Change.joined(changes))) for changes in variants)
    missed = {
        changes: ~occurs(*found)
        for changes, found in zip(
            variants, side_by_side(compiled, seed, runs, progress), strict=True
        )
    }
    return tuple(
        Coalitions(
            name,
            reference,
            tuple(causes),
            np.stack([missed[changes] for changes in wanted[reference]]),
        )
        for reference in REFERENCES
    )


def coalition_table(coalitions: Coalitions) -> pd.DataFrame:
    """The game itself, from which every value can be recomputed: one row per coalition.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``reference``, ``cause.<name>`` (whether it is present) for every
        cause, ``worth`` (P that the event does not occur) and ``n`` (runs).
    """
    masks = np.arange(len(coalitions.missed))
    present = {
        f"cause.{cause.name}": (masks >> number & 1).astype(bool)
        for number, cause in enumerate(coalitions.causes)
    }
    head = {"scenario": coalitions.scenario, "reference": coalitions.reference}
    return pd.DataFrame(
        {**head, **present, "worth": coalitions.worth, "n": coalitions.missed.shape[1]}
    )
