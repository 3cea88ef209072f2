"""Shares of a design as one number per intervention: the average of its points, each with equal
weight.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

__all__ = ["over_points"]


def over_points(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Shares of several points joined: their average, and between which shares the points lie.

    An average over points has no Monte-Carlo error worth telling: what is unknown is which point
    holds. Groups of one point stay as they are.

    Parameters
    ----------
    table : with ``count``, ``n``, ``share``, ``low``, ``high`` and ``mcse``, a row per point
    by : columns that tell the groups apart

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, then ``count``, ``n`` and ``points`` (how many are joined), ``share``,
        ``low``, ``high`` and ``mcse``; of several points, ``low`` and ``high`` are the lowest and the
        highest of their shares and ``mcse`` is not a number.

    Examples
    --------
    >>> one = {"scenario": "1956", "n": 100, "low": 0.0, "high": 1.0, "mcse": 0.03}
    >>> table = pd.DataFrame([{**one, "count": count, "share": count / 100} for count in (0, 20, 70)])
    >>> over_points(table, ["scenario"]).round(2).values.tolist()
    [['1956', 90, 300, 3, 0.3, 0.0, 0.7, nan]]
    """
    groups = table.groupby(list(by), observed=True, sort=False)
    found = groups.agg(
        count=("count", "sum"),
        n=("n", "sum"),
        points=("share", "size"),
        share=("share", "mean"),
        least=("share", "min"),
        most=("share", "max"),
        low=("low", "min"),
        high=("high", "max"),
        mcse=("mcse", "max"),
    )
    one = found["points"] == 1
    found["low"] = found["low"].where(one, found["least"])
    found["high"] = found["high"].where(one, found["most"])
    found["mcse"] = found["mcse"].where(one)
    return found.drop(columns=["least", "most"]).reset_index()
