"""Batches of the first episodes, played once and shared by the tests that read them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
from tests.first import first
from tests.model.small import class_shares, settled

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.scenarios import parse_override


@cache
def episode(name: str, arm: str = "", *overrides: str) -> Scenario:
    """A first episode after overrides, as ``--set`` takes them, and then an intervention."""
    scenario = first(name)
    for text in overrides:
        scenario = scenario.changed(parse_override(text, scenario))
    return scenario.changed(scenario.intervention(arm)) if arm else scenario


@cache
def rows_of(scenario: Scenario, runs: int, seed: int = 1) -> np.ndarray:
    return run_ensemble(compile_scenario(scenario), seed, 0, runs)


def shares_of(scenario: Scenario, runs: int) -> Counter[str]:
    """Share of runs in each class."""
    return class_shares(scenario, rows_of(scenario, runs))


def settled_in(scenario: Scenario, runs: int) -> float:
    """Share of runs that end in a treaty with islands."""
    return float(np.mean(settled(scenario, rows_of(scenario, runs))))


def distance(one: Counter[str], other: Counter[str]) -> float:
    """Total variation between two distributions of classes."""
    return 0.5 * sum(abs(one[name] - other[name]) for name in {*one, *other})
