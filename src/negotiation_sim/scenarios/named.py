"""Scenarios under the names a user called them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import Fault, InputError, short
from negotiation_sim.scenarios.loading import read_scenario

__all__ = ["NamedScenario"]


@dataclass(frozen=True, slots=True)
class NamedScenario:
    """A scenario under the name the user called it by, with the data it was built from.

    Parameters
    ----------
    warnings : what is no fault of its file, and yet to be told
    """

    name: str
    resolved: Mapping[str, Any]
    scenario: Scenario
    warnings: tuple[Fault, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """The name becomes a cell of every table, so no spreadsheet may take it for a formula."""
        if not self.name.isprintable() or self.name[:1] in ("", *"=+-@"):
            raise InputError(
                f"{short(self.name)} cannot be the name of a scenario, since a spreadsheet would evaluate it; "
                "rename the file so that it begins with a letter or a digit"
            )

    @property
    def kin(self) -> str:
        """The scenario of the plausible box that it is, or extends; by its name where nobody knows."""
        return getattr(self.scenario.remake, "kin", "") or self.name

    @staticmethod
    def load(name_or_path: str | int | Path) -> NamedScenario:
        """Find and check a scenario by shipped name or path."""
        found, name = read_scenario(name_or_path), str(name_or_path)
        label = Path(name).stem if "/" in name or name.endswith((".yaml", ".yml")) else name
        return NamedScenario(label, found.resolved, found.scenario, found.warnings)
