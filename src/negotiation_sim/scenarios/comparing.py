"""What differs between two scenarios, with the sources that say why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negotiation_sim.domain.actors import Actor
from negotiation_sim.domain.changes import Change, Edit, Scaling
from negotiation_sim.domain.distributions import Distribution
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.levers import Consent, Lever, Promise, Vote
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios.values import spans_of, written

__all__ = ["Difference", "differences"]


class Difference(NamedTuple):
    """One thing that two scenarios say differently; empty where one says nothing."""

    path: str
    left: str
    right: str
    source_left: str = ""
    source_right: str = ""


NOTHING = ("", "")
Said = Mapping[str, tuple[str, str]]
"""Path -> (what is said, source)."""


def differences(a: Scenario, b: Scenario) -> list[Difference]:
    """Title, question, calendar, actors, menu, who opens, scores, parameters, levers, events, causes, interventions
    and what happened, as far as they are not the same, in that order; with the sources where these
    differ too.
    """
    left, right = dict(_said(a)), dict(_said(b))
    found = []
    for path in dict.fromkeys([*left, *right]):
        (mine, why), (other, why_other) = left.get(path, NOTHING), right.get(path, NOTHING)
        if mine != other:
            sources = (why, why_other) if why != why_other else ("", "")
            found.append(Difference(path, mine, other, *sources))
    return found


def _said(scenario: Scenario) -> Iterator[tuple[str, tuple[str, str]]]:
    yield "title", (scenario.title, "")
    yield "question", (scenario.question, "")
    calendar = scenario.calendar
    rounds = ", ".join(spans_of(calendar.rounds))
    span = f"{calendar.start:%Y-%m} to {calendar.end:%Y-%m} by {calendar.step}"
    yield "calendar", (span + (f", rounds {rounds}" if rounds else ""), "")
    for actor in scenario.actors:
        yield f"actors.{actor.name}", (_actor(actor), "")
    for issue in scenario.issues:
        yield f"menu.{issue.name}", (", ".join(issue.menu), "")
    yield "first", (scenario.first or "chance", "")
    for score in scenario.scores:
        yield f"scores.{score.name}", (", ".join(f"{level} {x:g}" for level, x in score.levels), "")
    for parameter in scenario.parameters:
        yield (
            f"params.{parameter.address}",
            (f"{written(parameter.value)} {parameter.unit}", parameter.source),
        )
    for lever in scenario.levers:
        yield f"levers.{lever.name}", (_lever(lever), "")
    for event in scenario.events:
        yield f"events.{event.name}", (_event(event), event.source)
    for cause in scenario.causes:
        words = [
            cause.label,
            f"absent: {_change(cause.absent)}",
            f"halved: {_change(cause.halved)}",
        ]
        yield f"causes.{cause.name}", ("; ".join(words), "")
    for change in scenario.interventions:
        yield (
            f"interventions.{change.name}",
            (f"{change.label or change.name} ({_change(change)})", ""),
        )
    if scenario.observed is not None:
        observed = scenario.observed
        yield (
            "observed",
            (f"{observed.outcome_class} {observed.walked_out_by}".strip(), observed.source),
        )


def _actor(actor: Actor) -> str:
    words = [actor.label, actor.role.replace("_", " ")] + ["ratifies"] * actor.ratifies
    return ", ".join(words + [actor.strategy] * (actor.strategy != "time"))


def _lever(lever: Lever) -> str:
    if isinstance(lever, Vote):
        return f"ratification by {lever.actor}"
    if isinstance(lever, Consent):
        return f"consent by {lever.actor}"
    kind = "promise" if isinstance(lever, Promise) else "threat"
    to = ", ".join(lever.targets) if isinstance(lever, Promise) else lever.target
    return f"{kind} by {lever.actor} to {to}: {lever.points} at {lever.cost}"


def _event(event: Event) -> str:
    shifts = ", ".join(f"{address} {amount:+g}" for address, amount in event.shifts)
    chance = f", probability {event.probability:g}" if event.probability < 1 else ""
    fade = f", half-life {event.half_life_months:g} months" if event.half_life_months else ""
    day = event.when if event.spread else f"{event.date:%Y-%m-%d}"
    return f"{day} {event.label}: {shifts}{chance}{fade}"


def _change(change: Change) -> str:
    """A change in the words of a file."""
    words = [f"{address} {_new(value)}" for address, value in change.values]
    words += [f"events.{event}.{address} {_new(value)}" for event, address, value in change.shifts]
    words += [f"{address} {_new(value)}" for address, value in change.edits]
    words += [f"{name} {strategy}" for name, strategy in change.strategies]
    for word in ("drop", "freeze", "off", "force"):
        if names := getattr(change, word):
            words.append(f"{word} {', '.join(names)}")
    return ", ".join(words)


def _new(value: Distribution | Edit) -> str:
    if isinstance(value, Scaling):
        return f"times {value.factor:g}"
    if isinstance(value, (str, tuple)):
        return f"= {value if isinstance(value, str) else ', '.join(value)}"
    return f"= {value:g}" if isinstance(value, float) else f"= {written(value)}"
