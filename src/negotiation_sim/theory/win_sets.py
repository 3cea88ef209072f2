"""Two-level games on a line: which splits every parliament would ratify."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["win_set_overlap", "win_set_split"]


def win_set_overlap(win_sets: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Overlap of intervals each of which is what one side ratifies (Putnam 1988) [1]_; None where
    they do not meet.

    Parameters
    ----------
    win_sets : (least, most) of the issue that each side accepts, at least one side

    References
    ----------
    .. [1] R. D. Putnam, "Diplomacy and Domestic Politics: The Logic of Two-Level Games",
       International Organization 42(3), 1988. https://doi.org/10.1017/S0020818300027697

    Examples
    --------
    >>> win_set_overlap([(0.4, 1.0), (0.0, 0.7)]), win_set_overlap([(0.4, 1.0), (0.0, 0.3)])
    ((0.4, 0.7), None)
    """
    low, high = max(least for least, _ in win_sets), min(most for _, most in win_sets)
    return (low, high) if low <= high else None


def win_set_split(least_a: float, most_b: float) -> float | None:
    """Nash split of a pie of 1 where each side's disagreement value is its own ratification bound:
    the middle of the overlap.

    A tied hand pays until it is tied too tight (Schelling 1960, chapter 2): with B ratifying up to
    0.9, a bound of A at 0.6 in place of 0.4 moves the split by 0.1, one at 0.95 leaves none.

    Parameters
    ----------
    least_a : smallest share of A that A's parliament ratifies
    most_b : largest share of A that B's parliament ratifies

    Returns
    -------
    share of A, None where the win-sets do not overlap

    Examples
    --------
    >>> [win_set_split(least, 0.9) for least in (0.4, 0.6, 0.95)]
    [0.65, 0.75, None]
    """
    zone = win_set_overlap([(least_a, 1.0), (0.0, most_b)])
    return None if zone is None else min(max((least_a + most_b) / 2, zone[0]), zone[1])
