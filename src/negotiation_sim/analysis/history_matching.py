"""Which points of a box history does not rule out, and how likely history is at each point
(specification.md section 15.5).

History is one outcome class per episode, so it can say little: see `most_bits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.analysis.shares import PointShares

__all__ = ["consistent", "history_probability", "most_bits", "sentence_of_bits"]

SMOOTHING = 0.5
"""Added to every count (Jeffreys), so that a class that never occurred in some runs is rare, not
impossible."""


def consistent(shares: PointShares, observed: Mapping[str, str]) -> NDArray[np.bool_]:
    """Where the recorded class is the most frequent one at baseline (history matching: Craig et al.
    1997).

    Parameters
    ----------
    observed : recorded class by scenario; only these are looked at

    Returns
    -------
    shape (points, scenarios), in the order of `observed`
    """
    found = []
    for scenario, name in observed.items():
        counts = shares.counts[scenario, "baseline"]
        recorded = counts[:, shares.classes[scenario].index(name)]
        found.append(recorded == counts.max(axis=1))
    return np.stack(found, axis=1)


def history_probability(
    shares: PointShares, observed: Mapping[str, str], arms: Mapping[str, str] | None = None
) -> NDArray[np.float64]:
    """P(recorded class) of each episode at each point, shape (points, scenarios).

    ``(count + 1/2) / (n + k/2)`` for a scenario of `k` classes, so that too few runs never make
    history impossible at a point.

    Parameters
    ----------
    arms : intervention by scenario that stands for a model; the baseline where none is named
    """
    found = []
    for scenario, name in observed.items():
        arm = (arms or {}).get(scenario, "baseline")
        classes = len(shares.classes[scenario])
        found.append(
            (shares.occurred(scenario, arm, name) + SMOOTHING)
            / (shares.total(scenario, arm) + SMOOTHING * classes)
        )
    return np.stack(found, axis=1)


def most_bits(shares: PointShares, observed: Mapping[str, str]) -> float:
    """The most information these outcomes can carry, in bits: enough to name one class per episode.

    Examples
    --------
    >>> names = tuple("abcdefghijklm")
    >>> episodes = dict.fromkeys(("1956", "2018", "2022"), names)
    >>> round(most_bits(PointShares(episodes, {}, {}, 1), dict.fromkeys(episodes, "a")), 1)
    11.1
    """
    return sum(log2(len(shares.classes[scenario])) for scenario in observed)


def sentence_of_bits(shares: PointShares, observed: Mapping[str, str]) -> str:
    """The sentence that goes with every posterior."""
    n = len(observed)
    return (
        f"{n} recorded outcome{'s carry' if n > 1 else ' carries'} at most "
        f"{most_bits(shares, observed):.0f} bits in all, against "
        "all the numbers that may vary: they rule little out and identify nothing."
    )
