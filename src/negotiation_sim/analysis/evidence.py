"""How well rival models foresee history over a box, and how well two episodes foresee the third.

A model's evidence is the probability of the recorded outcomes averaged over everything plausible
(Kass & Raftery 1995): a model that fits at a few numbers only is penalised.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

__all__ = ["evidence_table", "leave_one_out", "strength"]

FloatArray = NDArray[np.float64]
Z = float(norm.ppf(0.975))


def evidence_table(histories: Mapping[str, FloatArray]) -> pd.DataFrame:
    """Log evidence of each model, and its Bayes factor against the first.

    Parameters
    ----------
    histories : model -> P(recorded class), shape (points, episodes), at the same points for all

    Returns
    -------
    pandas.DataFrame
        Columns ``model``, ``points``, ``log_evidence`` (natural logarithm) with its standard error
        ``error`` over the points of the box, ``bayes_factor`` of the first model against this one
        with its 95% interval ``factor_low`` to ``factor_high``, and ``against`` in words. Errors
        are those of the delta method for points drawn one by one, and larger than those of a Latin
        hypercube; the interval is that of the difference at shared points, ``difference_error`` on
        the logarithm, which is smaller than the errors of the two models suggest. NaN for the first
        model.

    Examples
    --------
    >>> table = evidence_table({"full": np.full((50, 2), 0.5), "part": np.full((50, 2), 0.25)})
    >>> table[["model", "log_evidence", "bayes_factor", "against"]].round(2)
      model  log_evidence  bayes_factor   against
    0  full         -1.39           1.0         –
    1  part         -2.77           4.0  positive
    """
    joint = {name: p.prod(axis=1) for name, p in histories.items()}
    first = next(iter(joint.values()))
    lines = []
    for name, likelihood in joint.items():
        mean, n = likelihood.mean(), len(likelihood)
        factor = first.mean() / mean
        apart = (
            standard_error(first / first.mean() - likelihood / mean)
            if likelihood is not first
            else np.nan
        )
        low, high = factor * np.exp([-Z * apart, Z * apart])
        words = "–" if likelihood is first else strength(factor)
        lines.append(
            (
                name,
                n,
                np.log(mean),
                standard_error(likelihood / mean),
                apart,
                factor,
                low,
                high,
                words,
            )
        )
    columns = [
        "model",
        "points",
        "log_evidence",
        "error",
        "difference_error",
        "bayes_factor",
        "factor_low",
        "factor_high",
        "against",
    ]
    return pd.DataFrame(lines, columns=columns)


def standard_error(values: FloatArray) -> float:
    """Standard error of a mean over points.

    Examples
    --------
    >>> standard_error(np.array([1.0, 3.0] * 50))
    0.1
    """
    return float(values.std() / np.sqrt(len(values)))


def strength(factor: float) -> str:
    """The usual words for a Bayes factor (Kass & Raftery 1995, section 3.2).

    Examples
    --------
    >>> [strength(factor) for factor in (0.4, 1.7, 10, 49, 200)]
    ['favoured', 'barely worth a mention', 'positive', 'strong', 'very strong']
    """
    names = ((1, "favoured"), (3, "barely worth a mention"), (20, "positive"), (150, "strong"))
    return next((name for most, name in names if factor < most), "very strong")


def leave_one_out(history: FloatArray, episodes: tuple[str, ...]) -> pd.DataFrame:
    """How much the other episodes help to foresee each one.

    Parameters
    ----------
    history : P(recorded class), shape (points, episodes)

    Returns
    -------
    pandas.DataFrame
        Columns ``episode``, ``before`` (mean P of what happened over the box), ``after`` (the same,
        points weighted by how well they foresee the others), ``change`` and its standard error
        ``error`` over the points of the box (delta method).

    Examples
    --------
    >>> leave_one_out(np.array([[0.2, 0.1], [0.6, 0.3]]), ("1956", "2018")).round(3)
      episode  before  after  change  error
    0    1956     0.4   0.50    0.10  0.035
    1    2018     0.2   0.25    0.05  0.018
    """
    lines = []
    for number, episode in enumerate(episodes):
        weights = np.delete(history, number, axis=1).prod(axis=1)
        mine = history[:, number]
        before, after = float(mine.mean()), float(np.average(mine, weights=weights))
        error = standard_error(weights / weights.mean() * (mine - after) - (mine - before))
        lines.append((episode, before, after, after - before, error))
    return pd.DataFrame(lines, columns=["episode", "before", "after", "change", "error"])
