"""Which regions change hands, and how likely an unwanted event in them is by public estimates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.summary import with_error
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.maps import Map
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import UnknownNameError

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["hazard_by_package", "region_table", "regions_in"]


def hazard_by_package(scenario: Scenario, hazard: str) -> dict[tuple[str, ...], float]:
    """Probability of a hazard's event under every package, with every number at its public most
    likely value.

    Raises
    ------
    UnknownNameError
        If the scenario has no such hazard.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> found = hazard_by_package(load_scenario("2018"), "base")
    >>> found["treaty", "two", "open", "no"] > found["treaty", "two", "guarantee", "no"]
    True
    """
    known = {one.name: one for one in scenario.hazards}
    if hazard not in known:
        raise UnknownNameError("hazard", hazard, known)
    modes = {parameter.address: parameter.value.mode for parameter in scenario.parameters}
    chances = [formula(modes) for formula in known[hazard].chances]
    return {
        outcome.levels: chances[known[hazard].by_outcome[outcome.index]]
        for outcome in scenario.outcomes
    }


def region_table(results: Results, point: int | None = None) -> pd.DataFrame:
    """Share of runs at whose end each region of a map is handed over, and the mean probability of
    the hazard in it.

    The event can occur only in a region that is handed over; its probability is that of the package
    in force at the scenario's public values, so ``hazard`` is the mean over runs of (handed over)
    times that.

    Parameters
    ----------
    point : of the design; all of them with equal weight if None

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``region``, ``count``, ``n``, ``points``, ``share``
        with its interval and ``mcse``, ``hazard``; scenarios that declare no map are left out.
    """
    study = results.study
    points = 1 if point is not None else len(study.points)
    lines = [
        line
        for number, named in enumerate(study.scenarios)
        if named.scenario.map is not None
        for line in _lines(results, number, named.scenario.map, point)
    ]
    names = ["scenario", "intervention", "region", "count", "n", "hazard"]
    table = pd.DataFrame(lines, columns=names).assign(points=points)
    arms = pd.Categorical(table["intervention"], list(study.arms))
    return with_error(table.assign(intervention=arms))


def _lines(
    results: Results, number: int, drawn: Map, point: int | None
) -> Iterator[tuple[str, str, str, int, int, float]]:
    named = results.study.scenarios[number]
    issues = [one.name for one in named.scenario.issues]
    rows = results.frame(["intervention", "point", *issues], named.name)
    if point is not None:
        rows = rows[rows["point"] == point]
    for arm, of_arm in rows.groupby("intervention", observed=True):
        groups = of_arm.groupby(["point", *issues], observed=True)
        packages = groups.size().reset_index(name="runs")
        felt = _felt(results, number, str(arm), drawn.hazard, packages[["point", *issues]])
        for region, count, risk in _handed_over(packages, felt, drawn, named.scenario):
            yield named.name, str(arm), region, count, len(of_arm), risk / len(of_arm)


def _handed_over(
    packages: pd.DataFrame, felt: NDArray[np.float64], drawn: Map, scenario: Scenario
) -> Iterator[tuple[str, int, float]]:
    """Each region, the runs that hand it over and the probability of the hazard added up over them.

    Only a final text hands over: a declaration that promises islands leaves them where they are.

    Parameters
    ----------
    packages : the level of every issue, and how many ``runs`` end with it
    felt : probability of the hazard's event under each
    """
    handed_over, decides = dict(drawn.regions), scenario.issues[0].name
    short = {one.levels[0] for one in scenario.outcomes if one.kind is not Kind.FINAL}
    ends = zip(packages[decides].astype(str), packages[drawn.issue].astype(str), strict=True)
    gone = [() if status in short else handed_over.get(level, ()) for status, level in ends]
    for region in dict.fromkeys(region for names in handed_over.values() for region in names):
        here = np.array([region in names for names in gone], dtype=np.int64)
        runs = packages["runs"].to_numpy() * here
        yield region, int(runs.sum()), float(runs @ felt)


def regions_in(runs: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """`region_table` of the runs of one scenario that declares a map, without the columns that tell
    scenarios, interventions and points apart.

    Parameters
    ----------
    runs : columns of every issue
    """
    if scenario.map is None:
        raise ValueError(f"{scenario.id} declares no map")
    issues = [one.name for one in scenario.issues]
    packages = runs.groupby(issues, observed=True).size().reset_index(name="runs")
    felt = np.zeros(len(packages))
    if scenario.map.hazard:
        chances = hazard_by_package(scenario, scenario.map.hazard)
        levels = packages[issues].astype(str).itertuples(index=False, name=None)
        felt = np.array([chances[package] for package in levels])
    lines = [
        (region, count, len(runs), risk / len(runs))
        for region, count, risk in _handed_over(packages, felt, scenario.map, scenario)
    ]
    return with_error(pd.DataFrame(lines, columns=["region", "count", "n", "hazard"]))


def _felt(
    results: Results, number: int, arm: str, hazard: str, packages: pd.DataFrame
) -> NDArray[np.float64]:
    """Probability of the hazard's event under every package of some points; 0 without a hazard."""
    if not hazard:
        return np.zeros(len(packages))
    chances = _chances(results, number, arm, hazard)
    return np.array(
        [
            chances[line[0]][tuple(map(str, line[1:]))]
            for line in packages.itertuples(index=False, name=None)
        ]
    )


def _chances(
    results: Results, scenario: int, arm: str, hazard: str
) -> dict[int, dict[tuple[str, ...], float]]:
    """Hazard by package at every point of an arm."""
    study = results.study
    cells = [
        cell for cell in study.cells if cell.scenario == scenario and study.arms[cell.arm] == arm
    ]
    return {cell.point: hazard_by_package(study.scenario_of(cell), hazard) for cell in cells}
