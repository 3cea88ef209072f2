"""Outcomes nobody can improve on without hurting somebody, and how far they stay from giving
everyone everything.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.solutions.ties import TOLERANCE

__all__ = ["distinct_points", "opposition", "pareto_set"]


def pareto_set(utilities: ArrayLike) -> NDArray[np.intp]:
    """Indices of all outcomes that no other dominates, ascending.

    An outcome dominates another if it is at least as good for every party and better for one [1]_;
    differences below ``TOLERANCE`` of a party's range count as none. Outcomes with the same
    utilities are kept together or dropped together. The disagreement point plays no part.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)

    References
    ----------
    .. [1] V. Pareto, Manuale di economia politica, 1906; weak and strong form as in M. J. Osborne &
    A. Rubinstein,
       Bargaining and Markets, 1990.

    Examples
    --------
    >>> pareto_set([[1.0, 0.0], [0.6, 0.6], [0.5, 0.6], [0.6, 0.6], [0.0, 1.0]])
    array([0, 1, 3, 4])
    """
    table = np.asarray(utilities, np.float64)
    slack = TOLERANCE * np.ptp(table, axis=0)
    left = np.argsort(-table.sum(axis=1), kind="stable")  # who dominates comes first
    kept: list[int] = []
    while len(left):
        best = table[left[0]]
        kept.append(int(left[0]))
        rows = table[left]
        dominated = (rows <= best + slack).all(axis=1) & (rows < best - slack).any(axis=1)
        left = left[~dominated][1:]
    return np.sort(np.array(kept, np.intp))


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
    table = np.asarray(utilities, np.float64)
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
    2011 international
       competition", Artificial Intelligence 198, 2013. https://doi.org/10.1016/j.artint.2012.09.004

    Examples
    --------
    >>> opposition([[1.0, 0.0], [0.7, 0.6], [0.0, 1.0]])
    0.5
    """
    table = np.asarray(utilities, np.float64)
    best = table.max(axis=0) if ideal is None else np.asarray(ideal, np.float64)
    return float(np.sqrt(((table - best) ** 2).sum(axis=1)).min())
