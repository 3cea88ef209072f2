"""Which outcomes share first place: the one tolerance of all solutions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "maximisers"]

TOLERANCE = 1e-9
"""Ours. Two scores this close, relative to the largest that could be meant, are one score:
published tables carry eight to twelve digits, and a sum of six contributions of twelve digits is
off by up to 3e-12."""


def maximisers(scores: NDArray[np.float64], scale: float) -> NDArray[np.intp]:
    """Places of all scores within ``TOLERANCE * scale`` of the largest, ascending.

    Parameters
    ----------
    scores : shape (n,), at least one
    scale : size of what the scores are made of; the largest score itself for a product, the largest
        gain for a minimum

    Examples
    --------
    >>> maximisers(np.array([0.3, 0.1 + 0.2, 0.2]), scale=1.0)
    array([0, 1])
    """
    return np.flatnonzero(scores >= scores.max() - TOLERANCE * scale)
