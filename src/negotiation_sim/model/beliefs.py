"""Beliefs that learn from what everybody sees: a Beta belief and its count (specification.md
section 11.1; off by default).
"""

from __future__ import annotations

__all__ = ["learned"]


def learned(mean: float, weight: float, confirmed: bool) -> float:
    """Mean of a Beta belief after one more observation: ``(n0 m + k) / (n0 + 1)``.

    Parameters
    ----------
    mean : before, 0 to 1
    weight : observations the belief is worth so far, > 0
    confirmed : whether it was borne out

    Examples
    --------
    >>> round(learned(0.85, 8.0, True), 6), round(learned(0.85, 8.0, False), 6)
    (0.866667, 0.755556)
    """
    return (weight * mean + (1.0 if confirmed else 0.0)) / (weight + 1.0)
