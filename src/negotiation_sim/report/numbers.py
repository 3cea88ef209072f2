"""Numbers as a reader sees them: two decimals, no false precision, no zero for what is only
rare.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["interval", "share", "signed"]


def share(value: float) -> str:
    """A probability or a share.

    Examples
    --------
    >>> share(0.554), share(0.0012), share(0.0), share(1.2), share(-0.03), share(float("nan"))
    ('0.55', '<0.01', '0.00', '1.20', '-0.03', '–')
    """
    if value != value:  # not a number
        return "–"
    return "<0.01" if 0 < value < 0.005 else f"{value:z.2f}"


def signed(value: float) -> str:
    """A difference of shares.

    Examples
    --------
    >>> signed(0.3301), signed(-0.001), signed(float("nan"))
    ('+0.330', '-0.001', '–')
    """
    return "–" if value != value else f"{value:+z.3f}"


def interval(low: float, high: float, number: Callable[[float], str] = share) -> str:
    """Two ends of an interval.

    Examples
    --------
    >>> interval(0.551, 0.557), interval(-0.02, 0.31, signed)
    ('0.55–0.56', '-0.020 to +0.310')
    """
    return (
        f"{number(low)}–{number(high)}" if number is share else f"{number(low)} to {number(high)}"
    )
