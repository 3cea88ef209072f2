"""How good forecasts of several outcomes were: Brier and log score, AUC, calibration.

Disputes are resampled for every interval, so a dozen of them give wide ones.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.bootstrap import bootstrap_interval
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.scenarios.coded import CLASSES

__all__ = ["LEAST", "area_under_curve", "calibration_table", "floored", "score_table"]

LEAST = 0.005
"""No forecaster says never: a share below this would be punished without end when it happens."""

SETTLED = CLASSES[0]
SEED = 1
FEWEST = 2
"""Disputes that ended without which nothing can be scored."""

Array = NDArray[np.float64]
Picked = NDArray[np.int64]
"""Numbers of resampled disputes, the last axis long as there are disputes."""


def floored(shares: Array) -> Array:
    """Forecasts mixed with as much of even odds as lifts a share of 0 to `LEAST`.

    Examples
    --------
    >>> floored(np.array([[1.0, 0.0, 0.0, 0.0]])).tolist()
    [[0.985, 0.005, 0.005, 0.005]]
    """
    mixed = LEAST * shares.shape[-1]
    return np.asarray((1 - mixed) * shares + LEAST)


def area_under_curve(said: Array, happened: NDArray[np.bool_], times: Array) -> Array:
    """Chance that a dispute that settled was given more than one that did not (Mann & Whitney
    1947).

    Parameters
    ----------
    said : shape (n,)
    happened : shape (n,)
    times : how often each dispute is in a resample, shape (resamples, n)

    Returns
    -------
    shape (resamples,), not a number where all ended alike

    Examples
    --------
    >>> area_under_curve(np.array([0.9, 0.4, 0.4]), np.array([True, True, False]), np.ones((1, 3))).tolist()
    [0.75]
    """
    over = (said[:, None] > said[None, :]) + 0.5 * (said[:, None] == said[None, :])
    won, lost = times * happened, times * ~happened
    pairs = won.sum(axis=1) * lost.sum(axis=1)
    wins = ((won @ over) * lost).sum(axis=1)
    shares: NDArray[np.float64] = np.full(len(times), np.nan)
    np.divide(wins, pairs, out=shares, where=pairs > 0)
    return shares


def score_table(forecasts: pd.DataFrame, endings: pd.Series, against: str) -> pd.DataFrame:
    """Scores of every forecaster over the disputes that ended, with 95% bootstrap intervals.

    Parameters
    ----------
    forecasts : ``forecaster``, ``id`` and a share for every class
    endings : class that happened, by id; empty where nobody knows
    against : the base rate, whose Brier score is taken from that of each other forecaster; it
        ranks nothing (what it leaves out lowers it), so its AUC is not a number

    Returns
    -------
    pandas.DataFrame
        A row per forecaster: ``n``; ``brier`` (0 to 2, less is better), ``log`` (natural log of the
        share given to what happened, mean; nearer 0 is better), ``auc`` (of settled) and ``more``
        (Brier score above that of `against`), each with ``_low`` and ``_high``. Empty where fewer
        than two disputes ended.
    """
    known = [str(name) for name, ending in endings.items() if ending]
    if len(known) < FEWEST:
        return pd.DataFrame()
    happened = np.array([[endings[i] == name for name in CLASSES] for i in known])
    tables = {
        str(name): floored(rows.set_index("id").loc[known, list(CLASSES)].to_numpy(float))
        for name, rows in forecasts.groupby("forecaster", sort=False)
    }
    brier = {name: ((said - happened) ** 2).sum(axis=1) for name, said in tables.items()}
    lines = []
    for name, said in tables.items():
        means = {
            "brier": brier[name],
            "log": np.log(said[happened]),
            "more": brier[name] - brier[against],
        }
        line: dict[str, object] = {"forecaster": name, "n": len(known)}
        for score, each in means.items():
            low, high = bootstrap_interval(_mean_of(each), len(known), SEED)
            line |= {score: each.mean(), f"{score}_low": low, f"{score}_high": high}
        ranks = said[:, 0] if name != against else np.full(len(known), np.nan)
        line |= _auc(ranks, happened[:, 0])
        lines.append(line)
    return pd.DataFrame(lines)


def _mean_of(each: Array) -> Callable[[Picked], Array]:
    return lambda picked: np.asarray(each[picked].mean(axis=-1))


def _auc(said: Array, settled: NDArray[np.bool_]) -> dict[str, object]:
    n = len(said)

    def of(picked: Picked) -> Array:
        times = (picked[..., None] == np.arange(n)).sum(axis=-2).astype(float)
        return area_under_curve(said, settled, times.reshape(-1, n)).reshape(picked.shape[:-1])

    (whole,) = area_under_curve(said, settled, np.ones((1, n)))
    if np.isnan(whole) or np.isnan(said).any():
        return {"auc": np.nan, "auc_low": np.nan, "auc_high": np.nan}
    low, high = bootstrap_interval(of, n, SEED)
    return {"auc": whole, "auc_low": low, "auc_high": high}


def calibration_table(forecasts: pd.DataFrame, endings: pd.Series, bins: int = 4) -> pd.DataFrame:
    """How often disputes settled of which a forecaster said so with about the same share.

    Returns
    -------
    pandas.DataFrame
        A row per forecaster and bin that is not empty: ``forecaster``, ``n``, ``said`` (mean
        share), ``share`` that settled, with Wilson's 95% interval ``low`` to ``high``.
    """
    known = forecasts[forecasts["id"].map(endings) != ""]
    number = (known[SETTLED] * bins).astype(int).clip(upper=bins - 1)
    settled = known["id"].map(endings) == SETTLED
    grouped = known.assign(bin=number, settled=settled).groupby(["forecaster", "bin"], sort=False)
    table = grouped.agg(n=("settled", "size"), hits=("settled", "sum"), said=(SETTLED, "mean"))
    low, high = wilson_interval(table["hits"], table["n"])
    table = table.assign(share=table["hits"] / table["n"], low=low, high=high).reset_index()
    order = dict.fromkeys(forecasts["forecaster"])
    rank = {name: place for place, name in enumerate(order)}
    table = table.sort_values(["forecaster", "bin"], key=lambda it: it.map(rank).fillna(it))
    return table[["forecaster", "n", "said", "share", "low", "high"]].reset_index(drop=True)
