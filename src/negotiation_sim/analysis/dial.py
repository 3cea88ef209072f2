"""Interventions that turn one number: the share of settlements over its settings, with the band over
the points of a design.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from negotiation_sim.analysis.summary import settled_of
from negotiation_sim.domain.distributions import Fixed

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.experiments.study import Study

__all__ = ["dial_curve", "dial_settings"]

FEWEST = 3
BAND = (0.1, 0.9)
"""Quantiles over the points between which the band lies."""


def dial_settings(study: Study) -> tuple[str, dict[str, float]]:
    """The number that every intervention sets to another value, and the value of each.

    Returns
    -------
    The address, empty where the interventions are no such dial, and the settings by intervention.
    """
    found: dict[str, float] = {}
    addresses: set[str] = set()
    for arm in study.arms[1:]:
        for number in range(len(study.scenarios)):
            if not study.has_arm(number, arm):
                return "", {}
            values = study.arm_change(number, arm).values
            if len(values) != 1 or not isinstance(values[0][1], Fixed):
                return "", {}
            addresses.add(values[0][0])
            found[arm] = values[0][1].value
    return (addresses.pop(), found) if len(addresses) == 1 and len(found) >= FEWEST else ("", {})


def dial_curve(results: Results) -> pd.DataFrame:
    """A row per scenario and setting.

    Returns
    -------
    pandas.DataFrame
        ``scenario``, ``x`` (the setting), ``share`` (at point 0, which is the shipped setting in
        the designs that are shipped), ``points``, and ``low`` and ``high``: of several points the
        10% and 90% quantiles of their shares, of one its 95% Wilson interval.
    """
    _, settings = dial_settings(results.study)
    table = settled_of(results)
    rows = []
    for (scenario, arm), mine in table.groupby(
        ["scenario", "intervention"], observed=True, sort=False
    ):
        if str(arm) not in settings:
            continue
        first = mine[mine["point"] == mine["point"].min()].iloc[0]
        several = len(mine) > 1
        low, high = np.quantile(mine["share"], BAND) if several else (first["low"], first["high"])
        rows.append(
            {
                "scenario": str(scenario),
                "x": settings[str(arm)],
                "share": float(first["share"]),
                "points": len(mine),
                "low": float(low),
                "high": float(high),
            }
        )
    return pd.DataFrame(rows).sort_values(["scenario", "x"], kind="stable", ignore_index=True)
