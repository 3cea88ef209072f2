"""What the words of an experiment mean in each of its scenarios, and which of them mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.experiment import Draw, split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import FaultsError, InputError, UnknownNameError
from negotiation_sim.scenarios.experiment_fields import DefinitionSpec
from negotiation_sim.scenarios.named import NamedScenario
from negotiation_sim.scenarios.overrides import Overrides
from negotiation_sim.scenarios.sampling import draw_text
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path
from negotiation_sim.scenarios.tactics import strategies
from negotiation_sim.scenarios.values import out_of_range

__all__ = ["Vocabulary", "change_of"]


def change_of(name: str, spec: DefinitionSpec) -> Change:
    """The change of an intervention written in an experiment; ``events.…`` under `set` are amounts of dated shifts."""
    change = spec.build(name, spec.label)
    shifts = []
    for address, value in change.values:
        if address.startswith("events."):
            event, _, parameter = address.removeprefix("events.").partition(".")
            shifts.append((event, parameter, value if isinstance(value, Scaling) else value.mode))
    values = tuple(pair for pair in change.values if not pair[0].startswith("events."))
    return Change(name, values, change.drop, change.freeze, change.off, change.force, change.strategies, change.label, tuple(shifts))
