"""How often runs end in each outcome class, with the Monte-Carlo error of every share."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.experiments.tallies import COUNT

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = [
    "modal_classes",
    "outcomes_of",
    "settled_of",
    "settled_share",
    "shares",
    "summarise",
    "tally",
    "wilson_interval",
    "with_error",
    "write_summary",
]

MEASURES = "measures"
"""Attribute of a table of rows that names its custom measures."""

GROUP = ("scenario", "intervention", "point")
"""What tells the cells of a design apart."""


def wilson_interval(
    count: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's score interval of a share (Wilson 1927, JASA 22:209).

    It never leaves [0, 1] and is honest at zero counts, where the normal interval has no width.

    Parameters
    ----------
    count : runs in the class, any shape
    n : runs in all; with none, nothing is known and the interval is [0, 1]
    confidence : chance that the interval covers the share, between 0 and 1

    Examples
    --------
    >>> low, high = wilson_interval([0, 71, 100], 100)
    >>> low.round(3), high.round(3)
    (array([0.   , 0.615, 0.963]), array([0.037, 0.79 , 1.   ]))
    """
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence is {confidence:g}, expected a number between 0 and 1")
    hits, runs = np.broadcast_arrays(
        np.asarray(count, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    if np.any((hits < 0) | (hits > runs)):
        raise ValueError("count must lie between 0 and n")
    z = NormalDist().inv_cdf(0.5 + 0.5 * confidence)
    some = np.maximum(runs, 1.0)
    share = hits / some
    centre = (share + z * z / (2 * some)) / (1 + z * z / some)
    half = z / (1 + z * z / some) * np.sqrt(share * (1 - share) / some + z * z / (4 * some * some))
    low = np.where(hits > 0, centre - half, 0.0)
    high = np.where(hits < runs, centre + half, 1.0)
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)


def tally(rows: pd.DataFrame, by: Sequence[str] = GROUP) -> pd.DataFrame:
    """Runs per group and outcome class: columns of `by`, then ``outcome_class``, ``count``.

    A categorical ``outcome_class`` keeps its order and gives every group all classes, zeros
    included; otherwise the classes are those that occur, in alphabetical order.

    Examples
    --------
    >>> ends = pd.Categorical(
    ...     ["TREATY", "STALEMATE", "TREATY"], ["TREATY", "STALEMATE", "SUSPENSION"]
    ... )
    >>> tally(pd.DataFrame({"scenario": "1956", "outcome_class": ends}), by=["scenario"])
      scenario outcome_class  count
    0     1956        TREATY      2
    1     1956     STALEMATE      1
    2     1956    SUSPENSION      0
    """
    keys = [*by, "outcome_class"]
    if missing := [key for key in keys if key not in rows.columns]:
        raise ValueError(
            f"rows have no column {', '.join(missing)}; columns: "
            f"{', '.join(map(str, rows.columns))}"
        )
    classes = rows["outcome_class"].astype("category").cat.categories
    table = (
        rows.groupby(keys, observed=True)
        .size()
        .unstack(fill_value=0)
        .reindex(columns=classes, fill_value=0)
    )
    groups = table.index.to_frame(index=False)
    long = groups.loc[groups.index.repeat(len(classes))].reset_index(drop=True)
    codes = np.tile(np.arange(len(classes)), len(groups))
    return long.assign(
        outcome_class=pd.Categorical.from_codes(codes, classes),
        count=table.to_numpy(dtype=np.int64).ravel(),
    )


def shares(
    counts: pd.DataFrame, by: Sequence[str] = GROUP, confidence: float = 0.95
) -> pd.DataFrame:
    """A tally with the share of each class in its group, its interval and its standard error.

    Parameters
    ----------
    counts : columns of `by`, then ``outcome_class``, ``count``

    Returns
    -------
    pandas.DataFrame
        The same rows and, beside ``count``, the columns ``n`` (runs in the group), ``share``,
        ``low`` and ``high`` (Wilson's interval) and ``mcse`` (Monte-Carlo standard error of the
        share).
    """
    n = counts.groupby(list(by), observed=True)["count"].transform("sum")
    return with_error(counts.assign(n=n), confidence)


def summarise(
    rows: pd.DataFrame,
    by: Sequence[str] = GROUP,
    confidence: float = 0.95,
    measures: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Share of runs that end in each outcome class, per scenario, intervention and point.

    Parameters
    ----------
    rows : one row per run, with ``outcome_class`` and the columns of `by`
    by : columns that define the groups; leave ``point`` out to pool a design's points
    confidence : of the interval ``low`` to ``high``
    measures : further columns, whose mean over the runs of each line is told; the custom measures
        of the batch if None

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {
    ...         "scenario": "1956",
    ...         "intervention": "",
    ...         "point": 0,
    ...         "outcome_class": ["DECLARATION"] * 7 + ["STALEMATE"] * 3,
    ...     }
    ... )
    >>> summarise(rows)[["outcome_class", "count", "n", "share", "low", "high", "mcse"]].round(3)
      outcome_class  count   n  share    low   high   mcse
    0   DECLARATION      7  10    0.7  0.397  0.892  0.145
    1     STALEMATE      3  10    0.3  0.108  0.603  0.145
    """
    table = shares(tally(rows, by), by, confidence)
    keys = [*by, "outcome_class"]
    told = rows.attrs.get(MEASURES, ()) if measures is None else measures
    for name in (name for name in told if name in rows.columns):
        means = rows.groupby(keys, observed=True)[name].mean().to_dict()
        lines = zip(*(table[key] for key in keys), strict=True)
        table[name] = [float(means.get(line, np.nan)) for line in lines]
    return table


def settled_share(
    rows: pd.DataFrame, by: Sequence[str] = GROUP, confidence: float = 0.95
) -> pd.DataFrame:
    """Share of runs that settle the dispute, one row per group.

    Parameters
    ----------
    rows : one row per run, with ``settled`` and the columns of `by`

    Examples
    --------
    >>> rows = pd.DataFrame({"scenario": "1956", "settled": [True, False, False, False]})
    >>> settled_share(rows, by=["scenario"])[["scenario", "count", "n", "share"]]
      scenario  count  n  share
    0     1956      1  4   0.25
    """
    return with_error(
        rows.groupby(list(by), observed=True)["settled"].agg(count="sum", n="size").reset_index(),
        confidence,
    )


def with_error(counts: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Columns ``count`` and ``n`` as a ``share``, with its interval ``low`` to ``high`` and its
    standard error ``mcse``.
    """
    share = counts["count"] / counts["n"]
    low, high = wilson_interval(counts["count"], counts["n"], confidence)
    return counts.assign(
        share=share, low=low, high=high, mcse=np.sqrt(share * (1 - share) / counts["n"])
    )


def outcomes_of(results: Results) -> pd.DataFrame:
    """`summarise` of a whole result folder, one part in memory at a time; a folder of tallies is
    read as it is.
    """
    if results.kind == "rows":
        counts = [tally(frame) for frame in results.frames([*GROUP, "outcome_class"])]
        return shares(
            pd.concat(counts)
            .groupby([*GROUP, "outcome_class"], observed=True)["count"]
            .sum()
            .reset_index()
        )
    table = _ordered(results, results.tallies())
    classes = [name for name in table.columns if name.startswith(COUNT)]
    long = table.melt(
        id_vars=list(GROUP), value_vars=classes, var_name="outcome_class", value_name="count"
    )
    names = [name.removeprefix(COUNT) for name in classes]
    long["outcome_class"] = pd.Categorical(long["outcome_class"].str.removeprefix(COUNT), names)
    long["count"] = long["count"].fillna(0).astype("int64")
    return shares(long.sort_values([*GROUP, "outcome_class"], ignore_index=True))


def settled_of(results: Results) -> pd.DataFrame:
    """`settled_share` of a whole result folder, one part in memory at a time."""
    if results.kind == "tallies":
        table = _ordered(results, results.tallies()).sort_values(list(GROUP), ignore_index=True)
        return with_error(table[[*GROUP, "n_settled", "n"]].rename(columns={"n_settled": "count"}))
    counts = [
        frame.groupby(list(GROUP), observed=True)["settled"]
        .agg(count="sum", n="size")
        .reset_index()
        for frame in results.frames([*GROUP, "settled"])
    ]
    return with_error(
        pd.concat(counts).groupby(list(GROUP), observed=True)[["count", "n"]].sum().reset_index()
    )


def _ordered(results: Results, table: pd.DataFrame) -> pd.DataFrame:
    """The same table with scenarios and interventions in the study's order."""
    names = [named.name for named in results.study.scenarios]
    return table.assign(
        scenario=pd.Categorical(table["scenario"], names),
        intervention=pd.Categorical(table["intervention"], list(results.study.arms)),
    )


def write_summary(results: Results) -> pd.DataFrame:
    """Summarise a result folder into its ``summary.csv`` and return the table."""
    summary = outcomes_of(results)
    results.write_text("summary.csv", summary.to_csv(index=False))
    return summary


def modal_classes(summary: pd.DataFrame, by: Sequence[str] = GROUP) -> pd.DataFrame:
    """The most frequent class of every group, a row each; ties go to the first in class order.

    Examples
    --------
    >>> ends = ["DECLARATION"] * 7 + ["STALEMATE"] * 3
    >>> rows = pd.DataFrame({"scenario": "1956", "outcome_class": ends})
    >>> modal_classes(summarise(rows, by=["scenario"]), by=["scenario"])[
    ...     ["scenario", "outcome_class", "share"]
    ... ]
      scenario outcome_class  share
    0     1956   DECLARATION    0.7
    """
    first_best = summary.groupby(list(by), observed=True)["share"].idxmax()
    return summary.loc[first_best].reset_index(drop=True)
