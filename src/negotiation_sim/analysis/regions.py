"""Which regions change hands, and how likely an unwanted event in them is by public estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from negotiation_sim.analysis.summary import with_error
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import UnknownNameError

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["hazard_by_package", "region_table"]


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
    >>> (
    ...     round(found["treaty", "two", "open", "no"], 3),
    ...     round(found["treaty", "two", "guarantee", "no"], 3),
    ... )
    (0.425, 0.135)
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


def region_table(
    results: Results, issue: str, handed_over: Mapping[str, Sequence[str]], hazard: str
) -> pd.DataFrame:
    """Share of runs at whose end each region is handed over, and the mean probability of a hazard's
    event in it.

    The event can occur only in a region that is handed over; its probability is that of the package
    in force at the scenario's public values, so ``hazard`` is the mean over runs of (handed over)
    times that.

    Parameters
    ----------
    issue : whose level decides
    handed_over : regions by level of that issue; a level that is not named hands nothing over

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``region``, ``count``, ``n``, ``share`` with its
        interval and ``mcse``, ``hazard``; points of a design pooled.
    """
    study = results.study
    regions = list(dict.fromkeys(region for names in handed_over.values() for region in names))
    tables = []
    for number, named in enumerate(study.scenarios):
        issues = [one.name for one in named.scenario.issues]
        rows = results.frame(["intervention", "point", *issues], named.name)
        for arm, of_arm in rows.groupby("intervention", observed=True):
            packages = (
                of_arm.groupby(["point", *issues], observed=True).size().reset_index(name="runs")
            )
            chances = _chances(results, number, str(arm), hazard)
            felt = np.array(
                [
                    chances[line[0]][tuple(map(str, line[1:-1]))]
                    for line in packages.itertuples(index=False, name=None)
                ]
            )
            gone = packages[issue].astype(str).map(lambda level: handed_over.get(level, ()))
            for region in regions:
                runs = packages["runs"].to_numpy() * np.array(
                    [region in names for names in gone], dtype=np.int64
                )
                tables.append(
                    (
                        named.name,
                        str(arm),
                        region,
                        int(runs.sum()),
                        len(of_arm),
                        float(runs @ felt) / len(of_arm),
                    )
                )
    table = pd.DataFrame(
        tables, columns=["scenario", "intervention", "region", "count", "n", "hazard"]
    )
    return with_error(
        table.assign(intervention=pd.Categorical(table["intervention"], list(study.arms)))
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
