"""Percentile bootstrap intervals of any statistic of rows that are drawn independently."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from inspect import signature

import numpy as np
from numpy.typing import NDArray
from scipy.stats import DegenerateDataWarning, bootstrap

__all__ = ["CONFIDENCE", "RESAMPLES", "bootstrap_interval"]

CONFIDENCE = 0.95
RESAMPLES = 1000
AT_ONCE = 50
"""Resamples in memory."""

Interval = tuple[NDArray[np.float64], NDArray[np.float64]]


def bootstrap_interval(
    statistic: Callable[[NDArray[np.int64]], NDArray[np.float64]], rows: int, seed: int
) -> Interval:
    """Low and high end of the 95% interval of a statistic [1]_.

    The percentile method, since the other methods are undefined for a statistic that is the same in
    every resample.

    Parameters
    ----------
    statistic : of row numbers of shape (resamples, rows), giving the shape (..., resamples);
        resamples in which it is not a number are left out
    rows : how many there are, at least 2
    seed : fixes the resamples

    References
    ----------
    .. [1] B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1),
       1979. https://doi.org/10.1214/aos/1176344552

    Examples
    --------
    >>> values = np.arange(100.0)
    >>> low, high = bootstrap_interval(lambda picked: values[picked].mean(axis=-1), 100, seed=1)
    >>> bool(42 < low < 46), bool(53 < high < 57)
    (True, True)
    """

    def of(picked: NDArray[np.int64], axis: int = -1) -> NDArray[np.float64]:
        return statistic(np.moveaxis(picked, axis, -1))

    word = (
        "rng" if "rng" in signature(bootstrap).parameters else "random_state"
    )  # renamed in SciPy 1.15
    with warnings.catch_warnings(
        action="ignore", category=DegenerateDataWarning
    ):  # resamples of one row, repeated
        drawn = bootstrap(
            (np.arange(rows),),
            of,
            n_resamples=RESAMPLES,
            batch=AT_ONCE,
            vectorized=True,
            method="percentile",
            **{word: seed},
        ).bootstrap_distribution
    low, high = np.nanquantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2], axis=-1)
    return low, high
