"""``calendar`` and ``actors``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from negotiation_sim.domain.actors import PRINCIPAL_REQUIRED, Actor, Role
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.scenarios.edits import FAMILIES
from negotiation_sim.scenarios.parts.fields import Month, Spec, Text, one_or_more
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path
from negotiation_sim.scenarios.values import months_of

__all__ = ["ActorSpec", "CalendarSpec", "check_actors"]

MOST_STEPS = 1200


class CalendarSpec(Spec):
    """Months from start to end, both included."""

    start: Month = Field(description="the first month, as YYYY-MM")
    end: Month = Field(description="the last month, as YYYY-MM")
    step: Literal["month", "half_month", "week", "day"] = Field(
        "month", description="length of a step"
    )
    rounds: Annotated[tuple[Text, ...], one_or_more(Text)] = Field(
        (),
        description="months in which the parties meet, as YYYY-MM or YYYY-MM..YYYY-MM; every step "
        "if left out",
    )

    def check(self, scope: Scope) -> None:
        if self.end < self.start:
            scope.fault(("calendar", "end"), f"{self.end:%Y-%m} is before start {self.start:%Y-%m}")
        elif self.build().n_steps > MOST_STEPS:
            scope.fault(
                ("calendar",),
                f"has {self.build().n_steps:,} steps, expected at most {MOST_STEPS:,}",
            )
        for index, span in enumerate(self.rounds):
            try:
                months = months_of(span)
            except ValueError as error:
                scope.fault(("calendar", "rounds", index), str(error))
                continue
            outside = months[0] < self.start or months[-1] > self.end
            if outside and scope.is_news(("calendar", "end"), ("calendar", "rounds")):
                scope.fault(
                    ("calendar", "rounds", index),
                    f"{span} is outside the calendar, expected within {self.start:%Y-%m} to "
                    f"{self.end:%Y-%m}",
                )

    def build(self) -> Calendar:
        rounds = {month for span in self.rounds for month in _months_or_none(span)}
        return Calendar(self.start, self.end, self.step, tuple(sorted(rounds)))


def _months_or_none(span: str) -> tuple[date, ...]:
    try:
        return months_of(span)
    except ValueError:
        return ()  # a fault, reported by the check


class ActorSpec(Spec):
    """A state: a principal, who signs, or a third party, who presses, pays or co-signs."""

    label: Text = Field("", description="name in tables and figures; the id if left out")
    role: Literal["principal", "third_party"] = Field(
        description="a role: principal or third_party"
    )
    ratifies: bool = Field(
        False, description="whether a text this principal signs must pass at home"
    )
    strategy: Text = Field("time", description="how a principal concedes")
    iso3: Text = Field(
        "",
        pattern="^([A-Z]{3})?$",
        description="country code of three capitals (ISO 3166), for maps and codebooks",
    )
    stream: Text = Field("", description="name of its random streams; the id if left out")

    def check(self, scope: Scope, path: Path, name: str) -> None:
        scope.name(path, name)
        if name in FAMILIES:
            scope.fault(
                path, f"{name!r} begins other addresses, expected another name", at_key=True
            )
        if self.role == "principal":
            scope.strategy((*path, "strategy"), self.strategy)
            declared = scope.names("params")
            for noun, unit in PRINCIPAL_REQUIRED.items():
                if declared is not None and f"{name}.{noun}" not in declared and not scope.abstract:
                    scope.fault(
                        path,
                        f"parameter {name}.{noun} is missing, expected under params with unit {unit}",
                        at_key=True,
                    )
        else:
            for word in self.model_fields_set & {"ratifies", "strategy"}:
                scope.fault(
                    (*path, word),
                    "is set for a third party, expected for principals only",
                    at_key=True,
                )

    def build(self, name: str) -> Actor:
        return Actor(
            name,
            self.label or name,
            Role(self.role),
            self.ratifies,
            self.strategy,
            self.iso3,
            self.stream,
        )


def check_actors(scope: Scope, actors: dict[str, ActorSpec]) -> None:
    """Every actor, and that at least two of them can sign."""
    for name, actor in actors.items():
        actor.check(scope, ("actors", name), name)
    if (
        scope.names("actors")
        and not scope.abstract
        and len(scope.principals) < 2
        and scope.sound(("actors",))
    ):
        scope.fault(("actors",), f"found {len(scope.principals)} principal, expected at least two")
