"""One comparison of a case: what its file expects, and what we obtain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real

__all__ = ["EIGHT_DIGITS", "EXACT", "Check", "agrees"]

EXACT = 0.0
EIGHT_DIGITS = 6e-9
"""Half a unit of the eighth decimal, which files of cases carry, and a little for our own
rounding."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a validation report.

    Parameters
    ----------
    name : of what is compared, such as ``nash outcomes``
    expected, obtained : numbers, texts, None, or nested lists of them
    tolerance : largest difference of two numbers that counts as none; for numbers beyond 1 it is
        relative

    Examples
    --------
    >>> Check("share", expected=0.52631579, obtained=1 / 1.9, tolerance=EIGHT_DIGITS).passed
    True
    """

    name: str
    expected: object
    obtained: object
    tolerance: float

    @property
    def passed(self) -> bool:
        return agrees(self.expected, self.obtained, self.tolerance)


def agrees(expected: object, obtained: object, tolerance: float) -> bool:
    """Whether two values of the same shape are equal, numbers to a tolerance.

    Examples
    --------
    >>> agrees([0.5, None], (0.5 + 1e-12, None), 1e-9), agrees([1, 2], [1], 1e-9)
    (True, False)
    """
    if isinstance(expected, Mapping) and isinstance(obtained, Mapping):
        return set(expected) == set(obtained) and all(
            agrees(expected[key], obtained[key], tolerance) for key in expected
        )
    if isinstance(expected, (list, tuple)) and isinstance(obtained, (list, tuple)):
        return len(expected) == len(obtained) and all(
            agrees(e, o, tolerance) for e, o in zip(expected, obtained, strict=True)
        )
    if isinstance(expected, Real) and isinstance(obtained, Real):
        return abs(float(expected) - float(obtained)) <= tolerance * max(1.0, abs(float(expected)))
    return expected == obtained
