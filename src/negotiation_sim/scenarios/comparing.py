"""What differs between two scenarios, with the sources that say why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negotiation_sim.domain.actors import Actor
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.levers import Consent, Lever, Promise
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios.values import written

__all__ = ["Difference", "differences"]


class Difference(NamedTuple):
    """One thing that two scenarios say differently; empty where one says nothing."""

    path: str
    left: str
    right: str
    source_left: str = ""
    source_right: str = ""


Said = Mapping[str, tuple[str, str]]
"""Path -> (what is said, source)."""


def differences(a: Scenario, b: Scenario) -> list[Difference]:
    """Calendar, actors, menu, parameters, levers and events that are not the same, in that
    order.
    """
    left, right = dict(_said(a)), dict(_said(b))
    return [
        Difference(
            path, *(side.get(path, ("", ""))[what] for what in (0, 1) for side in (left, right))
        )
        for path in dict.fromkeys([*left, *right])
        if left.get(path, ("", ""))[0] != right.get(path, ("", ""))[0]
    ]


def _said(scenario: Scenario) -> Iterator[tuple[str, tuple[str, str]]]:
    calendar = scenario.calendar
    yield "calendar", (f"{calendar.start:%Y-%m} to {calendar.end:%Y-%m} by {calendar.step}", "")
    for actor in scenario.actors:
        yield f"actors.{actor.name}", (_actor(actor), "")
    for issue in scenario.issues:
        yield f"menu.{issue.name}", (", ".join(issue.menu), "")
    for parameter in scenario.parameters:
        yield (
            f"params.{parameter.address}",
            (f"{written(parameter.value)} {parameter.unit}", parameter.source),
        )
    for lever in scenario.levers:
        yield f"levers.{lever.name}", (_lever(lever), "")
    for event in scenario.events:
        yield f"events.{event.name}", (_event(event), event.source)


def _actor(actor: Actor) -> str:
    words = [actor.label, actor.role.replace("_", " ")] + ["ratifies"] * actor.ratifies
    return ", ".join(words + [actor.strategy] * (actor.strategy != "time"))


def _lever(lever: Lever) -> str:
    if isinstance(lever, Consent):
        return f"consent by {lever.actor}"
    kind = "promise" if isinstance(lever, Promise) else "threat"
    return f"{kind} by {lever.actor} to {lever.target}: {lever.points} at {lever.cost}"


def _event(event: Event) -> str:
    shifts = ", ".join(f"{address} {amount:+g}" for address, amount in event.shifts)
    chance = f", probability {event.probability:g}" if event.probability < 1 else ""
    fade = f", half-life {event.half_life_months:g} months" if event.half_life_months else ""
    return f"{event.date:%Y-%m-%d} {shifts}{chance}{fade}"
