"""What can be moved in a scenario: every number, word and switch, with its place and its range."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from negotiation_sim.analysis.lever_ranges import box_experiment, box_ranges, own_range
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model.strategies.registry import strategy_names
from negotiation_sim.scenarios import NamedScenario, Overrides
from negotiation_sim.scenarios.values import out_of_range

__all__ = ["CHANCE", "Choice", "Number", "capital", "choices_of", "numbers_of"]

STEPS = 200
"""Steps of a slider, at least."""

CHANCE = "chance"
"""Who opens, where a draw decides."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be moved.

    Parameters
    ----------
    group : the actor, hazard or event it belongs to, in words
    start : where the scenario has it; the most likely value of a distribution
    low, high : the plausible range
    least, most : ends of the slider
    spread : how far a run's draw may lie from the most likely value, in words; empty for none
    lever : one of the few shown first
    """

    address: str
    label: str
    group: str
    unit: str
    source: str
    start: float
    low: float
    high: float
    least: float
    most: float
    step: float
    spread: str = ""
    lever: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that can be chosen.

    Parameters
    ----------
    options : (value, words)
    """

    address: str
    label: str
    start: str
    options: tuple[tuple[str, str], ...]


def numbers_of(named: NamedScenario) -> tuple[Number, ...]:
    """Levers first, then every other parameter, the amounts of dated events and whatever else is a
    number and can be overridden.

    Examples
    --------
    >>> numbers = numbers_of(NamedScenario.load("1956"))
    >>> [number.address for number in numbers][:2], sum(number.lever for number in numbers)
    (['japan.norm', 'russia.base_loss'], 10)
    """
    ranges = box_ranges(named, box_experiment())
    found = [_of_parameter(one, named.scenario, ranges) for one in named.scenario.parameters]
    found.sort(key=lambda number: not number.lever)
    return (*found, *_amounts(named.scenario, ranges))


def _of_parameter(
    parameter: Parameter, scenario: Scenario, ranges: dict[str, tuple[float, float]]
) -> Number:
    low, high = ranges.get(parameter.address) or own_range(parameter)
    start, (first, last) = parameter.value.mode, parameter.value.support
    least, most, step = _slider(min(low, first), max(high, last), *parameter.bounds)
    if out_of_range(Fixed(least), parameter.unit):
        least = step  # above 0, such as the shape of a concession
    fixed = isinstance(parameter.value, Fixed)
    return Number(
        parameter.address,
        capital(parameter.label or parameter.address),
        _owner(parameter.address.split(".")[0], scenario),
        parameter.unit,
        parameter.source,
        start,
        low,
        high,
        least,
        most,
        step,
        "" if fixed else f"{first - start:+g} to {last - start:+g}",
        parameter.lever,
    )


def _amounts(scenario: Scenario, ranges: dict[str, tuple[float, float]]) -> Iterator[Number]:
    for event in scenario.events:
        for name, amount in event.shifts:
            address, of = f"events.{event.name}.{name}", scenario.parameter(name)
            low, high = ranges.get(address) or tuple(sorted((0.5 * amount, 1.5 * amount)))
            least, most, step = _slider(min(low, 0.0), max(high, 0.0), -math.inf, math.inf)
            yield Number(
                address,
                f"{of.label or name}: change",
                event.label,
                of.unit,
                event.source,
                amount,
                low,
                high,
                least,
                most,
                step,
            )


def _slider(low: float, high: float, floor: float, ceiling: float) -> tuple[float, float, float]:
    """Ends of a slider a quarter beyond what is plausible, within the unit, and its step.

    Examples
    --------
    >>> _slider(15.0, 60.0, 0.0, math.inf), _slider(0.1, 0.8, 0.0, 1.0)
    ((0.0, 75.0, 0.2), (0.0, 1.0, 0.005))
    """
    width = (high - low) or 1.0
    scale = 10.0 ** math.floor(math.log10(width))
    unit = next(scale * factor for factor in (0.1, 0.2, 0.5, 1.0) if scale * factor * 20 >= width)
    least = max(floor, unit * math.floor(round((low - 0.25 * width) / unit, 9)))
    most = min(ceiling, unit * math.ceil(round((high + 0.25 * width) / unit, 9)))
    if low >= 0.0:
        least = max(least, 0.0)
    fine = 10.0 ** math.floor(math.log10((most - least) / STEPS))
    step = next(f * fine for f in (5.0, 2.0, 1.0) if (most - least) / (f * fine) >= STEPS)
    return round(least, 9), round(most, 9), round(step, 9)


def choices_of(scenario: Scenario) -> tuple[Choice, ...]:
    """Strategies of the principals, who opens, and when each event happens, as far as they can be
    overridden.
    """
    known = set(Overrides(scenario).addresses)
    found = [
        Choice(
            f"{actor.name}.strategy",
            f"How {actor.label} bargains",
            actor.strategy,
            tuple((name, name.replace("_", " ")) for name in strategy_names()),
        )
        for actor in scenario.principals
    ]
    opens = Choice(
        "first",
        "Who opens",
        CHANCE,
        ((CHANCE, "chance"), *((one.name, one.label) for one in scenario.principals)),
    )
    dates = [
        Choice(
            f"events.{event.name}.date",
            event.label,
            _month(event.date, scenario.calendar),
            _months(scenario.calendar, event.date),
        )
        for event in scenario.events
    ]
    return tuple(one for one in (*found, opens, *dates) if one.address in known)


def _month(day: date, calendar: Calendar) -> str:
    return f"{day:%Y-%m}" if calendar.step == "month" else f"{day:%Y-%m-%d}"


def _months(calendar: Calendar, own: date) -> tuple[tuple[str, str], ...]:
    """Every step of the calendar, and the event's own date if it is none of them."""
    days = [calendar.day_of(step) for step in range(calendar.n_steps)]
    texts = {_month(day, calendar): calendar.label(step) for step, day in enumerate(days)}
    texts.setdefault(_month(own, calendar), f"{own:%b %Y}")
    return tuple(sorted(texts.items()))


def _owner(name: str, scenario: Scenario) -> str:
    labels = {actor.name: actor.label for actor in scenario.actors}
    return labels.get(name, f"Risk: {name}")


def capital(label: str) -> str:
    """A label as it stands at the head of a line."""
    return label[:1].upper() + label[1:]
