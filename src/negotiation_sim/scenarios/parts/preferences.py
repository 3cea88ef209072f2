"""``terms`` and ``hazards``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from negotiation_sim.domain.expressions import MOST_NODES, Expression, parse_expression
from negotiation_sim.domain.issues import Issue
from negotiation_sim.domain.preferences import Channel, Hazard, Score, Term
from negotiation_sim.scenarios.edits import FAMILIES
from negotiation_sim.scenarios.outcome_space import OutcomeSpace, Scores
from negotiation_sim.scenarios.parts.fields import Formula, Spec, Text, WhenSpec, one_or_more
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path

__all__ = ["HazardSpec", "TermSpec", "build_scores"]


class TermSpec(Spec):
    """One summand of an actor's points: sign * parameter * scores, where a condition holds."""

    actor: Text = Field(description="the actor whose points it enters")
    param: Text = Field(description="a parameter")
    sign: Literal[1, -1] = Field(1, description="1 or -1")
    score: Annotated[tuple[Text, ...], one_or_more(Text)] = Field(
        (), description="a score or several, which are multiplied"
    )
    when: WhenSpec = Field({}, description="issues and the levels they must have")
    channel: Literal["material", "norm", "domestic"] = Field("material", description="who feels it")
    hazard: Text = Field("", description="a hazard: the points count with its probability")
    by: Literal["hostility", ""] = Field(
        "", description="hostility: the term grows with the actor's hostility"
    )
    label: Text = Field("", description="a short phrase for tables and figures")
    during: WhenSpec = Field(
        {},
        alias="while",
        description="the agreement in force while the term counts; always if left out",
    )

    def check(self, scope: Scope, path: Path, name: str) -> None:
        scope.dotted(path, name)
        scope.refers((*path, "actor"), "actor", self.actor, scope.names("actors"))
        scope.parameter((*path, "param"), self.param)
        for index, score in enumerate(self.score):
            scope.refers((*path, "score", index), "score", score, scope.names("scores"))
        scope.when((*path, "when"), self.when)
        scope.when((*path, "while"), self.during)
        if self.hazard:
            scope.refers((*path, "hazard"), "hazard", self.hazard, scope.names("hazards"))
        if self.by and self.actor in scope.third_parties:
            scope.fault(
                (*path, "by"),
                f"{self.actor} is a third party, expected a principal: only they have hostility",
            )
        voter = self.actor in scope.voters and self.channel == "domestic"
        if self.channel != "material" and self.actor in scope.third_parties and not voter:
            scope.fault(
                (*path, "channel"),
                f"{self.actor} is a third party, expected material: only principals have a home front, and third parties that vote a chamber (domestic)",
            )

    def build(self, name: str, space: OutcomeSpace) -> Term:
        scores = space.product(self.score, self.when)
        channel = Channel(self.channel)
        return Term(
            name,
            self.actor,
            self.param,
            self.sign,
            scores,
            channel,
            self.hazard,
            self.by == "hostility",
            self.label,
            space.where(self.during) if self.during else (),
        )


def build_scores(scores: Scores, issues: Sequence[Issue]) -> tuple[Score, ...]:
    """Every score with a number for each level of its issue, 0 where the file names none."""
    levels = {issue.name: issue.levels for issue in issues}
    return tuple(
        Score(name, issue, tuple((level, table.get(level, 0.0)) for level in levels[issue]))
        for name, by_issue in scores.items()
        for issue, table in by_issue.items()
    )


class HazardSpec(Spec):
    """Probability of an unwanted event: a product of keys, some locked by levels of an issue."""

    keys: dict[str, Formula] = Field(
        description="keys, each a formula of parameters: all must turn", min_length=1
    )
    locks: dict[str, dict[str, dict[str, Formula]]] = Field(
        {}, description="issue -> level -> key -> share locked"
    )

    def check(self, scope: Scope, path: Path, name: str) -> None:
        scope.name(path, name)
        if name in FAMILIES:
            scope.fault(
                path, f"{name!r} begins other addresses, expected another name", at_key=True
            )
        if name in (scope.names("actors") or ()):
            scope.fault(
                path,
                f"{name!r} is an actor too, expected another name: both are prefixes of parameters",
                at_key=True,
            )
        for key, formula in self.keys.items():
            _check_formula(scope, (*path, "keys", key), formula)
        for issue, by_level in self.locks.items():
            at = (*path, "locks", issue)
            known = (
                scope.names("issues", issue, "levels")
                if scope.refers(at, "issue", issue, scope.names("issues"), at_key=True)
                else None
            )
            for level, locks in by_level.items():
                scope.refers((*at, level), f"level of {issue}", level, known, at_key=True)
                for key, formula in locks.items():
                    scope.refers(
                        (*at, level, key), "key of this hazard", key, self.keys, at_key=True
                    )
                    _check_formula(scope, (*at, level, key), formula)

    def build(self, name: str, space: OutcomeSpace) -> Hazard:
        chances: dict[Expression, int] = {}
        by_outcome = [
            chances.setdefault(self._chance(package), len(chances)) for package in space.packages
        ]
        return Hazard(name, tuple(by_outcome), tuple(chances))

    def _chance(self, package: Mapping[str, str]) -> Expression:
        """key1 * (1 - lock) * key2 * ..., in postfix order."""
        tokens: list[float | str] = []
        for number, (key, formula) in enumerate(self.keys.items()):
            tokens += parse_expression(formula).tokens
            for issue, by_level in self.locks.items():
                lock = by_level.get(package[issue], {}).get(key)
                if lock is not None:
                    tokens += [1.0, *parse_expression(lock).tokens, "-", "*"]
            if number:
                tokens.append("*")
        return Expression(tuple(tokens))

    def check_chances(
        self, scope: Scope, path: Path, built: Hazard, modes: Mapping[str, float]
    ) -> None:
        """Every chance is short enough to play, and a probability at the modes."""
        for chance in built.chances:
            if len(chance.tokens) > MOST_NODES:
                return scope.fault(
                    path,
                    f"keys and locks make a formula of {len(chance.tokens)} parts, expected at most {MOST_NODES}",
                )
            if not -1e-9 <= chance(modes) <= 1 + 1e-9:
                return scope.fault(
                    path,
                    f"probability is {chance(modes):g} at the modes of its parameters, expected within 0 to 1",
                )
        return None


def _check_formula(scope: Scope, path: Path, formula: str) -> None:
    try:
        addresses = parse_expression(formula).addresses
    except ValueError as error:
        scope.fault(path, str(error))
        return
    for address in addresses:
        scope.parameter(path, address)
