"""From a uniform number to a private value of a parameter, by inverse distribution functions."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["FIXED", "TABLE", "TRIANGULAR", "UNIFORM", "stretched", "tabled", "triangular"]

FIXED, UNIFORM, TRIANGULAR, TABLE = 0, 1, 2, 3
"""Codes of how a value is drawn."""


def stretched(uniform: float, low: float, high: float) -> float:
    """Value of a uniform distribution.

    Examples
    --------
    >>> stretched(0.25, 10.0, 20.0)
    12.5
    """
    return low + (high - low) * uniform


def triangular(uniform: float, low: float, mode: float, high: float) -> float:
    """Value of a triangular distribution (Kotz & van Dorp 2004, inverse of eq. 1.4).

    Examples
    --------
    >>> triangular(0.5, 0.0, 1.0, 2.0), triangular(0.0, 3.0, 4.0, 9.0)
    (1.0, 3.0)
    """
    rising = uniform * (high - low) < mode - low
    share = uniform if rising else 1.0 - uniform
    side = mode - low if rising else high - mode
    reach = math.sqrt(share * (high - low) * side)
    return low + reach if rising else high - reach


def tabled(uniform: float, knots: Sequence[float], n_knots: int) -> float:
    """Quantile by linear interpolation in a table of equally spaced probabilities.

    Parameters
    ----------
    uniform : in [0, 1)
    knots : quantiles at 0, 1/(n-1), ..., 1
    n_knots : how many of them

    Examples
    --------
    >>> tabled(0.25, [0.0, 1.0, 4.0], 3)
    0.5
    """
    position = uniform * (n_knots - 1)
    cell = int(position)
    share = position - cell
    return knots[cell] + (knots[cell + 1] - knots[cell]) * share
