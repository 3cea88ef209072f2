"""Scenarios under the names a user called them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import Fault
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

    @staticmethod
    def load(name: str) -> NamedScenario:
        """Find and check a scenario by shipped name or path."""
        label = Path(name).stem if "/" in name or name.endswith((".yaml", ".yml")) else name
        found = read_scenario(name)
        return NamedScenario(label, found.resolved, found.scenario, found.warnings)
