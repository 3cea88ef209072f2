"""``order``: the declared order of things, where it should differ from that of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pydantic import Field

from negotiation_sim.errors import listed
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
            if names := getattr(self, section):
                _check_order(scope, ("order", section), section[:-1], names, scope.names(section))
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
    names: Sequence[str],
    known: Collection[str] | None,
) -> None:
    for index, name in enumerate(names):
        scope.refers((*path, index), what, name, known)
    times = Counter(names)
    if missing := [name for name in known or () if name not in times]:
        scope.fault(path, f"{listed(missing)} left out, expected all of them")
    if twice := [name for name, found in times.items() if found > 1]:
        scope.fault(path, f"{listed(twice)} there more than once, expected once")
