"""What is believed about a number before a run: a fixed value or a distribution.

The *mode* of a parameter is public knowledge, the draw is private to a run (specification.md
section 2.2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "LARGEST",
    "Beta",
    "Distribution",
    "Fixed",
    "Triangular",
    "TruncatedNormal",
    "Uniform",
]

LARGEST = 1e15
"""Farthest from 0 that any number of a scenario may be: beyond, a float no longer tells single points
apart, and products of a few such numbers are infinite."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number everybody knows.

    Examples
    --------
    >>> Fixed(0.25).scaled(2.0)
    Fixed(value=0.5)
    """

    value: float

    @property
    def mode(self) -> float:
        return self.value

    @property
    def support(self) -> tuple[float, float]:
        return self.value, self.value

    def scaled(self, factor: float) -> Fixed:
        return Fixed(self.value * factor)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value from `low` to `high` equally likely; the middle is what the others assume."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"uniform needs low < high, found [{self.low:g}, {self.high:g}]")

    @property
    def mode(self) -> float:
        return 0.5 * (self.low + self.high)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def scaled(self, factor: float) -> Uniform | Fixed:
        low, high = sorted((self.low * factor, self.high * factor))
        return Uniform(low, high) if low < high else Fixed(low)


@dataclass(frozen=True, slots=True)
class Triangular:
    """Low, most likely and high value.

    Examples
    --------
    >>> Triangular(35, 54, 73).scaled(0.5)
    Triangular(low=17.5, mode=27.0, high=36.5)
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        if not (self.low <= self.mode <= self.high and self.low < self.high):
            raise ValueError(
                f"triangular needs low <= mode <= high and low < high, found [{self.low:g}, {self.mode:g}, {self.high:g}]"
            )

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def scaled(self, factor: float) -> Triangular | Fixed:
        low, high = sorted((self.low * factor, self.high * factor))
        return Triangular(low, self.mode * factor, high) if low < high else Fixed(low)


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta(a, b) stretched from `low` to `high`; mode where it has one inside, else mean."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        if not (self.a > 0 and self.b > 0 and self.low < self.high):
            raise ValueError(
                f"beta needs a > 0, b > 0 and low < high, found {self.a:g}, {self.b:g} on [{self.low:g}, {self.high:g}]"
            )

    @property
    def mode(self) -> float:
        inside = (
            (self.a - 1) / (self.a + self.b - 2)
            if self.a > 1 and self.b > 1
            else self.a / (self.a + self.b)
        )
        return self.low + (self.high - self.low) * inside

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def scaled(self, factor: float) -> Beta | Fixed:
        if factor == 0:
            return Fixed(0.0)
        a, b = (self.a, self.b) if factor > 0 else (self.b, self.a)
        low, high = sorted((self.low * factor, self.high * factor))
        return Beta(a, b, low, high)

    def unit_quantiles(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Quantiles as shares of the way from `low` to `high`."""
        from scipy.stats import beta

        return np.asarray(beta.ppf(shares, self.a, self.b), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class TruncatedNormal:
    """Normal(mean, sd) cut off at `low` and `high`; the mode is the mean, or the nearer bound."""

    mean: float
    sd: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not (self.sd > 0 and self.low < self.high):
            raise ValueError(
                f"normal needs sd > 0 and low < high, found sd {self.sd:g} on [{self.low:g}, {self.high:g}]"
            )

    @property
    def mode(self) -> float:
        return min(max(self.mean, self.low), self.high)

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def scaled(self, factor: float) -> TruncatedNormal | Fixed:
        if factor == 0:
            return Fixed(0.0)
        low, high = sorted((self.low * factor, self.high * factor))
        return TruncatedNormal(self.mean * factor, self.sd * abs(factor), low, high)

    def unit_quantiles(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Quantiles as shares of the way from `low` to `high`."""
        from scipy.stats import truncnorm

        a, b = (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd
        raw = truncnorm.ppf(shares, a, b, loc=self.mean, scale=self.sd)
        return np.asarray((raw - self.low) / (self.high - self.low), dtype=np.float64)


Distribution = Fixed | Uniform | Triangular | Beta | TruncatedNormal
