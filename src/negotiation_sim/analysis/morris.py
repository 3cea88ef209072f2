"""Morris screening: how much an output moves when one input at a time is moved, from many places of
the box.

Written here and checked against SALib, which supports neither categories nor undefined outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.bootstrap import bootstrap_interval
from negotiation_sim.analysis.ranking import places
from negotiation_sim.experiments.designs import spread

__all__ = ["LEVELS", "Trajectories", "elementary_effects", "morris_table", "trajectories"]

LEVELS = 4
"""Levels of a numeric input (Morris 1991, section 3)."""


@dataclass(frozen=True, slots=True)
class Trajectories:
    """Walks through the unit cube that move every input once.

    Parameters
    ----------
    points : shape (trajectories, inputs + 1, inputs)
    order : shape (trajectories, inputs), the input moved at each step
    """

    points: NDArray[np.float64]
    order: NDArray[np.int64]


def trajectories(count: int, categories: Sequence[int], seed: int) -> Trajectories:
    """Walks that start anywhere on the levels and move the inputs in any order.

    A numeric input moves by half its levels [1]_; a category is exchanged for any other one,
    equally likely (ours). Starts, orders and exchanges are a Latin hypercube, so that the walks are
    spread over the cube without selecting them from many candidates [2]_.

    Parameters
    ----------
    categories : of each input, how many values it chooses from; 0 for a range

    References
    ----------
    .. [1] M. D. Morris, "Factorial Sampling Plans for Preliminary Computational Experiments",
       Technometrics 33(2), 1991. https://doi.org/10.2307/1269043
    .. [2] F. Campolongo, J. Cariboni & A. Saltelli, "An effective screening design for sensitivity
       analysis of large models", Environmental Modelling & Software 22, 2007.
       https://doi.org/10.1016/j.envsoft.2006.10.004

    Examples
    --------
    >>> walks = trajectories(5, [0, 3], seed=1)
    >>> walks.points.shape, np.unique(walks.points[..., 0]).round(2).tolist()
    ((5, 3, 2), [0.0, 0.33, 0.67, 1.0])
    """
    inputs = len(categories)
    luck = spread("latin_hypercube", count, 3 * inputs, seed)
    starts, ends = np.empty((count, inputs)), np.empty((count, inputs))
    for i, n in enumerate(categories):
        start, other = luck[:, i], luck[:, inputs + i]
        if n:
            chosen = (start * n).astype(int)
            exchanged = (chosen + 1 + (other * (n - 1)).astype(int)) % n
            starts[:, i], ends[:, i] = (chosen + 0.5) / n, (exchanged + 0.5) / n
        else:
            level = (start * LEVELS).astype(int)
            starts[:, i], ends[:, i] = (
                level / (LEVELS - 1),
                (level + LEVELS // 2) % LEVELS / (LEVELS - 1),
            )
    order = luck[:, 2 * inputs :].argsort(axis=1)
    moved_at = order.argsort(axis=1)
    steps = np.arange(inputs + 1)[None, :, None]
    return Trajectories(
        np.where(moved_at[:, None, :] < steps, ends[:, None, :], starts[:, None, :]), order
    )


def elementary_effects(
    walks: Trajectories, values: NDArray[np.float64], categories: Sequence[int]
) -> NDArray[np.float64]:
    """Change of the output per whole range of a numeric input, and at the exchange of a category
    without its sign.

    Parameters
    ----------
    values : shape (trajectories, inputs + 1); not a number where the output is undefined

    Returns
    -------
    shape (trajectories, inputs)

    Examples
    --------
    >>> walks = trajectories(3, [0, 0], seed=1)
    >>> elementary_effects(walks, walks.points @ [3.0, -1.0], [0, 0]).round(9).tolist()
    [[3.0, -1.0], [3.0, -1.0], [3.0, -1.0]]
    """
    changes, moves = np.empty(walks.order.shape), np.empty(walks.order.shape)
    np.put_along_axis(changes, walks.order, np.diff(values, axis=1), axis=1)
    moves[:] = walks.points[:, -1] - walks.points[:, 0]
    numeric = np.array([not n for n in categories])
    return np.where(numeric, changes / np.where(numeric, moves, 1.0), np.abs(changes))


def morris_table(
    effects: NDArray[np.float64], categories: Sequence[int], seed: int
) -> pd.DataFrame:
    """Mean effect, mean size of an effect with its bootstrap interval, and spread.

    Parameters
    ----------
    effects : from `elementary_effects`; those that are not a number are left out
    seed : of the bootstrap

    Returns
    -------
    pandas.DataFrame
        A row per input, in order. Columns ``n`` (effects), ``mu``, ``mu_star`` (Campolongo et al.
        2007), ``mu_star_low``, ``mu_star_high``, ``sigma``, and ``best`` and ``worst`` place by
        ``mu_star``. A category's effects have no sign, so it has neither ``mu`` nor ``sigma``.

    Examples
    --------
    >>> morris_table(np.array([[1.0, 2.0], [-1.0, 2.0]]), [0, 3], seed=1)[
    ...     ["n", "mu", "mu_star", "sigma"]
    ... ].round(2).values.tolist()
    [[2.0, 0.0, 1.0, 1.41], [2.0, nan, 2.0, nan]]
    """
    table = pd.DataFrame(
        [_line(column, bool(n), seed) for column, n in zip(effects.T, categories, strict=True)]
    )
    table["best"], table["worst"] = places(
        table["mu_star_low"].to_numpy(), table["mu_star_high"].to_numpy()
    )
    return table


def _line(effects: NDArray[np.float64], categorical: bool, seed: int) -> dict[str, float]:
    known = effects[~np.isnan(effects)]
    n, sizes = len(known), np.abs(known)
    if n < 2:
        return {
            "n": n,
            **dict.fromkeys(("mu", "mu_star", "mu_star_low", "mu_star_high", "sigma"), np.nan),
        }
    low, high = bootstrap_interval(lambda picked: sizes[picked].mean(axis=-1), n, seed)
    signed = (np.nan, np.nan) if categorical else (float(known.mean()), float(known.std(ddof=1)))
    return {
        "n": n,
        "mu": signed[0],
        "mu_star": sizes.mean(),
        "mu_star_low": float(low),
        "mu_star_high": float(high),
        "sigma": signed[1],
    }
