"""``levers``: what third parties can do."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.levers import Consent, Promise, Threat, Vote
from negotiation_sim.scenarios.outcome_space import OutcomeSpace
from negotiation_sim.scenarios.parts.fields import Spec, Text, WhenSpec, one_or_more
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path

__all__ = ["ConsentSpec", "LeverSpec", "PromiseSpec", "ThreatSpec", "VoteSpec"]


class ConsentSpec(Spec):
    """Packages that exist only with a third party's signature."""

    type: Literal["consent"] = Field(description="consent")
    by: Text = Field(description="the third party")
    when: WhenSpec = Field(
        description="issues and the levels that need the signature", min_length=1
    )

    def check(self, scope: Scope, path: Path, name: str) -> None:
        _check_lever(scope, path, name, self.by)
        scope.when((*path, "when"), self.when)

    def build(self, name: str, space: OutcomeSpace) -> Consent:
        return Consent(name, self.by, space.where(self.when))


class VoteSpec(Spec):
    """Packages that, once signed, must pass a vote of a third party."""

    type: Literal["ratification"] = Field(description="ratification")
    by: Text = Field(description="the third party")
    when: WhenSpec = Field(description="issues and the levels that need the vote", min_length=1)

    def check(self, scope: Scope, path: Path, name: str) -> None:
        _check_lever(scope, path, name, self.by)
        scope.when((*path, "when"), self.when)

    def build(self, name: str, space: OutcomeSpace) -> Vote:
        return Vote(name, self.by, space.where(self.when))


class _PointsSpec(Spec):
    by: Text = Field(description="the third party")
    points: Text = Field(description="the parameter it adds or charges")
    cost: Text = Field(description="the parameter that says what it costs the third party")
    score: Annotated[tuple[Text, ...], one_or_more(Text)] = Field(
        (), description="a score or several, which are multiplied"
    )
    when: WhenSpec = Field({}, description="issues and the levels they must have")

    def check_points(self, scope: Scope, path: Path) -> None:
        scope.parameter((*path, "points"), self.points)
        scope.parameter((*path, "cost"), self.cost)
        for index, score in enumerate(self.score):
            scope.refers((*path, "score", index), "score", score, scope.names("scores"))
        scope.when((*path, "when"), self.when)


class ThreatSpec(_PointsSpec):
    """A third party charges a principal points for packages it opposes."""

    type: Literal["threat"] = Field(description="threat")
    target: Text = Field(description="the principal it is meant for")
    exempt: WhenSpec = Field({}, description="issues and the levels that the threat spares")
    confidential: bool = Field(
        False, description="whether the leader alone knows of it, so that it is not felt at home"
    )

    def check(self, scope: Scope, path: Path, name: str) -> None:
        _check_lever(scope, path, name, self.by)
        scope.refers((*path, "target"), "principal", self.target, scope.known(Role.PRINCIPAL))
        self.check_points(scope, path)
        scope.when((*path, "exempt"), self.exempt)

    def build(self, name: str, space: OutcomeSpace) -> Threat:
        spared = space.where(self.exempt) if self.exempt else (False,) * len(space.outcomes)
        scores = space.product(self.score, self.when)
        opposed = tuple(0.0 if free else score for free, score in zip(spared, scores, strict=True))
        finals = [outcome.kind is Kind.FINAL for outcome in space.outcomes]
        pressable = tuple(
            final and holds and not free
            for final, holds, free in zip(finals, space.where(self.when), spared, strict=True)
        )
        return Threat(
            name,
            self.by,
            self.target,
            self.points,
            self.cost,
            opposed,
            pressable,
            confidential=self.confidential,
        )


class PromiseSpec(_PointsSpec):
    """An actor adds points to principals for packages it is ready to pay for."""

    type: Literal["promise"] = Field(description="promise")
    by: Text = Field(description="the third party, or the principal, that promises")
    target: Annotated[tuple[Text, ...], one_or_more(Text)] = Field(
        description="the principal it is meant for, or several", min_length=1
    )
    exempt: WhenSpec = Field({}, description="issues and the levels that get nothing")
    charged: bool = Field(
        False, description="whether the cost, by what is delivered, is charged to the promisor"
    )
    budget: Text = Field(
        "", description="the parameter that limits what promises with this budget cost together"
    )
    hazard: Text = Field("", description="the hazard with whose probability it is delivered")

    def check(self, scope: Scope, path: Path, name: str) -> None:
        scope.dotted(path, name)
        scope.refers((*path, "by"), "actor", self.by, scope.names("actors"))
        for index, target in enumerate(self.target):
            place = (*path, "target", index) if len(self.target) > 1 else (*path, "target")
            scope.refers(place, "principal", target, scope.known(Role.PRINCIPAL))
            if target == self.by or target in self.target[:index]:
                scope.fault(place, f"{target} is named already, expected others than the promisor")
        self.check_points(scope, path)
        scope.when((*path, "exempt"), self.exempt)
        if self.budget:
            scope.parameter((*path, "budget"), self.budget)
        if self.hazard:
            scope.refers((*path, "hazard"), "hazard", self.hazard, scope.names("hazards"))
        if self.by in scope.principals and not self.charged:
            scope.fault(path, f"{self.by} is a principal, expected charged: true", at_key=True)

    def build(self, name: str, space: OutcomeSpace) -> Promise:
        spared = space.where(self.exempt) if self.exempt else (False,) * len(space.outcomes)
        scores = space.product(self.score, self.when)
        return Promise(
            name,
            self.by,
            self.target,
            self.points,
            self.cost,
            tuple(0.0 if free else score for free, score in zip(spared, scores, strict=True)),
            charged=self.charged,
            budget=self.budget,
            hazard=self.hazard,
        )


LeverSpec = Annotated[
    ThreatSpec | PromiseSpec | ConsentSpec | VoteSpec, Field(discriminator="type")
]


def _check_lever(scope: Scope, path: Path, name: str, by: str) -> None:
    scope.dotted(path, name)
    scope.refers((*path, "by"), "third party", by, scope.known(Role.THIRD_PARTY))
