"""Dated events: they move parameters, never outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Event"]


@dataclass(frozen=True, slots=True)
class Event:
    """Shifts named parameters on a date.

    Parameters
    ----------
    shifts : (parameter, amount in the parameter's unit)
    probability : chance that it happens in a run
    half_life_months : the shift fades by half in this time; 0 for a lasting one
    stream : name of its random stream; the id unless declared
    """

    name: str
    date: date
    label: str
    shifts: tuple[tuple[str, float], ...]
    source: str
    probability: float = 1.0
    half_life_months: float = 0.0
    stream: str = ""

    @property
    def stream_name(self) -> str:
        return self.stream or self.name
