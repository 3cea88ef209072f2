"""How a number of the runs is spread, as a histogram per scenario and intervention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from negotiation_sim.analysis.design_table import value_columns
from negotiation_sim.errors import UnknownNameError

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["density_table"]

BINS = 60
LEFT_OUT = ("scenario", "intervention")


def density_table(results: Results, column: str, point: int | None = None) -> pd.DataFrame:
    """Share of runs in each of some bins of equal width, the same for all scenarios and
    interventions.

    A histogram and no smooth density: months and points pile up on single values, which a kernel
    would spread over values that no run has.

    Parameters
    ----------
    column : of numbers; runs without one are left out
    point : of the design; all of them with equal weight if None

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``low`` and ``high`` of the bin, ``share`` (of the
        runs that have a number), ``median``, ``n`` and ``points``.

    Raises
    ------
    UnknownNameError
        If there is no such column of numbers.
    """
    known = value_columns(results)
    if column not in known:
        raise UnknownNameError("column of numbers", column, known)
    rows = results.frame([*LEFT_OUT, "point", column]).dropna(subset=column)
    if point is not None:
        rows = rows[rows["point"] == point]
    values = rows[column].astype(np.float64)
    points = 1 if point is not None else len(results.study.points)
    edges = np.histogram_bin_edges(values, BINS) if len(values) else np.array([0.0, 1.0])
    tables = []
    for (scenario, arm), mine in values.groupby([rows[name] for name in LEFT_OUT], observed=True):
        counts, _ = np.histogram(mine, edges)
        table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "share": counts / len(mine)})
        tables.append(
            table.assign(
                scenario=str(scenario), intervention=str(arm), median=mine.median(), n=len(mine)
            )
        )
    names = [*LEFT_OUT, "low", "high", "share", "median", "n", "points"]
    if not tables:
        return pd.DataFrame(columns=names)
    table = pd.concat(tables, ignore_index=True).assign(points=points)
    arms = pd.Categorical(table["intervention"], list(results.study.arms))
    return table.assign(intervention=arms)[names]
