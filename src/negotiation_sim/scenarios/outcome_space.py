"""The outcomes on the table, and what conditions and scores say of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from negotiation_sim.domain.issues import Condition, Issue, Kind, Outcome

__all__ = ["OutcomeSpace", "Scores", "When", "condition"]

When = Mapping[str, tuple[str, ...]]
Scores = Mapping[str, Mapping[str, Mapping[str, float]]]


def condition(when: When) -> Condition:
    """The domain value of a condition as a file writes it."""
    return Condition(tuple((issue, tuple(levels)) for issue, levels in when.items()))


@dataclass(frozen=True)
class OutcomeSpace:
    """Packages on the table, in declared order.

    Parameters
    ----------
    scores : name -> issue -> level -> number, 0 where nothing is said
    """

    issues: tuple[Issue, ...]
    outcomes: tuple[Outcome, ...]
    scores: Scores

    def starting_from(self, start: When) -> OutcomeSpace:
        """The same space with an agreement in force at the start, if there is one: it is the status
        quo, and what it settles stays settled until a final text.
        """
        if not start:
            return self
        kept = {issue: levels for issue, levels in start.items() if issue != self.issues[0].name}
        outcomes: list[Outcome] = []
        texts: dict[int, int] = {}
        for outcome, begins, keeps in zip(
            self.outcomes, self.where(start), self.where(kept), strict=True
        ):
            if keeps or outcome.kind is Kind.FINAL:
                kind = Kind.STATUS_QUO if begins else outcome.kind
                text = texts.setdefault(outcome.text, len(outcomes))
                outcomes.append(Outcome(len(outcomes), outcome.levels, kind, text))
        return replace(self, outcomes=tuple(outcomes))

    def scored(self, scores: Scores) -> OutcomeSpace:
        """The same packages with other scores; what was worked out about the packages is kept."""
        other = replace(self, scores=scores)
        other.__dict__.update(packages=self.packages, _where=self._where)
        return other

    @cached_property
    def packages(self) -> tuple[dict[str, str], ...]:
        names = [issue.name for issue in self.issues]
        return tuple(dict(zip(names, outcome.levels, strict=True)) for outcome in self.outcomes)

    @property
    def status_quo(self) -> int:
        return next(outcome.index for outcome in self.outcomes if outcome.kind is Kind.STATUS_QUO)

    def where(self, when: When) -> tuple[bool, ...]:
        """Whether a condition holds, per outcome."""
        key = tuple(when.items())
        if key not in self._where:
            holds = condition(when).holds
            self._where[key] = tuple(holds(package) for package in self.packages)
        return self._where[key]

    @cached_property
    def _where(self) -> dict[object, tuple[bool, ...]]:
        """Conditions that were asked before: terms share most of them."""
        return {}

    def product(self, names: Sequence[str], when: When) -> tuple[float, ...]:
        """Product of score tables, per outcome; 0 where the condition fails."""
        found = []
        for package, applies in zip(self.packages, self.where(when), strict=True):
            number = 1.0 if applies else 0.0
            for name in names:
                ((issue, table),) = self.scores[name].items()
                number *= table.get(package[issue], 0.0)
            found.append(number)
        return tuple(found)
