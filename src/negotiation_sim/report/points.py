"""Points of a design in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["point_title"]

MOST_SHOWN = 3
"""Overrides of a point that are named; a box of sixty would fill a page."""


def point_title(number: int, points: Sequence[Mapping[str, Any]]) -> str:
    """What tells a point from the others, as a part of a title; empty where there is only one.

    Examples
    --------
    >>> point_title(1, [{"us.threat": "10"}, {"us.threat": "60"}])
    ' · point 1 (us.threat=60)'
    >>> point_title(0, [{}])
    ''
    """
    if len(points) < 2:
        return ""
    pairs = [f"{address}={value}" for address, value in points[number].items()]
    more = [f"{len(pairs) - MOST_SHOWN} more"] if len(pairs) > MOST_SHOWN else []
    told = ", ".join(pairs[:MOST_SHOWN] + more)
    return f" · point {number}" + (f" ({told})" if told else "")
