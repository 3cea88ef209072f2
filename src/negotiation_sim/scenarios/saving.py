"""What was changed in a scenario, as a file that extends the one it comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import (
    Beta,
    Distribution,
    Fixed,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import FaultsError
from negotiation_sim.scenarios.edits import CHANCE
from negotiation_sim.scenarios.loading import build_scenario
from negotiation_sim.scenarios.remaking import Draft
from negotiation_sim.scenarios.schema import as_yaml
from negotiation_sim.scenarios.shelf import find_scenario, is_shipped
from negotiation_sim.scenarios.values import spans_of

__all__ = ["changes_as_data", "data_of", "saved_text"]


MOST_TYPED = 60
"""Letters of a title that tell what was typed."""


def saved_text(
    name: str, path: Path, before: Scenario, after: Scenario, settings: Sequence[str]
) -> str:
    """A scenario file that says what differs, and that it was set by hand.

    Parameters
    ----------
    name : of the scenario it extends, as a user called it
    path : where the text will be written
    settings : what was typed, for title and sources
    """
    typed = ", ".join(settings)
    words = typed if len(typed) <= MOST_TYPED else f"{len(settings)} changes"
    below = name if is_shipped(name) else os.path.relpath(find_scenario(name), path.parent)
    head = {
        "id": re.sub(r"[^A-Za-z0-9_.-]", "_", path.stem).lstrip("_.-") or "mine",
        "extends": below,
        "title": f"{before.title}, with {words}",
    }
    return as_yaml(head | changes_as_data(before, after, settings))


def changes_as_data(
    before: Scenario, after: Scenario, settings: Sequence[str] = ()
) -> dict[str, Any]:
    """What differs between a scenario and what `Scenario.changed` made of it, as a file says it.

    An event that was dropped has probability 0.

    Parameters
    ----------
    settings : what was typed, quoted as the source of the numbers it sets
    """
    found: dict[str, Any] = {}
    if after.calendar != before.calendar:
        calendar = after.calendar
        found["calendar"] = {"start": f"{calendar.start:%Y-%m}", "end": f"{calendar.end:%Y-%m}"}
        if calendar.rounds != before.calendar.rounds:
            found["calendar"]["rounds"] = list(spans_of(calendar.rounds))
    if after.first != before.first:
        found["first"] = after.first or CHANCE
    sections = {
        "actors": {
            new.name: {"strategy": new.strategy}
            for old, new in zip(before.actors, after.actors, strict=True)
            if old != new
        },
        "menu": {
            new.name: list(new.menu)
            for old, new in zip(before.issues, after.issues, strict=True)
            if old != new
        },
        "scores": _scores(before, after),
        "params": {
            new.address: {
                "value": _as_data(new.value),
                "unit": new.unit,
                "source": _source(new.address, settings),
            }
            for old, new in zip(before.parameters, after.parameters, strict=True)
            if old != new
        },
        "events": _events(before.events, after.events, settings),
    }
    return found | {name: section for name, section in sections.items() if section}


def data_of(scenario: Scenario) -> dict[str, Any] | None:
    """The file that a scenario would come from; None where no file says what was changed in it.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario, build_scenario, parse_override
    >>> scenario = load_scenario("1956")
    >>> changed = scenario.changed(parse_override("us.threat=12", scenario))
    >>> build_scenario(data_of(changed)) == changed
    True
    """
    if not isinstance(scenario.remake, Draft):
        return None
    data = dict(scenario.remake.data)
    written = {one.address: one for one in scenario.remake.build().parameters}
    params = dict(data.get("params", {}))
    for one in scenario.parameters:
        if one.formula is None and one != written.get(one.address):
            said = {word: x for word, x in params.get(one.address, {}).items() if word != "formula"}
            params[one.address] = {"unit": one.unit, "source": one.source, **said} | {
                "value": _as_data(one.value)
            }
    data["params"] = params
    data["actors"] = {
        name: said | {"strategy": scenario.actor(name).strategy}
        if scenario.actor(name).role is Role.PRINCIPAL
        else said
        for name, said in data["actors"].items()
    }
    shifts = {event.name: dict(event.shifts) for event in scenario.events}
    data["events"] = {
        name: said | {"shift": shifts[name] or dict.fromkeys(said.get("shift", ()), 0)}
        if name in shifts
        else said | {"probability": 0}
        for name, said in data.get("events", {}).items()
    }
    try:
        made = build_scenario(data)
    except FaultsError:
        return None
    gone = tuple(event.name for event in made.events if event.name not in shifts)
    return data if _in_order(made.changed(Change(drop=gone))) == _in_order(scenario) else None


def _in_order(scenario: Scenario) -> Scenario:
    """The same, with parameters by address and without shifts by nothing: a file may not say that an
    event does nothing.
    """
    return replace(
        scenario,
        parameters=tuple(sorted(scenario.parameters, key=lambda one: one.address)),
        events=tuple(
            replace(event, shifts=tuple(shift for shift in event.shifts if shift[1]))
            for event in scenario.events
        ),
    )


def _source(address: str, settings: Sequence[str]) -> str:
    """That a number was set by hand, and how."""
    mine = [one for one in settings if split_prefix(one.partition("=")[0])[1].startswith(address)]
    return ": ".join(["Set by hand", *([", ".join(mine)] if mine else [])]) + "."


def _scores(before: Scenario, after: Scenario) -> dict[str, Any]:
    return {
        new.name: {new.issue: dict(sorted({*new.levels} - {*old.levels}))}
        for old, new in zip(before.scores, after.scores, strict=True)
        if old != new
    }


def _events(
    before: Sequence[Event], after: Sequence[Event], settings: Sequence[str]
) -> dict[str, Any]:
    kept = {event.name: event for event in after}
    found: dict[str, Any] = {}
    for old in before:
        new, source = kept.get(old.name), _source(f"events.{old.name}.", settings)
        if new is None:
            found[old.name] = {"probability": 0, "source": source}
        elif new != old:
            found[old.name] = {**_differences(old, new), "source": source}
    return found


def _differences(old: Event, new: Event) -> Mapping[str, Any]:
    shifts = dict(sorted({*new.shifts} - {*old.shifts}))
    said = {"date": f"{new.date:%Y-%m-%d}", "probability": new.probability, "shift": shifts}
    changed = (
        (new.date, new.spread) != (old.date, old.spread),
        new.probability != old.probability,
        bool(shifts),
    )
    return {word: said[word] for word, differs in zip(said, changed, strict=True) if differs}


def _as_data(value: Distribution) -> Any:
    match value:
        case Fixed(number):
            return number
        case Triangular(low, mode, high):
            return [low, mode, high]
        case Uniform(low, high):
            return {"uniform": [low, high]}
        case Beta(a, b, low, high):
            return {"beta": [a, b, low, high]}
        case TruncatedNormal(mean, sd, low, high):
            return {"normal": [mean, sd, low, high]}
