"""The first episodes, kept as fixtures: what the specification's numbers and goldens were said of."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios import load_scenario, resolve_scenario

FIRST = {
    path.stem: str(path)
    for path in sorted(Path(__file__).with_name("first_episodes").glob("*.yaml"))
}
"""Where each lies. Its label in outputs is the stem, so that `1956` reads as the shipped one does."""


@cache
def first(name: str) -> Scenario:
    """A first episode, read once: nothing can alter it."""
    return load_scenario(FIRST[name])


@cache
def _resolved(name: str) -> dict[str, Any]:
    return resolve_scenario(FIRST[name])


def first_resolved(name: str) -> dict[str, Any]:
    """What the file of a first episode says, to be altered at will."""
    return copy.deepcopy(_resolved(name))
