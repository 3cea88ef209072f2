"""``order``: the declared order of things, where it should differ from that of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from negotiation_sim.scenarios.parts.fields import Spec, Text
from negotiation_sim.scenarios.scope import Scope

__all__ = ["OrderSpec"]


class OrderSpec(Spec):
    """Declared order, where it should differ from the order in the file."""

    actors: tuple[Text, ...] = Field(default=(), description="all actors")
    issues: tuple[Text, ...] = Field(default=(), description="all issues")
    levels: dict[str, tuple[Text, ...]] = Field(default={}, description="issue -> all its levels")
    terms: tuple[Text, ...] = Field(default=(), description="all terms")

    def check(self, scope: Scope) -> None:
        for section in ("actors", "issues", "terms"):
            if listed := getattr(self, section):
                _check_order(scope, ("order", section), section[:-1], listed, scope.names(section))
        for issue, levels in self.levels.items():
            if scope.refers(
                ("order", "levels", issue), "issue", issue, scope.names("issues"), at_key=True
            ):
                _check_order(
                    scope,
                    ("order", "levels", issue),
                    f"level of {issue}",
                    levels,
                    scope.names("issues", issue, "levels"),
                )


def _check_order(
    scope: Scope,
    path: tuple[str, ...],
    what: str,
    listed: Sequence[str],
    known: Sequence[str] | None,
) -> None:
    for index, name in enumerate(listed):
        scope.refers((*path, index), what, name, known)
    if missing := [name for name in known or () if name not in listed]:
        scope.fault(path, f"{', '.join(missing)} left out, expected all of them")
    if twice := [name for name, times in Counter(listed).items() if times > 1]:
        scope.fault(path, f"{', '.join(twice)} there more than once, expected once")
