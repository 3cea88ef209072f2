"""What can be moved in a scenario to reach an outcome, and how far each move counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from negotiation_sim.analysis.lever_ranges import moved_text, plausible_range
from negotiation_sim.analysis.reach_search import Place, Ray
from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.scenarios import Overrides

__all__ = ["SWITCH", "Move", "Way", "change_of", "moves_of", "ways_of"]

SWITCH = 0.5
"""Widths that an intervention, or an event that does not happen, counts as (ours)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be moved one way.

    Parameters
    ----------
    kind : ``number``, ``intervention`` or ``event``
    start, end : of a number, its own value and the end of its plausible range
    """

    name: str
    kind: str
    label: str
    ray: Ray
    start: float = 0.0
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class Move:
    """One move of an answer.

    Parameters
    ----------
    widths : how far it is, in widths of the plausible range
    option, text : as a command line takes it, ``--set``, ``--intervention`` or ``--drop``
    start, to : of a number, where it is and where it is moved to
    """

    name: str
    kind: str
    label: str
    widths: float
    option: str
    text: str
    start: float = float("nan")
    to: float = float("nan")


def ways_of(
    scenario: Scenario, ranges: dict[str, tuple[float, float]], wanted: Sequence[str] = ()
) -> tuple[Way, ...]:
    """Every way to move the levers of a scenario, its interventions and its events; or what is
    wanted of its parameters, interventions and events.

    Raises
    ------
    UnknownNameError
        If the scenario has none of a name.
    """
    levers = [one.address for one in scenario.parameters if one.lever]
    numbers = [one.address for one in scenario.parameters]
    interventions = {change.name: change.label for change in scenario.interventions}
    events = {event.name: f"without: {event.label}" for event in scenario.events}
    for name in wanted:
        if name not in (known := [*numbers, *interventions, *events]):
            raise UnknownNameError("parameter, intervention or event", name, known)
    chosen = set(wanted or [*levers, *interventions, *events])
    found = [
        way
        for address in numbers
        if address in chosen
        for way in _both_ways(address, scenario, ranges)
    ]
    switches = [("intervention", interventions), ("event", events)]
    found += [
        Way(name, kind, label or name, Ray(f"{kind} {name}", SWITCH, switch=True))
        for kind, names in switches
        for name, label in names.items()
        if name in chosen
    ]
    return tuple(found)


def _both_ways(
    address: str, scenario: Scenario, ranges: dict[str, tuple[float, float]]
) -> list[Way]:
    parameter = scenario.parameter(address)
    low, high = plausible_range(scenario, ranges, address)
    start = parameter.value.mode
    return [
        Way(
            address,
            "number",
            parameter.label or address,
            Ray(address, abs(end - start) / (high - low)),
            start,
            end,
        )
        for end, there in ((low, low < start), (high, high > start))
        if there
    ]


def moves_of(place: Place, ways: Sequence[Way], scenario: Scenario) -> tuple[Move, ...]:
    """What a place of the search means."""
    return tuple(_move(ways[number], x, scenario) for number, x in sorted(place.items()))


def _move(way: Way, x: float, scenario: Scenario) -> Move:
    if way.kind != "number":
        option = "--intervention" if way.kind == "intervention" else "--drop"
        return Move(way.name, way.kind, way.label, SWITCH, option, way.name)
    to = float(f"{way.start + x * (way.end - way.start):.6g}")
    text = f"{way.name}={moved_text(scenario.parameter(way.name), to)}"
    widths = x * way.ray.length
    return Move(way.name, way.kind, way.label, widths, "--set", text, way.start, to)


def change_of(moves: Sequence[Move], scenario: Scenario) -> Change:
    """What an answer changes, in the order a study makes it: numbers, events, interventions."""
    overrides = Overrides(scenario)
    numbers = [
        overrides.change(*move.text.split("=", 1)) for move in moves if move.kind == "number"
    ]
    dropped = tuple(move.name for move in moves if move.kind == "event")
    made = [scenario.intervention(move.name) for move in moves if move.kind == "intervention"]
    return Change.joined([*numbers, Change(drop=dropped), *made])
