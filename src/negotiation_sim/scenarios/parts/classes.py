"""``classes`` and ``observed``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.issues import Issue, Kind, Outcome
from negotiation_sim.domain.scenario import ClassRule, Observed, Termination
from negotiation_sim.scenarios.outcome_space import OutcomeSpace, condition
from negotiation_sim.scenarios.parts.fields import Spec, Text, WhenSpec, one_or_more
from negotiation_sim.scenarios.parts.issues import KindName
from negotiation_sim.scenarios.parts.patterns import PatternSpec
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path

__all__ = ["ClassSpec", "ObservedSpec", "check_classes", "check_coverage"]

_CLASS = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)
_TERMINATIONS = {
    "horizon": Termination.HORIZON,
    "agreement": Termination.AGREEMENT,
    "walk_out": Termination.WALK_OUT,
}

TerminationName = Literal["horizon", "agreement", "walk_out"]
Ending = tuple[dict[str, str], Kind, Termination, bool]


class ClassSpec(Spec):
    """A class of runs; the first rule that holds wins."""

    name: Text = Field(alias="class", description="a name in capitals")
    label: Text = Field("", description="a short phrase for tables and figures")
    kind: Annotated[tuple[KindName, ...], one_or_more(KindName)] = Field(
        (), description="a kind of agreement in force at the end, or several"
    )
    termination: Annotated[tuple[TerminationName, ...], one_or_more(TerminationName)] = Field(
        (), description="how the talks ended: horizon, agreement, walk_out, or several"
    )
    ratification_failed: bool | None = Field(
        None, description="whether a signed text must have failed at home"
    )
    when: WhenSpec = Field({}, description="issues and the levels they must have at the end")

    def check(self, scope: Scope, path: Path) -> None:
        if not _CLASS.fullmatch(self.name):
            scope.fault(
                (*path, "class"),
                f"{self.name!r} is not a class name, expected capitals, digits and _",
            )
        scope.when((*path, "when"), self.when)

    def build(self) -> ClassRule:
        kinds = tuple(Kind(kind) for kind in self.kind)
        terminations = tuple(_TERMINATIONS[name] for name in self.termination)
        return ClassRule(
            self.name,
            self.label or self.name,
            condition(self.when),
            kinds,
            terminations,
            self.ratification_failed,
        )


class ObservedSpec(Spec):
    """What happened in history; read by scoring alone."""

    name: Text = Field(alias="class", description="the class that history fell in")
    walked_out_by: Text = Field("", description="the principal who broke off, if any")
    note: Text = Field("", description="what happened, in words")
    source: Text = Field("", description="where that comes from, in words")
    patterns: dict[str, PatternSpec] = Field({}, description="id -> who did what when")

    def check(self, scope: Scope) -> None:
        for name, pattern in self.patterns.items():
            pattern.check(scope, ("observed", "patterns", name), name)
        scope.refers(("observed", "class"), "class", self.name, scope.class_names)
        if self.walked_out_by:
            scope.refers(
                ("observed", "walked_out_by"),
                "principal",
                self.walked_out_by,
                scope.known(Role.PRINCIPAL),
            )

    def build(self, space: OutcomeSpace, calendar: Calendar) -> Observed:
        patterns = tuple(p.build(name, space, calendar) for name, p in self.patterns.items())
        return Observed(self.name, self.walked_out_by, self.note, self.source, patterns)


def check_classes(scope: Scope, classes: Sequence[ClassSpec]) -> None:
    """Names, each once, and conditions."""
    seen: dict[str, int] = {}
    for index, rule in enumerate(classes):
        rule.check(scope, ("classes", index))
        if rule.name in seen:
            scope.fault(
                ("classes", index, "class"),
                f"{rule.name} is there twice, first as classes.{seen[rule.name]}",
            )
        seen.setdefault(rule.name, index)


def check_coverage(
    scope: Scope, rules: Sequence[ClassRule], issues: Sequence[Issue], outcomes: Sequence[Outcome]
) -> None:
    """Every way to end has a class, and every class has a way to end."""
    names = [issue.name for issue in issues]
    reached, uncovered = set(), None
    for ending in _endings(names, outcomes):
        winner = next((index for index, rule in enumerate(rules) if rule.holds(*ending)), None)
        if winner is None:
            uncovered = uncovered or ending
        else:
            reached.add(winner)
    if uncovered is not None and not scope.abstract:
        scope.fault(
            ("classes",),
            f"no class holds for {_in_words(uncovered)}, expected a last class without conditions",
        )
    for index, rule in enumerate(rules):
        if index not in reached:
            scope.fault(
                ("classes", index),
                f"{rule.name} is never reached, expected an ending that no class before it takes",
            )


def _endings(names: Sequence[str], outcomes: Sequence[Outcome]) -> Iterator[Ending]:
    for outcome in outcomes:
        package = dict(zip(names, outcome.levels, strict=True))
        ends = (
            (Termination.AGREEMENT,)
            if outcome.kind is Kind.FINAL
            else (Termination.HORIZON, Termination.WALK_OUT)
        )
        for end in ends:
            for failed in (False, True):
                yield package, outcome.kind, end, failed


def _in_words(ending: Ending) -> str:
    package, kind, end, failed = ending
    levels = ", ".join(f"{issue}: {level}" for issue, level in package.items())
    return f"{{{levels}}} (kind {kind}, termination {end.name.lower()}, ratification_failed {str(failed).lower()})"
