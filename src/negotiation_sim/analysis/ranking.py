"""Places in a ranking that intervals allow, so that what cannot be distinguished is not ranked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["places"]


def places(
    low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best and worst place of each interval, 1 for the largest.

    One is above another only if their intervals do not overlap (ours; it errs on the side of not
    ranking).

    Examples
    --------
    >>> best, worst = places(np.array([0.1, 0.5, 0.0, 0.9]), np.array([0.2, 0.7, 0.15, 1.0]))
    >>> best.tolist(), worst.tolist()
    ([3, 2, 3, 1], [4, 2, 4, 1])
    """
    above = low[:, None] > high[None, :]
    return 1 + above.sum(axis=0), len(low) - above.sum(axis=1)
