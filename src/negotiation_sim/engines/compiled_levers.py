"""Laying out what third parties, and principals that promise, can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.levers import Consent, Promise, Setting, Threat, Vote
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model import records

__all__ = ["fill_levers", "touch_levers"]

SETTING_CODES = {
    Setting.FREE: records.FREE,
    Setting.OFF: records.OFF,
    Setting.FORCED: records.FORCED,
}
Record = Any


def fill_levers(levers: NDArray[np.void], scenario: Scenario, index: Mapping[str, int]) -> None:
    """One row per lever, in declared order."""
    principals = [actor.name for actor in scenario.principals]
    thirds = [actor.name for actor in scenario.third_parties]
    for row, lever in zip(levers, scenario.levers, strict=False):
        row["setting"], row["target"] = SETTING_CODES[lever.setting], records.NOTHING
        row["payer"] = (principals + thirds).index(lever.actor)
        row["third"] = thirds.index(lever.actor) if lever.actor in thirds else 0
        row["hazard"] = row["budget"] = records.NOTHING
        if isinstance(lever, (Consent, Vote)):
            row["type"] = records.CONSENT if isinstance(lever, Consent) else records.VOTE
            row["marked"][: len(lever.needed)] = lever.needed
            continue
        row["points"], row["cost"] = index[lever.points], index[lever.cost]
        if isinstance(lever, Threat):
            row["type"] = records.THREAT
            row["target"] = principals.index(lever.target)
            row["targets"] = 1 << principals.index(lever.target)
            row["score"][: len(lever.opposed)] = lever.opposed
            row["marked"][: len(lever.pressable)] = lever.pressable
            row["confidential"] = lever.confidential
        else:
            _fill_promise(row, lever, scenario, index)


def _fill_promise(
    row: Record, lever: Promise, scenario: Scenario, index: Mapping[str, int]
) -> None:
    principals = [actor.name for actor in scenario.principals]
    row["type"], row["charged"] = records.PROMISE, lever.charged
    row["targets"] = sum(1 << principals.index(name) for name in lever.targets)
    row["score"][: len(lever.rewarded)] = lever.rewarded
    if lever.budget:
        row["budget"] = index[lever.budget]
    if lever.hazard:
        row["hazard"] = [hazard.name for hazard in scenario.hazards].index(lever.hazard)


def touch_levers(
    touches: NDArray[np.int64],
    scenario: Scenario,
    index: Mapping[str, int],
    bits: Mapping[str, int],
) -> None:
    """Whom the parameters of levers reach: what moves a decision to pay reaches everybody."""
    reads = {
        hazard.name: [a for chance in hazard.chances for a in chance.addresses]
        for hazard in scenario.hazards
    }
    for lever in scenario.levers:
        if isinstance(lever, (Consent, Vote)):
            continue
        targets = (lever.target,) if isinstance(lever, Threat) else lever.targets
        for name in targets:
            touches[index[lever.points]] |= bits[name]
        touches[index[lever.cost]] |= records.EVERYONE
        if isinstance(lever, Promise):
            for address in [*reads.get(lever.hazard, []), *filter(None, [lever.budget])]:
                touches[index[address]] |= records.EVERYONE
            if lever.actor in bits:
                touches[touches & bits[lever.actor] != 0] |= records.EVERYONE
