"""Which causes, and which blocks of causes, account for the event's absence: shares of a gap with
their intervals.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from negotiation_sim.analysis.coalitions import Coalitions
from negotiation_sim.analysis.effects import effects, paired_interval
from negotiation_sim.analysis.shapley import first_in, last_out, owen_values, shapley_values
from negotiation_sim.domain.changes import Change

__all__ = ["Leader", "block_table", "cause_table", "has_gap", "leaders"]

CONFIDENCE = 0.95


def cause_table(coalitions: Coalitions, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """One row per cause: its values, its effect alone and last, its necessity and sufficiency.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``reference``, ``cause``, ``label``, ``block``, ``same`` (whether its
        halving is its absence), ``n`` (runs per coalition), ``gap`` (worth of all causes less that
        of none; below 0 where together they make the event likelier) with the interval of its
        paired runs; ``shapley`` and ``owen`` (points of probability) and, as shares of the gap,
        ``shapley_share``, ``owen_share``, each with ``_low`` and ``_high``; ``first_in`` (what it
        adds to no other cause) and ``last_out`` (what taking it away from all removes), with
        intervals; and what `effects` says of taking it away: ``effect`` on P(event), ``pn``, ``ps``
        and so on. Shares are NaN where the gap cannot be distinguished from 0.
    """
    missed, blocks = coalitions.missed, list(coalitions.blocks.values())
    causes, n = coalitions.causes, missed.shape[1]
    table = pd.DataFrame(
        {
            "scenario": coalitions.scenario,
            "reference": coalitions.reference,
            "cause": [cause.name for cause in causes],
            "label": [cause.label for cause in causes],
            "block": [cause.block for cause in causes],
            "same": [_unnamed(cause.absent) == _unnamed(cause.halved) for cause in causes],
            "n": n,
        }
    )
    table = _with_gap(table, coalitions, confidence)
    per_run = missed.astype(np.float64)
    gap = per_run[-1] - per_run[0]
    for name, values in (
        ("shapley", shapley_values(per_run)),
        ("owen", owen_values(per_run, blocks)),
    ):
        exact = (
            shapley_values(coalitions.worth)
            if name == "shapley"
            else owen_values(coalitions.worth, blocks)
        )
        table = _with_shares(
            _with_interval(table, name, exact, values, confidence),
            name,
            exact,
            values,
            gap,
            confidence,
        )
    table = _with_interval(
        table, "first_in", first_in(coalitions.worth), first_in(per_run), confidence
    )
    table = _with_interval(
        table, "last_out", last_out(coalitions.worth), last_out(per_run), confidence
    )
    return pd.concat([table, effects(_pairs(missed), confidence).drop(columns="n")], axis=1)


def _unnamed(change: Change) -> Change:
    return replace(change, name="", label="")


def _pairs(missed: NDArray[np.bool_]) -> pd.DataFrame:
    """Counts of paired runs: all causes present against each cause away."""
    every = len(missed) - 1
    before, n_causes = ~missed[every], every.bit_length()
    after = [~missed[every & ~(1 << i)] for i in range(n_causes)]
    counts = [
        (len(before), (before & now).sum(), (~before & now).sum(), (before & ~now).sum())
        for now in after
    ]
    return pd.DataFrame(counts, columns=["n", "both", "gained", "lost"])


def block_table(coalitions: Coalitions, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """One row per block: the sum of its causes' Shapley and Owen values, and their shares of the
    gap.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``reference``, ``block``, ``n``, ``gap`` with its interval, and
        ``shapley``, ``owen``, ``shapley_share``, ``owen_share`` with their intervals. The Owen
        value of a block is its Shapley value as a single player.
    """
    per_run, blocks = coalitions.missed.astype(np.float64), coalitions.blocks
    gap = per_run[-1] - per_run[0]
    table = pd.DataFrame(
        {
            "scenario": coalitions.scenario,
            "reference": coalitions.reference,
            "block": list(blocks),
            "n": per_run.shape[1],
        }
    )
    table = _with_gap(table, coalitions, confidence)
    members = list(blocks.values())
    for name in ("shapley", "owen"):
        by_cause = shapley_values(per_run) if name == "shapley" else owen_values(per_run, members)
        worths = (
            shapley_values(coalitions.worth)
            if name == "shapley"
            else owen_values(coalitions.worth, members)
        )
        exact, values = (
            np.array([worths[m].sum() for m in members]),
            np.array([by_cause[m].sum(axis=0) for m in members]),
        )
        table = _with_shares(
            _with_interval(table, name, exact, values, confidence),
            name,
            exact,
            values,
            gap,
            confidence,
        )
    return table


def _with_gap(table: pd.DataFrame, coalitions: Coalitions, confidence: float) -> pd.DataFrame:
    """The gap, all causes present less none, with the interval of its paired runs."""
    every, none = coalitions.missed[-1], coalitions.missed[0]
    gap, low, high = paired_interval(
        len(every), (every & ~none).sum(), (none & ~every).sum(), confidence
    )
    return table.assign(gap=float(gap), gap_low=float(low), gap_high=float(high))


def _with_interval(
    table: pd.DataFrame,
    name: str,
    exact: NDArray[np.float64],
    per_run: NDArray[np.float64],
    confidence: float,
) -> pd.DataFrame:
    """A column with the normal interval of its mean over runs."""
    half = norm.ppf((1 + confidence) / 2) * per_run.std(axis=1) / np.sqrt(per_run.shape[1])
    return table.assign(**{name: exact, f"{name}_low": exact - half, f"{name}_high": exact + half})


def _with_shares(
    table: pd.DataFrame,
    name: str,
    exact: NDArray[np.float64],
    per_run: NDArray[np.float64],
    gap: NDArray[np.float64],
    confidence: float,
) -> pd.DataFrame:
    """Shares of the gap, with the interval of a ratio of means (delta method); none of a gap that
    may be 0.
    """
    whole, n = float(table["gap"].iloc[0]), per_run.shape[1]
    if not has_gap(table.iloc[0]):
        return table.assign(
            **dict.fromkeys((f"{name}_share", f"{name}_share_low", f"{name}_share_high"), np.nan)
        )
    share = exact / whole
    half = (
        norm.ppf((1 + confidence) / 2)
        * (per_run - share[:, None] * gap).std(axis=1)
        / (np.sqrt(n) * abs(whole))
    )
    return table.assign(
        **{
            f"{name}_share": share,
            f"{name}_share_low": share - half,
            f"{name}_share_high": share + half,
        }
    )


def has_gap(row: Mapping[Hashable, Any] | pd.Series) -> bool:
    """Whether the gap of a row of either table can be distinguished from 0.

    Examples
    --------
    >>> (
    ...     has_gap({"gap_low": -0.01, "gap_high": 0.02}),
    ...     has_gap({"gap_low": -0.03, "gap_high": -0.02}),
    ... )
    (False, True)
    """
    return bool(row["gap_low"] > 0 or row["gap_high"] < 0)


class Leader(NamedTuple):
    """The block that accounts for most of a gap at one reference.

    Parameters
    ----------
    share : its Owen share of the gap
    alone : whether its interval lies above that of every other block; ranks that cannot be
        distinguished are not reported
    likelier : whether the gap is negative: together the causes make the event likelier, and the
        share is one of that increase
    """

    scenario: str
    reference: str
    block: str
    share: float
    alone: bool
    likelier: bool = False


def leaders(blocks: Sequence[pd.DataFrame]) -> list[Leader]:
    """The leading block of every table of `block_table`, in order; none where the gap may be 0 or
    there is one block only.
    """
    found = []
    for table in blocks:
        if len(table) < 2 or not has_gap(table.iloc[0]):
            continue
        order = table.sort_values("owen_share", ascending=False, kind="stable")
        first, rest = order.iloc[0], order.iloc[1:]
        alone = bool((rest["owen_share_high"] < first["owen_share_low"]).all())
        where = (str(first["scenario"]), str(first["reference"]), str(first["block"]))
        found.append(Leader(*where, float(first["owen_share"]), alone, bool(first["gap"] < 0)))
    return found
