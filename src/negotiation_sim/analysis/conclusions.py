"""How far declared conclusions hold over a box, and over the part of it that history does not rule
out.

Robustness shares after Lempert, Popper & Bankes (2003); intervals of an effect after Manski (2003).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.conclusions import Conclusion

__all__ = ["conclusion_table", "holds_at", "measure_at"]


def measure_at(conclusion: Conclusion, shares: PointShares) -> NDArray[np.float64]:
    """What a conclusion bounds, at each point."""
    scenario, on = conclusion.scenario, conclusion.on
    share = shares.share(scenario, conclusion.intervention, on)
    if conclusion.measure == "share":
        return share
    if conclusion.measure == "exceeds":
        return share - shares.share(scenario, conclusion.rival, on)
    effect = share - shares.share(scenario, "baseline", on)
    return np.abs(effect) if conclusion.measure == "moves" else effect


def holds_at(conclusion: Conclusion, shares: PointShares) -> NDArray[np.bool_]:
    """Whether a conclusion holds at each point.

    The bound is met by counts, without rounding: ``effect >= 0.05`` counts 100 more runs of 2,000
    as enough.
    """
    rounded = np.round(measure_at(conclusion, shares), 12)
    return np.array([conclusion.holds(float(value)) for value in rounded])


def conclusion_table(
    conclusions: Sequence[Conclusion], shares: PointShares, kept: NDArray[np.bool_]
) -> pd.DataFrame:
    """One row per conclusion and part of the box.

    Parameters
    ----------
    kept : which points history does not rule out

    Returns
    -------
    pandas.DataFrame
        Columns ``name``, ``say``, ``scenario``, ``intervention``, ``part`` (box, history),
        ``points``, ``share`` (of the points at which it holds) with its Wilson interval ``low`` to
        ``high``, and of what it bounds ``measure``, ``least``, ``median``, ``most``, NaN where the
        part has no point.
    """
    lines = []
    for one in conclusions:
        held, values = holds_at(one, shares), measure_at(one, shares)
        for part, where in (("box", np.ones(len(held), bool)), ("history", kept)):
            n, count = int(where.sum()), int(held[where].sum())
            low, high = wilson_interval(count, n)
            spread = np.quantile(values[where], (0, 0.5, 1)) if n else np.full(3, np.nan)
            share = count / n if n else np.nan
            lines.append(
                (
                    one.name,
                    one.say,
                    one.scenario,
                    one.intervention,
                    part,
                    n,
                    share,
                    low,
                    high,
                    one.measure,
                    *spread,
                )
            )
    names = [
        "name",
        "say",
        "scenario",
        "intervention",
        "part",
        "points",
        "share",
        "low",
        "high",
        "measure",
        "least",
        "median",
        "most",
    ]
    return pd.DataFrame(lines, columns=names).astype({"low": float, "high": float})
