"""Bargaining on a smooth frontier of two parties: the same four points where there is a continuum
of outcomes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scipy.optimize import brentq, minimize_scalar

from negotiation_sim.errors import NoAgreementZoneError, VerificationError
from negotiation_sim.solutions.ties import TOLERANCE

__all__ = ["Frontier", "FrontierPoints", "frontier_points"]

_FINE = 1e-12
_SCANNED = 1000


@dataclass(frozen=True, slots=True)
class Frontier:
    """Curve of best agreements: what the second party can get where the first gets `u`.

    Parameters
    ----------
    second : utility of the second party, falling and concave in that of the first
    low, high : utilities of the first party between which it is the frontier
    """

    second: Callable[[float], float]
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"frontier from {self.low} to {self.high}, expected low <= high")


@dataclass(frozen=True, slots=True)
class FrontierPoints:
    """Utilities of both parties at each solution, and the disagreement point they start from.

    ``utilitarian`` and ``egalitarian`` compare points of different parties: rescaling one party
    moves them.
    """

    nash: tuple[float, float]
    kalai_smorodinsky: tuple[float, float]
    egalitarian: tuple[float, float]
    utilitarian: tuple[float, float]
    disagreement: tuple[float, float]


def frontier_points(
    frontier: Frontier, disagreement: tuple[float, float], power: float = 0.5
) -> FrontierPoints:
    """Nash, Kalai–Smorodinsky, egalitarian and utilitarian points of a smooth frontier, found
    numerically.

    Only the part of the frontier where neither falls below its disagreement value counts.

    Parameters
    ----------
    disagreement : utility of walking away of both; the convention trap is explained in `nash_point`
    power : bargaining power of the first party in the Nash product, between 0 and 1

    Raises
    ------
    NoAgreementZoneError
        If every point of the frontier leaves somebody short.

    References
    ----------
    J. F. Nash, "Two-Person Cooperative Games", Econometrica 21(1), 1953.
    https://doi.org/10.2307/1906951

    Examples
    --------
    >>> found = frontier_points(Frontier(lambda u: 1 - u**2, 0.0, 1.0), disagreement=(0.0, 0.0))
    >>> [round(x, 6) for x in found.nash], [round(x, 6) for x in found.kalai_smorodinsky]
    ([0.57735, 0.666667], [0.618034, 0.618034])
    """
    low, high = _individually_rational(frontier, disagreement)
    first, second = disagreement
    curve = frontier.second

    def product(u: float) -> float:
        return float(
            max(u - first, 0.0) ** (2 * power) * max(curve(u) - second, 0.0) ** (2 - 2 * power)
        )

    def ratio(u: float) -> float:
        return (u - first) * (curve(low) - second) - (curve(u) - second) * (high - first)

    best = _highest(product, low, high)
    together = _highest(lambda u: u + curve(u), low, high)
    equal = _crossing(lambda u: (u - first) - (curve(u) - second), low, high)
    same_ratio = _crossing(ratio, low, high)
    nash, kalai_smorodinsky, egalitarian, utilitarian = (
        (u, float(curve(u))) for u in (best, same_ratio, equal, together)
    )
    return FrontierPoints(nash, kalai_smorodinsky, egalitarian, utilitarian, disagreement)


def _individually_rational(
    frontier: Frontier, disagreement: tuple[float, float]
) -> tuple[float, float]:
    low, high = max(frontier.low, disagreement[0]), frontier.high
    if low > high or frontier.second(low) < disagreement[1]:
        raise NoAgreementZoneError(
            f"the frontier from {frontier.low:g} to {frontier.high:g} leaves somebody below "
            f"{disagreement}"
        )
    if frontier.second(high) < disagreement[1]:
        high = float(brentq(lambda u: frontier.second(u) - disagreement[1], low, high, xtol=_FINE))
    return low, high


def _crossing(excess: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is 0, or the end nearest to it."""
    if excess(low) >= 0:
        return low
    if excess(high) <= 0:
        return high
    return float(brentq(excess, low, high, xtol=_FINE))


def _highest(worth: Callable[[float], float], low: float, high: float) -> float:
    """Where a function with one peak is largest; a scan confirms that it is the peak."""
    found = float(
        minimize_scalar(
            lambda u: -worth(u), bounds=(low, high), method="bounded", options={"xatol": _FINE}
        ).x
    )
    place = max((low, high, _refined(worth, found, low, high)), key=worth)
    scanned = max((low + (high - low) * k / _SCANNED for k in range(_SCANNED + 1)), key=worth)
    if worth(scanned) > worth(place) + TOLERANCE * abs(worth(place)):
        raise VerificationError(
            f"{scanned:g} is worth more than the peak found at {place:g}: the frontier is not "
            "concave"
        )
    return place


def _refined(worth: Callable[[float], float], near: float, low: float, high: float) -> float:
    """A peak to ten digits: where the slope is 0, as the top itself is too flat to see more than
    eight.
    """
    h = 1e-3 * (high - low)

    def slope(u: float) -> float:  # central difference of fourth order
        return 8 * (worth(u + h) - worth(u - h)) - (worth(u + 2 * h) - worth(u - 2 * h))

    if near - 3 * h <= low or near + 3 * h >= high or slope(near - h) <= 0 or slope(near + h) >= 0:
        return near
    return float(brentq(slope, near - h, near + h, xtol=_FINE))
