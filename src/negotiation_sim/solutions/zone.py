"""Zone of possible agreement: the outcomes nobody would rather walk away from, how wide it is, and
who closes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.solutions.ties import TOLERANCE

__all__ = ["Zone", "agreement_zone", "no_gain", "payoff_table", "utility_table", "zone_gains"]

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Zone:
    """What is left of a set of outcomes once everyone may walk away.

    Parameters
    ----------
    outcomes : indices that leave nobody below its disagreement value, ascending
    gap : largest, over the allowed outcomes, of the smallest margin any party has; below 0 it is
        what is missing
    closest : outcome that has this margin, the lowest index of several
    binding : party whose margin it is, the lowest index of several: what would have to give first
    disagreement : utility of walking away, per party
    """

    outcomes: tuple[int, ...]
    gap: float
    closest: int
    binding: int
    disagreement: tuple[float, ...]


def agreement_zone(
    utilities: ArrayLike, disagreement: ArrayLike, allowed: ArrayLike | None = None
) -> Zone:
    """Zone of possible agreement (Raiffa 1982) [1]_, its gap and the binding party.

    The gap is that of the engines: the largest over outcomes of the smallest margin. An outcome
    short by less than ``TOLERANCE`` of the party's largest margin is in: it is short by rounding.

    Parameters
    ----------
    utilities : shape (n_outcomes, n_parties)
    disagreement : shape (n_parties,), utility of walking away. *The convention trap*: some
        libraries silently take the larger of the reservation value and the smallest utility, and so
        return another zone and another Nash point. Here it is what you pass, and every result
        repeats it.
    allowed : shape (n_outcomes,), False where somebody outside the table forbids an outcome; all
        allowed if left out

    References
    ----------
    .. [1] H. Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982.

    Examples
    --------
    >>> agreement_zone([[0.9, 0.2], [0.6, 0.6], [0.1, 0.9]], disagreement=[0.3, 0.25])
    Zone(outcomes=(1,), gap=0.3, closest=1, binding=0, disagreement=(0.3, 0.25))
    >>> agreement_zone([[0.9, 0.2], [0.1, 0.9]], disagreement=[0.3, 0.25]).outcomes
    ()
    """
    table, walk_away = payoff_table(utilities, disagreement)
    may = _allowed(allowed, len(table))
    margins = table - walk_away
    inside = np.all(margins >= -no_gain(table, walk_away), axis=1) & may
    least = np.where(may, margins.min(axis=1), -np.inf)
    closest = int(np.argmax(least))
    return Zone(
        outcomes=tuple(np.flatnonzero(inside).tolist()),
        gap=float(least[closest]),
        closest=closest,
        binding=int(np.argmin(margins[closest])),
        disagreement=tuple(walk_away.tolist()),
    )


def zone_gains(
    utilities: ArrayLike, disagreement: ArrayLike, allowed: ArrayLike | None = None
) -> tuple[NDArray[np.intp], FloatArray]:
    """Outcomes of the zone and what each party gains there, at least 0.

    Raises
    ------
    NoAgreementZoneError
        If the zone is empty.

    Examples
    --------
    >>> zone_gains([[3.0, 1.0], [0.0, 9.0]], disagreement=[1.0, 1.0])
    (array([0]), array([[2., 0.]]))
    """
    table, walk_away = payoff_table(utilities, disagreement)
    zone = agreement_zone(table, walk_away, allowed)
    if not zone.outcomes:
        raise NoAgreementZoneError(
            f"none of {len(table)} outcomes clears every disagreement value; the closest, outcome "
            f"{zone.closest}, "
            f"leaves party {zone.binding} short by {-zone.gap:.3g}"
        )
    outcomes = np.array(zone.outcomes, np.intp)
    margins = table - walk_away
    return outcomes, np.where(margins > no_gain(table, walk_away), margins, 0.0)[
        outcomes
    ]  # a gain of rounding is none


def no_gain(table: FloatArray, walk_away: FloatArray) -> FloatArray:
    """Margin that counts as none, per party: `TOLERANCE` of its largest one, and never less than
    the last digits of its utilities.
    """
    digits = 4 * np.finfo(np.float64).eps * np.maximum(np.abs(table).max(axis=0), np.abs(walk_away))
    return np.asarray(np.maximum(TOLERANCE * np.abs(table - walk_away).max(axis=0), digits))


def payoff_table(utilities: ArrayLike, disagreement: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Both arguments as arrays of float64 that fit each other.

    Raises
    ------
    ValueError
        If they do not, if there is no outcome or no party, or if a number is not finite.
    """
    table, walk_away = utility_table(utilities), np.asarray(disagreement, np.float64)
    if walk_away.shape != table.shape[1:]:
        raise ValueError(
            f"utilities {table.shape} and disagreement {walk_away.shape}, "
            "expected (outcomes, parties) and (parties,)"
        )
    if not np.isfinite(walk_away).all():
        raise ValueError(f"disagreement is {walk_away.tolist()}, expected finite numbers")
    return table, walk_away


def utility_table(utilities: ArrayLike, parties: int | None = None) -> FloatArray:
    """Utilities of outcomes for parties, as an array of float64.

    Parameters
    ----------
    parties : how many there must be; any number if left out

    Raises
    ------
    ValueError
        If it is no table, has no outcome or no party, or another number of parties, or if a
        number is not finite.

    Examples
    --------
    >>> utility_table([[1, 2, 3]], parties=2)
    Traceback (most recent call last):
    ValueError: utilities of shape (1, 3), expected (outcomes, 2 parties)
    """
    table = np.asarray(utilities, np.float64)
    if table.ndim != 2 or not table.size or parties not in (None, table.shape[1]):
        wanted = "parties), at least one of each" if parties is None else f"{parties} parties)"
        raise ValueError(f"utilities of shape {table.shape}, expected (outcomes, {wanted}")
    if not np.isfinite(table).all():
        raise ValueError("utilities hold NaN or infinity, expected finite numbers")
    return table


def _allowed(allowed: ArrayLike | None, n: int) -> NDArray[np.bool_]:
    may = np.ones(n, bool) if allowed is None else np.asarray(allowed, bool)
    if may.shape != (n,):
        raise ValueError(f"allowed has shape {may.shape}, expected {(n,)}")
    if not may.any():
        raise NoAgreementZoneError(f"none of {n} outcomes is allowed")
    return may
