"""Dated events: they move parameters, never outcomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from negotiation_sim.domain.changes import Change, Scaling

__all__ = ["Event"]


@dataclass(frozen=True, slots=True)
class Event:
    """Shifts named parameters on a date.

    Parameters
    ----------
    shifts : (parameter, amount in the parameter's unit)
    probability : chance that it happens in a run
    spread : the first and the last day it may fall on, or first, most likely and last; empty where
        its date is certain
    half_life_months : the shift fades by half in this time; 0 for a lasting one
    stream : name of its random stream; the id unless declared
    injures : principals that may break off over it at once
    """

    name: str
    date: dt.date
    label: str
    shifts: tuple[tuple[str, float], ...]
    source: str
    probability: float = 1.0
    half_life_months: float = 0.0
    stream: str = ""
    injures: tuple[str, ...] = ()
    spread: tuple[dt.date, ...] = ()

    @property
    def stream_name(self) -> str:
        return self.stream or self.name

    @property
    def when(self) -> str:
        """Its date, or the days between which it falls.

        Examples
        --------
        >>> Event("vote", dt.date(2001, 3, 1), "", (), "").when
        '1 Mar 2001'
        """
        days = self.spread[:1] + self.spread[-1:] if self.spread else (self.date,)
        return " to ".join(f"{day.day} {day:%b %Y}" for day in days)

    @property
    def has_effect(self) -> bool:
        """Whether it moves or injures anything."""
        return bool(self.injures) or any(amount != 0.0 for _, amount in self.shifts)

    def changed(self, change: Change) -> Event:
        """The event with the amounts a change gives it, and without the parameters it freezes."""
        if not (change.shifts or change.freeze):
            return self
        amounts = dict(self.shifts)
        for event, address, amount in change.shifts:
            if event == self.name:
                amounts[address] = (
                    amounts[address] * amount.factor if isinstance(amount, Scaling) else amount
                )
        return replace(
            self, shifts=tuple(shift for shift in amounts.items() if shift[0] not in change.freeze)
        )
