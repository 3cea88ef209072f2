"""What can be moved in a scenario: every number, word and switch, with its place and its range."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from negotiation_sim.analysis.lever_ranges import box_experiment, box_ranges, own_range
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.issues import Issue
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model.strategies.registry import fitting
from negotiation_sim.report.move_text import capital
from negotiation_sim.scenarios import NamedScenario, settable
from negotiation_sim.scenarios.edits import CHANCE
from negotiation_sim.scenarios.values import out_of_range

__all__ = ["Choice", "Number", "choices_of", "numbers_of"]

STEPS = 200
"""Steps of a slider, at least."""


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
    """A word that can be chosen, or several joined by commas.

    Parameters
    ----------
    options : (value, words)
    many : whether several can
    """

    address: str
    label: str
    start: str
    options: tuple[tuple[str, str], ...]
    many: bool = False


def numbers_of(named: NamedScenario) -> tuple[Number, ...]:
    """Levers first, then every other parameter, the amounts and chances of dated events, and scores.

    Examples
    --------
    >>> numbers = numbers_of(NamedScenario.load("1956"))
    >>> [number.address for number in numbers][:2], sum(number.lever for number in numbers)
    (['japan.norm', 'russia.base_loss'], 11)
    """
    ranges = box_ranges(named, box_experiment())
    found = [_of_parameter(one, named.scenario, ranges) for one in named.scenario.parameters]
    found.sort(key=lambda number: not number.lever)
    return (*found, *_amounts(named.scenario, ranges), *_others(named.scenario))


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


def _others(scenario: Scenario) -> Iterator[Number]:
    """Scores, and the chance that each event happens."""
    for row in settable(scenario, {}):
        score = row.address.startswith("scores.")
        if score or row.address.endswith(".probability"):
            value = float(row.value)
            most = max(1.0, value) if score else 1.0
            group = "Scores: what each level is worth" if score else row.words
            words = row.words if score else "Chance that it happens"
            source = row.source or "Judgement, as the scenario file says beside it."
            yield Number(
                row.address,
                capital(words),
                group,
                row.unit,
                source,
                value,
                0.0,
                most,
                0.0,
                most,
                0.005 * most,
            )


def choices_of(scenario: Scenario) -> tuple[Choice, ...]:
    """Strategies of the principals, who opens, when each event happens, when the calendar ends, and
    which levels are on the table.
    """
    names = tuple((name, name.replace("_", " ")) for name in fitting(len(scenario.principals)))
    sides = ((CHANCE, "chance"), *((one.name, one.label) for one in scenario.principals))
    months = _months(scenario.calendar)
    labels = {event.name: event.label for event in scenario.events}
    levels = {f"menu.{issue.name}": _levels(issue) for issue in scenario.issues}
    found = []
    for row in settable(scenario, {}):
        of = row.address.split(".")[1] if "." in row.address else ""
        if row.address.endswith(".strategy"):
            found.append(Choice(row.address, capital(row.words), row.value, names))
        elif row.address == "first":
            found.append(Choice(row.address, capital(row.words), row.value, sides))
        elif row.address == "calendar.end":
            found.append(Choice(row.address, capital(row.words), row.value, months))
        elif row.unit == "date":
            shown = _with_own(_days(scenario.calendar), row.value)
            found.append(Choice(row.address, labels[of], row.value, shown))
        elif row.address in levels:
            words = capital(row.words)
            found.append(Choice(row.address, words, row.value, levels[row.address], many=True))
    return tuple(found)


def _levels(issue: Issue) -> tuple[tuple[str, str], ...]:
    return tuple((level, issue.phrase(level)) for level in issue.levels)


def _months(calendar: Calendar) -> tuple[tuple[str, str], ...]:
    """Every month from the first on, to a year after the last."""
    first = calendar.start.year * 12 + calendar.start.month - 1
    days = (date(at // 12, at % 12 + 1, 1) for at in range(first, first + calendar.n_months + 12))
    return tuple((f"{day:%Y-%m}", f"{day:%b %Y}") for day in days)


def _days(calendar: Calendar) -> dict[str, str]:
    """The first day of every step."""
    return {
        f"{calendar.day_of(step):%Y-%m-%d}": calendar.label(step)
        for step in range(calendar.n_steps)
    }


def _with_own(days: dict[str, str], own: str) -> tuple[tuple[str, str], ...]:
    """The same and an event's own date."""
    return tuple(sorted(({own: f"{date.fromisoformat(own):%d %b %Y}"} | days).items()))


def _owner(name: str, scenario: Scenario) -> str:
    labels = {actor.name: actor.label for actor in scenario.actors}
    return labels.get(name, f"Risk: {name}")
