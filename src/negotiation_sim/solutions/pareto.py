"""Outcomes nobody can improve on without hurting somebody, and how far they stay from giving
everyone everything.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.solutions.ties import TOLERANCE
from negotiation_sim.solutions.zone import utility_table

__all__ = ["distinct_points", "opposition", "pareto_set"]

FloatArray = NDArray[np.float64]


def pareto_set(utilities: ArrayLike, outcomes: ArrayLike | None = None) -> NDArray[np.intp]:
    """Indices of all outcomes that no other dominates, ascending.

    An outcome dominates another if it is at least as good for every party and better for one [1]_;
    differences below ``TOLERANCE`` of a party's range count as none. Outcomes with the same
    utilities are kept together or dropped together. The disagreement point plays no part.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    outcomes : indices of those that compete; all if left out

    References
    ----------
    .. [1] V. Pareto, Manuale di economia politica, 1906; weak and strong form as in M. J. Osborne &
       A. Rubinstein, Bargaining and Markets, 1990.

    Examples
    --------
    >>> pareto_set([[1.0, 0.0], [0.6, 0.6], [0.5, 0.6], [0.6, 0.6], [0.0, 1.0]])
    array([0, 1, 3, 4])
    """
    table = utility_table(utilities)
    among = np.arange(len(table)) if outcomes is None else np.unique(np.asarray(outcomes, np.intp))
    slack = TOLERANCE * np.ptp(table, axis=0)
    search = _undominated_pairs if table.shape[1] == 2 else _undominated_rows
    return among[search(table[among], slack)]


def _undominated_pairs(rows: FloatArray, slack: FloatArray) -> NDArray[np.bool_]:
    """Which rows of two utilities no other row dominates, after one sort."""
    order = np.argsort(rows[:, 0])
    first, second = rows[order].T
    most = np.append(np.maximum.accumulate(second[::-1])[::-1], -np.inf)
    better = most[np.searchsorted(first, rows[:, 0] + slack[0], side="right")]
    as_good = most[np.searchsorted(first, rows[:, 0] - slack[0], side="left")]
    return np.asarray((better < rows[:, 1] - slack[1]) & (as_good <= rows[:, 1] + slack[1]))


def _undominated_rows(rows: FloatArray, slack: FloatArray) -> NDArray[np.bool_]:
    """The same for any number of parties: whoever is dominated by a row leaves with it."""
    spread = np.where(slack > 0, slack, 1.0)
    left = np.argsort(-((rows - rows.min(axis=0)) / spread).sum(axis=1), kind="stable")
    found = np.zeros(len(rows), bool)
    while len(left):
        best = rows[left[0]]
        found[left[0]] = not _dominates(rows, best, slack).any()
        left = left[1:][~_dominates(best, rows[left[1:]], slack)]
    return found


def _dominates(one: FloatArray, other: FloatArray, slack: FloatArray) -> NDArray[np.bool_]:
    """Whether one is as good as another for everybody and better for somebody, row by row."""
    return np.asarray((one >= other - slack).all(axis=-1) & (one > other + slack).any(axis=-1))


def distinct_points(utilities: ArrayLike, outcomes: ArrayLike) -> NDArray[np.float64]:
    """The different utility vectors among some outcomes, best for the first party first.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    outcomes : indices

    Examples
    --------
    >>> distinct_points([[0.6, 0.6], [1.0, 0.0], [0.1 + 0.5, 0.6]], [0, 1, 2])
    array([[1. , 0. ],
           [0.6, 0.6]])
    """
    table = utility_table(utilities)
    slack = TOLERANCE * np.maximum(np.ptp(table, axis=0), np.finfo(np.float64).tiny)
    rows = table[np.asarray(outcomes, np.intp)]
    ordered = rows[np.lexsort(-rows.T[::-1])]
    kept: list[int] = []
    for i in range(len(ordered)):
        near = len(
            kept
        )  # only rows as good for the first party can be the same, and those lie just before
        while near > 0 and abs(ordered[kept[near - 1], 0] - ordered[i, 0]) <= slack[0]:
            near -= 1
        if not (np.abs(ordered[kept[near:]] - ordered[i]) <= slack).all(axis=1).any():
            kept.append(i)
    return ordered[kept]


def opposition(utilities: ArrayLike, ideal: ArrayLike | None = None) -> float:
    """Smallest distance from giving every party its best (Baarslag et al. 2013) [1]_: 0 is no
    conflict at all.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    ideal : shape (n_parties,), each party's best if left out; the competitions use ``(1, 1)``
        always

    References
    ----------
    .. [1] T. Baarslag et al., "Evaluating practical negotiating agents: Results and analysis of the
       2011 international competition", Artificial Intelligence 198, 2013.
       https://doi.org/10.1016/j.artint.2012.09.004

    Examples
    --------
    >>> opposition([[1.0, 0.0], [0.7, 0.6], [0.0, 1.0]])
    0.5
    """
    table = utility_table(utilities)
    best = table.max(axis=0) if ideal is None else np.asarray(ideal, np.float64)
    return float(np.sqrt(((table - best) ** 2).sum(axis=1)).min())
