"""``issues``, ``menu``, ``kinds``, ``forbid``, ``settlement`` and ``scores``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod
from typing import Literal

from pydantic import Field

from negotiation_sim.domain.issues import Issue, Kind, Outcome, outcomes_on_the_table
from negotiation_sim.scenarios.outcome_space import OutcomeSpace, condition
from negotiation_sim.scenarios.parts.fields import Number, Spec, Text, WhenSpec
from negotiation_sim.scenarios.scope import Scope

__all__ = [
    "IssueSpec",
    "KindName",
    "SettlementSpec",
    "build_issues",
    "check_issues",
    "check_menu",
    "check_outcomes",
    "check_scores",
    "packages",
]

KindName = Literal["sq", "process", "interim", "final"]
MOST_OUTCOMES = 256
MOST_PACKAGES = 20_000
COLUMNS = {
    *(
        "scenario",
        "intervention",
        "point",
        "run",
        "outcome_class",
        "termination",
        "walked_out_by",
        "ratification_failed",
        "settled",
        "months",
        "agreement_months",
        "pressed_months",
    ),
    *("pressed", "cosigned", "gap_start", "gate_start", "gap_end", "gate_end"),
}
"""Names taken in every result table, where an issue is a column too."""
COLUMN_PREFIXES = ("points_", "shows_", "pressed_", "cosigned_", "paid_")
"""Beginnings of the columns of actors and of patterns of the record."""


class IssueSpec(Spec):
    """One thing to be settled."""

    label: Text = Field("", description="name in tables and figures; the id if left out")
    side_payment: bool = Field(
        False, description="whether packages that differ only here are the same text"
    )
    levels: dict[str, Text] = Field(
        description="its levels, each with what it means in words", min_length=1
    )


class SettlementSpec(Spec):
    """The outcomes that count as settled."""

    label: Text = Field(description="what this dispute would call settled")
    when: WhenSpec = Field(description="issues and the levels they must have")


def check_issues(
    scope: Scope, issues: Mapping[str, IssueSpec], kinds: Mapping[str, Mapping[str, KindName]]
) -> None:
    """Names, and that exactly one issue decides the kind of every package."""
    for name, issue in issues.items():
        scope.name(("issues", name), name)
        if name in COLUMNS or name.startswith(COLUMN_PREFIXES):
            scope.fault(
                ("issues", name),
                f"{name!r} is a column of every result table, expected another name",
                at_key=True,
            )
        for level in issue.levels:
            if not level.replace("_", "").replace("-", "").isalnum() or not level.isascii():
                scope.fault(
                    ("issues", name, "levels", level),
                    f"{level!r} is not a name, expected letters, digits, - and _",
                    at_key=True,
                )
    if len(kinds) > 1:
        scope.fault(
            ("kinds",),
            f"found {len(kinds)} issues ({', '.join(kinds)}), expected one: it decides the kind of a package",
        )
    for name, by_level in kinds.items():
        if scope.refers(("kinds", name), "issue", name, scope.names("issues"), at_key=True):
            known = scope.names("issues", name, "levels")
            for level in by_level:
                scope.refers(("kinds", name, level), f"level of {name}", level, known, at_key=True)
            for level in known or ():
                if level not in by_level:
                    scope.fault(
                        ("kinds", name),
                        f"level {level!r} has no kind, expected sq, process, interim or final",
                    )


def check_menu(scope: Scope, menu: Mapping[str, Sequence[str]]) -> None:
    """Levels on the table that exist, each once."""
    for name, levels in menu.items():
        if scope.refers(("menu", name), "issue", name, scope.names("issues"), at_key=True):
            scope.levels(("menu", name), name, levels)
            for level, times in Counter(levels).items():
                if times > 1:
                    scope.fault(("menu", name), f"{level!r} is there {times} times, expected once")


def check_scores(scope: Scope, scores: Mapping[str, Mapping[str, Mapping[str, Number]]]) -> None:
    """One issue a score, and levels that exist."""
    for name, by_issue in scores.items():
        scope.name(("scores", name), name)
        if len(by_issue) != 1:
            found = ", ".join(by_issue) or "none"
            scope.fault(
                ("scores", name),
                f"found {len(by_issue)} issues ({found}), expected one; multiply scores in a term",
            )
        for issue, table in by_issue.items():
            if scope.refers(
                ("scores", name, issue), "issue", issue, scope.names("issues"), at_key=True
            ):
                known = scope.names("issues", issue, "levels")
                for level in table:
                    scope.refers(
                        ("scores", name, issue, level),
                        f"level of {issue}",
                        level,
                        known,
                        at_key=True,
                    )


def build_issues(
    issues: Mapping[str, IssueSpec],
    menu: Mapping[str, Sequence[str]],
    order: Sequence[str],
    orders: Mapping[str, Sequence[str]],
) -> tuple[Issue, ...]:
    """Issues and their levels in declared order, the menu in the order of the levels."""
    built = []
    for name in order or issues:
        issue = issues[name]
        levels = tuple(orders.get(name, issue.levels))
        on_table = tuple(level for level in levels if level in menu.get(name, levels))
        phrases = tuple(issue.levels[level] for level in levels)
        built.append(
            Issue(name, levels, on_table, phrases, issue.label or name, issue.side_payment)
        )
    return tuple(built)


def packages(
    issues: Sequence[Issue],
    kinds: Mapping[str, Mapping[str, KindName]],
    forbid: Sequence[Mapping[str, tuple[str, ...]]],
    whole_vocabulary: bool = False,
) -> tuple[Outcome, ...]:
    """Every package on the table, or that the vocabulary allows."""
    ((kind_issue, by_level),) = kinds.items()
    forbidden = [condition(when) for when in forbid]
    return outcomes_on_the_table(
        issues,
        forbidden,
        kind_issue,
        {level: Kind(kind) for level, kind in by_level.items()},
        whole_vocabulary,
    )


def check_outcomes(scope: Scope, space: OutcomeSpace) -> None:
    """One status quo, at most one process accord, and no more packages than can be played."""
    kinds = Counter(outcome.kind for outcome in space.outcomes)
    shown = [
        " ".join(outcome.levels) for outcome in space.outcomes if outcome.kind is Kind.STATUS_QUO
    ]
    if not shown:
        scope.fault(
            ("kinds",), "no package on the table is of kind sq, expected one: the status quo"
        )
    if len(shown) > 1:
        scope.fault(
            ("kinds",),
            f"{len(shown)} packages are of kind sq ({'; '.join(shown[:3])}), expected one; forbid the others",
        )
    if kinds[Kind.PROCESS] > 1:
        scope.fault(
            ("kinds",),
            f"{kinds[Kind.PROCESS]} packages are of kind process, expected at most one; forbid the others",
        )
    if len(space.outcomes) > MOST_OUTCOMES:
        scope.fault(
            ("issues",),
            f"{len(space.outcomes)} packages are on the table, expected at most {MOST_OUTCOMES}; forbid some",
        )


def enumerable(scope: Scope, issues: Sequence[Issue]) -> bool:
    """Whether the vocabulary is small enough to go through."""
    count = prod(len(issue.levels) for issue in issues)
    if count > MOST_PACKAGES:
        scope.fault(
            ("issues",), f"the levels make {count:,} packages, expected at most {MOST_PACKAGES:,}"
        )
    return count <= MOST_PACKAGES
