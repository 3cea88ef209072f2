"""Laying out dated events: their steps, their shifts, and the dates that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from negotiation_sim.domain.events import Event
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model import draws
from negotiation_sim.model.streams import place

__all__ = ["begins", "fill_loose", "fill_shifts", "loose_shifts", "shift_list"]

Record = Any


def shift_list(scenario: Scenario) -> list[tuple[int, int, str, float]]:
    """(step, event, address, amount) of every shift within the calendar, in order; a fading one in
    monthly instalments.
    """
    found: list[tuple[int, int, str, float]] = []
    for number, event in enumerate(scenario.events):
        if event.spread:
            continue
        first = begins(event, scenario)
        for step, share in _instalments(event, first, scenario):
            found += [
                (step, number, address, amount * share)
                for address, amount in event.shifts
                if amount != 0.0
            ]
    return sorted(
        (shift for shift in found if shift[0] < scenario.calendar.n_steps),
        key=lambda shift: (shift[0], shift[1]),
    )


def loose_shifts(scenario: Scenario) -> list[tuple[int, int, str, float]]:
    """(steps after the event, event, address, amount) of every shift whose event has no certain
    date.
    """
    return [
        (after, number, address, amount * share)
        for number, event in enumerate(scenario.events)
        if event.spread
        for after, share in _instalments(event, 0, scenario)
        for address, amount in event.shifts
        if amount != 0.0
    ]


def begins(event: Event, scenario: Scenario) -> int:
    """Step in which an event begins; at most one past the calendar."""
    return min(max(scenario.calendar.step_of(event.date), 0), scenario.calendar.n_steps)


def _instalments(event: Event, first: int, scenario: Scenario) -> list[tuple[int, float]]:
    if event.half_life_months == 0.0:
        return [(first, 1.0)]
    fade = 0.5 ** (scenario.calendar.step_months / event.half_life_months)
    later = [
        (first + k, fade**k - fade ** (k - 1)) for k in range(1, scenario.calendar.n_steps - first)
    ]
    return [(first, 1.0), *later]


def fill_shifts(
    dispute: Record, shifts: Sequence[tuple[int, int, str, float]], index: dict[str, int]
) -> None:
    """Shifts on certain dates, in order of their steps."""
    dispute["n_shifts"] = len(shifts)
    for i, (step, event, address, amount) in enumerate(shifts):
        dispute["shift_step"][i], dispute["shift_event"][i] = step, event
        dispute["shift_param"][i], dispute["shift_amount"][i] = index[address], amount
        if step > 0:
            dispute["later_touched"] |= dispute["touches"][index[address]]
    dispute["n_phases"] = len({0} | {step for step, *_ in shifts})


def fill_loose(
    dispute: Record,
    loose: Sequence[tuple[int, int, str, float]],
    scenario: Scenario,
    index: dict[str, int],
) -> None:
    """Shifts, and distributions of the dates, of events whose date is drawn."""
    dispute["n_loose"], dispute["foreseen"] = len(loose), scenario.calendar.n_steps - 1
    for j, (after, number, address, amount) in enumerate(loose):
        dispute["loose_after"][j], dispute["loose_event"][j] = after, number
        dispute["loose_param"][j], dispute["loose_amount"][j] = index[address], amount
    at = scenario.calendar.position_of
    for e, event in enumerate(scenario.events):
        dispute["date_place"][e] = place("date", event.stream_name)
        if event.spread:
            three = len(event.spread) == 3
            dispute["date_code"][e] = draws.TRIANGULAR if three else draws.UNIFORM
            dispute["date_low"][e], dispute["date_mode"][e] = at(event.spread[0]), at(event.date)
            dispute["date_high"][e] = at(event.spread[-1] + timedelta(days=1))
