"""Sobol indices: which share of an output's variance is due to each input, alone and with all its
interactions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.bootstrap import bootstrap_interval
from negotiation_sim.analysis.ranking import places
from negotiation_sim.experiments.designs import spread

__all__ = ["saltelli_points", "sobol_indices", "sobol_table"]


def saltelli_points(base: int, inputs: int, seed: int) -> NDArray[np.float64]:
    """Two independent samples A and B, and A with one column at a time taken from B [1]_.

    Parameters
    ----------
    base : points of A, a power of two (it is a scrambled Sobol sequence)

    Returns
    -------
    shape (inputs + 2, base, inputs): A, B, then one block per input; each coordinate from 0 to 1

    References
    ----------
    .. [1] A. Saltelli et al., "Variance based sensitivity analysis of model output. Design and
       estimator for the total sensitivity index", Computer Physics Communications 181(2), 2010.
       https://doi.org/10.1016/j.cpc.2009.09.018

    Examples
    --------
    >>> a, b, second_from_b = saltelli_points(4, 2, seed=1)[[0, 1, 3]]
    >>> bool((second_from_b[:, 0] == a[:, 0]).all()), bool((second_from_b[:, 1] == b[:, 1]).all())
    (True, True)
    """
    sample = spread("sobol", base, 2 * inputs, seed)
    a, b = sample[:, :inputs], sample[:, inputs:]
    mixed = np.repeat(a[None], inputs, axis=0)
    for i in range(inputs):
        mixed[i, :, i] = b[:, i]
    return np.concatenate([a[None], b[None], mixed])


def sobol_indices(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """First [1]_ and total [2]_ order indices of each input [3]_.

    Parameters
    ----------
    values : shape (inputs + 2, ..., base), the output at `saltelli_points`

    Returns
    -------
    shape (2, inputs, ...): first order, then total; not a number where the output never changes

    References
    ----------
    .. [1] Saltelli et al. 2010 (see `saltelli_points`), table 2 (b), of outputs less their mean.
    .. [2] M. J. W. Jansen, "Analysis of variance designs for model output", Computer Physics
       Communications 117, 1999. https://doi.org/10.1016/S0010-4655(98)00154-4
    .. [3] I. M. Sobol, "Global sensitivity indices for nonlinear mathematical models and their
       Monte Carlo estimates", Mathematics and Computers in Simulation 55, 2001.
       https://doi.org/10.1016/S0378-4754(00)00270-6

    Examples
    --------
    >>> x = saltelli_points(4096, 2, seed=1)
    >>> sobol_indices(x[..., 0] + 2 * x[..., 1]).round(2).tolist()
    [[0.2, 0.8], [0.2, 0.8]]
    """
    both = np.concatenate([values[0], values[1]], axis=-1)
    a, b, mixed = values[0], values[1] - both.mean(axis=-1, keepdims=True), values[2:]
    variance = both.var(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            variance > 0,
            [(b * (mixed - a)).mean(axis=-1), ((a - mixed) ** 2).mean(axis=-1) / 2] / variance,
            np.nan,
        )


def sobol_table(values: NDArray[np.float64], seed: int) -> pd.DataFrame:
    """Indices of every input with bootstrap intervals over the base points, and the places they
    allow.

    Parameters
    ----------
    values : shape (inputs + 2, base), the output at `saltelli_points`
    seed : of the bootstrap

    Returns
    -------
    pandas.DataFrame
        A row per input, in order. Columns ``first``, ``first_low``, ``first_high``, the same for
        ``total``, and ``best`` and ``worst`` place by total order.
    """
    found = sobol_indices(values)
    if np.isnan(found).any():
        low = high = found
    else:
        low, high = bootstrap_interval(
            lambda picked: sobol_indices(values[:, picked]), values.shape[1], seed
        )
    columns: dict[str, NDArray[np.float64]] = {}
    for number, name in enumerate(("first", "total")):
        columns |= {name: found[number], f"{name}_low": low[number], f"{name}_high": high[number]}
    best, worst = places(low[1], high[1])
    return pd.DataFrame(columns | {"best": best, "worst": worst})
