"""A design written in Python the way an experiment file writes it under ``vary``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from negotiation_sim.domain.experiment import Design
from negotiation_sim.errors import FaultsError
from negotiation_sim.scenarios.named import NamedScenario

__all__ = ["inline_design"]


def inline_design(vary: Mapping[str, Any], scenarios: Sequence[NamedScenario]) -> Design:
    """The design of plain data, checked against the scenarios it is for.

    Raises
    ------
    FaultsError
        With everything that is wrong with it.

    Examples
    --------
    >>> named = [NamedScenario.load("1956")]
    >>> sample = {"points": 4, "seed": 1, "parameters": {"us.threat": [0, 60]}}
    >>> inline_design({"latin_hypercube": sample}, named).points
    4
    """
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec
    from negotiation_sim.scenarios.experiment_names import Vocabulary
    from negotiation_sim.scenarios.experiment_shape import shaped
    from negotiation_sim.scenarios.experiments import design_in
    from negotiation_sim.scenarios.scope import Scope
    from negotiation_sim.scenarios.source.data import tree_of_data

    scope = Scope(tree_of_data({"vary": vary}, "vary"), abstract=False)
    spec = shaped(scope, ExperimentSpec)
    design, more = design_in(spec.vary, Vocabulary(scope, scenarios), Path("vary"))
    if scope.faults or more:
        raise FaultsError([*scope.faults, *more])
    return design
