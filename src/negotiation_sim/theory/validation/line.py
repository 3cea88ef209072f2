"""One line of a validation: a check, where it comes from, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiation_sim.theory.cases import Check

__all__ = ["SIX_DIGITS", "Line", "Row", "closed_forms"]

SIX_DIGITS = 6e-7
"""Half a unit of the sixth decimal, and a little for rounding."""

Row = tuple[str, str, object, object, float]
"""Source, name, expected, obtained and tolerance of a closed form."""


@dataclass(frozen=True, slots=True)
class Line:
    """A check with its group and source.

    Parameters
    ----------
    group : closed forms, published cases, theorem, record, engines
    source : author and year, or the file
    """

    group: str
    source: str
    check: Check


def closed_forms(rows: Iterable[Row]) -> Iterator[Line]:
    """Lines of the group of closed forms."""
    for source, name, expected, obtained, tolerance in rows:
        yield Line("closed form", source, Check(name, expected, obtained, tolerance))
