"""Numbers as a reader sees them: two decimals, no false precision, no zero for what is only
rare.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["interval", "percent", "points", "range_of", "share", "signed"]


def share(value: float) -> str:
    """A probability or a share.

    Examples
    --------
    >>> share(0.554), share(0.0012), share(0.0), share(1.2), share(-0.03), share(float("nan"))
    ('0.55', '<0.01', '0.00', '1.20', '-0.03', '–')
    """
    if value != value:  # not a number
        return "–"
    if 0 < value < 0.005:
        return "<0.01"
    return f"{round(100 * value) / 100:z.2f}"  # rounds as the percentages of figures do


def percent(value: float) -> str:
    """The same in a sentence.

    Examples
    --------
    >>> percent(0.554), percent(0.0012), percent(0.9999), percent(0.0)
    ('55%', '<1%', '100%', '0%')
    """
    return "<1%" if 0 < value < 0.005 else f"{round(100 * value)}%"


def signed(value: float) -> str:
    """A difference of shares.

    Examples
    --------
    >>> signed(0.3301), signed(-0.001), signed(float("nan"))
    ('+0.330', '-0.001', '–')
    """
    return "–" if value != value else f"{value:+z.3f}"


def points(value: float) -> str:
    """A gap or a margin in points, with its sign.

    Examples
    --------
    >>> points(-31.24), points(-0.01), points(float("nan"))
    ('-31.2', '+0.0', '–')
    """
    return "–" if value != value else f"{value:+z.1f}"


def interval(low: float, high: float, number: Callable[[float], str] = share) -> str:
    """Two ends of an interval.

    Examples
    --------
    >>> interval(0.551, 0.557), interval(0.001, 0.004), interval(-0.02, 0.31, signed)
    ('0.55–0.56', '<0.01', '-0.020 to +0.310')
    """
    ends = number(low), number(high)
    if ends[0] == ends[1] == "<0.01":
        return ends[1]
    return ("–" if number is share else " to ").join(ends)


def range_of(median: float, least: float, most: float, number: Callable[[float], str]) -> str:
    """Where something lies over the points of a design or a box.

    Examples
    --------
    >>> range_of(0.07, -0.01, 0.97, signed)
    '+0.070 [-0.010, +0.970]'
    """
    return f"{number(median)} [{number(least)}, {number(most)}]"
