"""One line of a validation: a check, where it comes from, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from negotiation_sim.theory.cases import Check

__all__ = ["Line"]


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
