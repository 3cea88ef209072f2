"""What recorded outcomes imply about the numbers: approximate Bayesian computation by rejection, on
outcome classes.

After Beaumont, Zhang & Balding (2002). A point is accepted when one run of every episode ends in
the recorded class. The probability of that is known at each point, so instead of drawing it, a
point is weighted by it (rejection with the luck averaged out). The summary is the class itself, so
that only the number of points is an approximation.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chisquare

__all__ = [
    "calibration_ranks",
    "effective_points",
    "posterior_table",
    "posterior_weights",
    "uniformity",
]

FloatArray = NDArray[np.float64]
TAILS = (0.05, 0.95)


def posterior_weights(history: FloatArray) -> FloatArray:
    """Weight of each point, adding up to 1.

    Parameters
    ----------
    history : P(recorded class), shape (points, episodes)

    Examples
    --------
    >>> posterior_weights(np.array([[0.5, 0.5], [0.5, 0.1], [0.5, 0.4]]))
    array([0.5, 0.1, 0.4])
    """
    joint = history.prod(axis=1)
    return np.asarray(joint / joint.sum())


def effective_points(weights: FloatArray) -> float:
    """Number of equally weighted points that carry as much information (Kish 1965).

    Examples
    --------
    >>> effective_points(np.array([0.5, 0.5, 0.0]))
    2.0
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def posterior_table(inputs: pd.DataFrame, weights: FloatArray) -> pd.DataFrame:
    """How far history moves each number that varies.

    Returns
    -------
    pandas.DataFrame
        Columns ``input``; ``prior_mean``, ``prior_low``, ``prior_high`` and ``mean``, ``low``,
        ``high`` (5 and 95 % quantiles) before and after; ``shift`` of the mean in prior standard
        deviations with its Monte-Carlo ``error``; ``moved``, whether the shift exceeds two such
        errors; largest shift first.
    """
    n = effective_points(weights)
    lines = []
    for name in inputs.columns:
        values = inputs[name].to_numpy(np.float64)
        spread = values.std() or 1.0
        prior, after = (
            _spread(values, w) for w in (np.full(len(values), 1 / len(values)), weights)
        )
        shift, error = (after[0] - prior[0]) / spread, 1 / np.sqrt(n)
        lines.append((name, *prior, *after, shift, error, abs(shift) > 2 * error))
    columns = [
        "input",
        "prior_mean",
        "prior_low",
        "prior_high",
        "mean",
        "low",
        "high",
        "shift",
        "error",
        "moved",
    ]
    return pd.DataFrame(lines, columns=columns).sort_values(
        "shift", key=abs, ascending=False, kind="stable", ignore_index=True
    )


def _spread(values: FloatArray, weights: FloatArray) -> tuple[float, float, float]:
    order = np.argsort(values, kind="stable")
    low, high = (values[order][np.searchsorted(np.cumsum(weights[order]), tail)] for tail in TAILS)
    return float(np.average(values, weights=weights)), float(low), float(high)


def calibration_ranks(
    probabilities: FloatArray, values: FloatArray, draws: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Simulation-based calibration: where the truth lies among draws from its posterior (Talts et
    al. 2018, algorithm 1).

    For every point in turn a history is drawn as if that point were true; the posterior over the
    *other* points is formed from that history, and the truth is ranked among draws from it. If the
    computation is right, ranks are uniform.

    Parameters
    ----------
    probabilities : shape (points, episodes, classes), P(class) of each episode at each point
    values : shape (points,), the number that is ranked
    draws : from each posterior; ranks are 0 to `draws`
    rng : seeded, so that the check can be repeated

    References
    ----------
    .. [1] S. Talts, M. Betancourt, D. Simpson, A. Vehtari & A. Gelman, "Validating Bayesian
       Inference Algorithms with Simulation-Based Calibration", 2018.
       https://arxiv.org/abs/1804.06788
    """
    points, episodes, _ = probabilities.shape
    luck = rng.random((points, episodes))
    ends = (
        (probabilities.cumsum(axis=2) < luck[:, :, None])
        .sum(axis=2)
        .clip(max=probabilities.shape[2] - 1)
    )
    ranks = np.empty(points, np.int64)
    for truth in range(points):
        history = probabilities[:, np.arange(episodes), ends[truth]]
        weights = posterior_weights(np.delete(history, truth, axis=0))
        chosen = rng.choice(np.delete(values, truth), size=draws, p=weights)
        ranks[truth] = np.count_nonzero(chosen < values[truth])
    return ranks


def uniformity(ranks: NDArray[np.int64], draws: int, bins: int = 10) -> float:
    """p-value of the chi-square test that ranks 0 to `draws` are equally frequent.

    Examples
    --------
    >>> round(uniformity(np.arange(1000) % 100, draws=99), 2)
    1.0
    """
    edges = np.linspace(0, draws + 1, bins + 1)
    counts, _ = np.histogram(ranks, edges)
    widths = np.histogram(np.arange(draws + 1), edges)[0]
    return float(chisquare(counts, widths / widths.sum() * counts.sum()).pvalue)
