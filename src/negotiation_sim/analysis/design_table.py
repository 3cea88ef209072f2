"""A sampled design as a table: the numbers that vary, and what came of them at every point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from scipy.stats import spearmanr

from negotiation_sim.analysis.inputs import inputs_of
from negotiation_sim.analysis.summary import GROUP, modal_classes, outcomes_of, settled_of
from negotiation_sim.errors import ResultsError, UnknownNameError

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["design_inputs", "design_table", "rank_correlations", "value_columns"]


def design_inputs(points: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row per point, one column per number that varies; factors such as ``*0.5`` as numbers.

    Examples
    --------
    >>> design_inputs([{"us.threat": "*0.5"}, {"us.threat": "*2"}])
       us.threat
    0        0.5
    1        2.0
    """
    plain = [
        {address: str(value).removeprefix("*") for address, value in point.items()}
        for point in points
    ]
    found = inputs_of(plain)
    return found.loc[:, [name for name in found if found[name].nunique() > 1]]


def value_columns(results: Results) -> list[str]:
    """Columns of the rows whose mean says something: points, months, gaps and what is true or not."""
    if results.kind != "rows":
        return []
    schema = next(iter(results.tables())).slice(0, 1).to_pandas()
    left_out = {*GROUP, "run", *results.varied}
    return [
        str(name)
        for name in schema.columns
        if str(name) not in left_out
        and (is_numeric_dtype(schema[name]) or is_bool_dtype(schema[name]))
    ]


def design_table(results: Results, of: str = "") -> pd.DataFrame:
    """What came of every point of a design.

    Parameters
    ----------
    of : an outcome class, whose share of runs is told, or a column of numbers, whose mean is told;
        the share of settlements if empty

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``point``, ``value``, ``n``, ``most_often`` (the
        most frequent outcome class), and one per number that varies.

    Raises
    ------
    ResultsError
        If nothing that is a number varies.
    UnknownNameError
        If there is no such outcome class or column.
    """
    inputs = design_inputs(results.study.points)
    if inputs.empty or not len(inputs.columns):
        raise ResultsError(
            f"{results.path}: no number varies between its points, expected a design"
        )
    outcomes = outcomes_of(results)
    most = modal_classes(outcomes)[[*GROUP, "outcome_class"]]
    table = _values(results, outcomes, of).merge(
        most.rename(columns={"outcome_class": "most_often"}), on=list(GROUP)
    )
    return table.join(inputs, on="point")


def _values(results: Results, outcomes: pd.DataFrame, of: str) -> pd.DataFrame:
    names = [*GROUP, "value", "n"]
    if not of:
        return settled_of(results).rename(columns={"share": "value"})[names]
    if of in set(outcomes["outcome_class"].astype(str)):
        mine = outcomes[outcomes["outcome_class"] == of]
        return mine.rename(columns={"share": "value"})[names].reset_index(drop=True)
    known = value_columns(results)
    if of not in known:
        classes = outcomes["outcome_class"].cat.categories
        raise UnknownNameError("outcome class or column of numbers", of, [*classes, *known])
    sums = [
        frame.groupby(list(GROUP), observed=True)[of].agg(["sum", "count"]).reset_index()
        for frame in results.frames([*GROUP, of])
    ]
    table = pd.concat(sums).groupby(list(GROUP), observed=True)[["sum", "count"]].sum()
    mean = table["sum"] / table["count"].where(table["count"] > 0)
    return table.assign(value=mean, n=table["count"]).reset_index()[names]


def rank_correlations(table: pd.DataFrame, inputs: Sequence[str]) -> pd.Series:
    """Spearman's rank correlation of every input with the value, the strongest first.

    Points of all scenarios and interventions count alike; an input that does not vary, or a value
    that does not, has a correlation of 0.

    Examples
    --------
    >>> table = pd.DataFrame({"value": [0.1, 0.2, 0.3], "a": [3, 2, 1], "b": [5, 5, 5]})
    >>> rank_correlations(table, ["a", "b"]).to_dict()
    {'a': -1.0, 'b': 0.0}
    """
    known = table.dropna(subset="value")
    found = {
        name: float(spearmanr(known[name], known["value"]).statistic)
        if known[name].nunique() > 1 and known["value"].nunique() > 1
        else 0.0
        for name in inputs
    }
    series = pd.Series(found, dtype=np.float64)
    return series.reindex(series.abs().sort_values(ascending=False, kind="stable").index)
