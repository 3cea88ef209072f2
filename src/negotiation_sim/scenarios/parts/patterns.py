"""``observed.patterns``, ``protocol``, ``start`` and ``requires``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.scenario import Pattern, PatternAct, Protocol, Requirement
from negotiation_sim.scenarios.outcome_space import OutcomeSpace
from negotiation_sim.scenarios.parts.fields import (
    Month,
    Number,
    Probability,
    Spec,
    Text,
    WhenSpec,
    one_or_more,
)
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path

__all__ = ["PatternSpec", "ProtocolSpec", "RequirementSpec"]

ActName = Literal[
    "offers", "never_offers", "holds", "accepts", "presses", "in_force", "breaks_off", "ends"
]


class PatternSpec(Spec):
    """One thing the record shows somebody doing."""

    act: Annotated[tuple[ActName, ...], one_or_more(ActName)] = Field(
        description="what is done, or several of which any counts; holds: the latest own offer at "
        "the end of the last month"
    )
    actor: Text = Field("", description="who does it; anybody if left out")
    when: WhenSpec = Field({}, description="issues and levels of the text it is about")
    start: Month | None = Field(None, alias="from", description="first month in which it counts")
    end: Month | None = Field(None, alias="to", description="last month in which it counts")
    first: bool = Field(False, description="whether only the first such act of a run counts")
    given: Text = Field("", description="another pattern, among whose runs the share is taken")
    share: Annotated[tuple[Probability, ...], Field(min_length=2, max_length=2)] = Field(
        (0.0, 1.0), description="range of the share of runs wanted"
    )
    median: Annotated[tuple[Month, ...], Field(max_length=2)] = Field(
        (), description="range of the median month wanted, among runs that show it"
    )
    recorded: Text = Field("", description="the day on record, in words")
    happened: Literal["yes", "no", "disputed"] = Field(
        "yes", description="whether history shows it"
    )
    label: Text = Field("", description="the act in a few words")
    source: Text = Field("", description="where that comes from, in words")

    def check(self, scope: Scope, path: Path, name: str) -> None:
        if self.actor:
            scope.refers((*path, "actor"), "actor", self.actor, scope.names("actors"))
        scope.when((*path, "when"), self.when)
        if self.given:
            known = [p for p in scope.names("observed", "patterns") or () if p != name]
            scope.refers((*path, "given"), "pattern", self.given, known)

    def build(self, name: str, space: OutcomeSpace, calendar: Calendar) -> Pattern:
        last = calendar.n_steps - 1
        return Pattern(
            name,
            self.label or name,
            tuple(PatternAct(act) for act in self.act),
            self.actor,
            space.where(self.when),
            calendar.step_of(self.start) if self.start else 0,
            min(_last_step(calendar, self.end), last) if self.end else last,
            self.first,
            self.given,
            (self.share[0], self.share[1]),
            tuple(calendar.step_of(month) for month in self.median),
            self.recorded,
            self.source,
            {"yes": True, "no": False, "disputed": None}[self.happened],
        )


def _last_step(calendar: Calendar, month: Month) -> int:
    following = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return calendar.step_of(following) - 1


class ProtocolSpec(Spec):
    """How the talks are conducted; what is left out is switched off."""

    failed_ratification_hostility: Probability = Field(
        default=0.1, description="hostility gained when a signed text fails at home"
    )
    opening_issue: Text = Field("", description="the issue whose level an opening is about")
    offer_points: Annotated[Number, Field(ge=0)] = Field(
        0.0, description="weight of the others' points beside their worth in what is put forward"
    )
    lesser_text: bool = Field(
        False, description="an interim text is tabled only where no final one would be taken"
    )
    hold_back: bool = Field(
        False, description="a text just refused is not tabled again before something has moved"
    )
    accord: Literal["at_once", "bargained"] = Field(
        "at_once", description="a process accord arises by itself, or is tabled and answered"
    )
    prospect: Literal["accepted", "hoped"] = Field(
        "accepted", description="the best deal publicly acceptable, or the best in expectation"
    )

    quorum: Annotated[int, Field(ge=2)] | None = Field(
        None, description="principals whose yes is enough, the proposer's included; all if left out"
    )

    def check(self, scope: Scope) -> None:
        principals = scope.known(Role.PRINCIPAL)
        if self.quorum and principals and not 1 < self.quorum <= len(principals):
            scope.fault(
                ("protocol", "quorum"),
                f"found {self.quorum}, expected 2 to {len(principals)}, the number of principals",
            )
        if self.opening_issue:
            known = scope.names("issues")
            scope.refers(("protocol", "opening_issue"), "issue", self.opening_issue, known)

    def build(self) -> Protocol:
        return Protocol(
            self.opening_issue,
            self.offer_points,
            self.lesser_text,
            self.hold_back,
            self.accord == "bargained",
            self.prospect == "hoped",
            self.quorum or 0,
        )


class RequirementSpec(Spec):
    """Packages that are open only while certain agreements are in force."""

    when: WhenSpec = Field(description="issues and levels of the packages", min_length=1)
    in_force: WhenSpec = Field(description="the agreement that must be in force", min_length=1)

    def check(self, scope: Scope, path: Path) -> None:
        scope.when((*path, "when"), self.when)
        scope.when((*path, "in_force"), self.in_force)

    def build(self, space: OutcomeSpace) -> Requirement:
        return Requirement(space.where(self.when), space.where(self.in_force))
