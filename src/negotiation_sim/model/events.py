"""Dated events move parameters and nothing else."""

from __future__ import annotations

__all__ = ["happens", "shifted"]


def shifted(value: float, amount: float, lower: float, upper: float) -> float:
    """A parameter after a shift, kept in the range of its unit.

    Examples
    --------
    >>> shifted(54.0, 8.0, float("-inf"), float("inf")), shifted(0.9, 0.3, 0.0, 1.0)
    (62.0, 1.0)
    """
    moved = value + amount
    if moved < lower:
        return lower
    if moved > upper:
        return upper
    return moved


def happens(uniform: float, probability: float) -> bool:
    """Whether an uncertain event happens in a run.

    Examples
    --------
    >>> happens(0.3, 0.5), happens(0.7, 0.5), happens(0.999, 1.0)
    (True, False, True)
    """
    return uniform < probability
