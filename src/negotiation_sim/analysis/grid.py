"""Shares over the levels of a grid, and where on it a scenario's own numbers lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from negotiation_sim.analysis.summary import outcomes_of, settled_of
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments.study import BASELINE

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["baseline_levels", "grid_table", "in_step", "varied_levels"]

MOST_LEVELS = 24
"""More levels of one number than this are a sample, not a grid."""


def varied_levels(results: Results) -> dict[str, tuple[str, ...]]:
    """What a grid varies and its levels as typed, in the order of the design; numbers in increasing
    order.

    Raises
    ------
    ResultsError
        If nothing varies, or the points are a sample rather than a grid.
    """
    points = results.study.points
    addresses = dict.fromkeys(address for point in points for address in point)
    found = {
        address: tuple(dict.fromkeys(str(point.get(address, "")) for point in points))
        for address in addresses
    }
    varied = {address: _in_order(levels) for address, levels in found.items() if len(levels) > 1}
    if not varied or any(len(levels) > MOST_LEVELS for levels in varied.values()):
        raise ResultsError(
            f"{results.path}: its points are no grid of a few levels, expected an experiment with "
            "vary.grid"
        )
    return varied


def in_step(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the levels of two addresses, point by point, always change together.

    Examples
    --------
    >>> in_step(["*0", "*1", "*0"], ["a", "b", "a"]), in_step(["*0", "*1"], ["a", "a"])
    (True, False)
    """
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))


def _in_order(levels: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(sorted(levels, key=float))
    except ValueError:
        return levels


def grid_table(results: Results, on: str = "") -> pd.DataFrame:
    """Share of runs that settle, or end in a class, per scenario, intervention and point, beside
    the levels of the point.

    Parameters
    ----------
    on : an outcome class; settlement if empty

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``point``, ``count``, ``n``, ``share``, ``low``,
        ``high``, ``mcse``, and a categorical column of levels per address that varies.

    Raises
    ------
    ResultsError
        If the points are no grid.
    UnknownNameError
        If no scenario has that class.
    """
    levels = varied_levels(results)
    shares = _shares(results, on)
    for address, names in levels.items():
        typed = [str(results.study.points[point].get(address, "")) for point in shares["point"]]
        shares[address] = pd.Categorical(typed, names)
    return shares


def _shares(results: Results, on: str) -> pd.DataFrame:
    if not on:
        return settled_of(results)
    table = outcomes_of(results)
    if on not in set(table["outcome_class"]):
        raise UnknownNameError("outcome class", on, set(table["outcome_class"]))
    return table[table["outcome_class"] == on].drop(columns="outcome_class").reset_index(drop=True)


def baseline_levels(results: Results) -> pd.DataFrame:
    """Where each scenario's own most likely values lie among the levels of a grid.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``address``, ``position``: 0 at the first level, 1 at the second,
        between two levels in proportion; NaN outside the grid, or where the level is a word.
    """
    lines = []
    for number, named in enumerate(results.study.scenarios):
        lines += [(named.name, address, place) for address, place in _positions(results, number)]
    return pd.DataFrame(lines, columns=["scenario", "address", "position"])


def _positions(results: Results, number: int) -> Iterator[tuple[str, float]]:
    """Address -> position, of one scenario."""
    study = results.study
    ground = study.ground(number)
    known = {parameter.address for parameter in ground.parameters}
    cells = {
        cell.point: cell
        for cell in study.cells
        if cell.scenario == number and study.arms[cell.arm] == BASELINE
    }
    for written, names in varied_levels(results).items():
        address = split_prefix(written)[1]
        typed = [str(point.get(written, "")) for point in study.points]
        points = [typed.index(name) for name in names]
        if address in known and cells.keys() >= set(points):
            levels = [_mode(study.scenario_of(cells[point]), address) for point in points]
            yield written, _position(_mode(ground, address), levels)
        else:
            yield written, np.nan


def _mode(scenario: Scenario, address: str) -> float:
    return scenario.parameter(address).value.mode


def _position(value: float, levels: list[float]) -> float:
    """Where a value lies among rising levels; NaN outside them or if they do not rise."""
    if levels != sorted(set(levels)):
        return np.nan
    return float(np.interp(value, levels, np.arange(len(levels)), np.nan, np.nan))
