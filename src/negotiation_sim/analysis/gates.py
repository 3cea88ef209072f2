"""How far a settlement is, which gate stands in the way, and how both move with the calendar
(specification.md section 9).

The margin rule itself is `negotiation_sim.model.gates`; here its results are only counted.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled, compile_scenario, gate_names
from negotiation_sim.engines.on_date import changing_steps, until
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.side_by_side import side_by_side

__all__ = ["BAND", "gap_path", "gap_summary"]

BAND = (0.1, 0.9)
"""Quantiles shown beside the median gap."""


def gap_summary(compiled: Compiled, rows: NDArray[np.void], when: str) -> dict[str, float]:
    """Median gap of some runs, its band, the share of runs with no gap, and how often each gate
    binds.

    Parameters
    ----------
    when : ``start`` or ``end``

    Returns
    -------
    ``n``, ``median``, ``low``, ``high``, ``clear`` (share of runs in which some text clears every
    gate), and a share per gate of `gate_names`, adding up to 1. Runs in which no settlement text is
    open have no gap and are left out.
    """
    gates = rows[f"gate_{when}"]
    known = gates >= 0
    gaps, gates = rows[f"gap_{when}"][known], gates[known]
    names = gate_names(compiled.scenario)
    if not len(gaps):
        return {"n": 0, **dict.fromkeys(("median", "low", "high", "clear", *names), np.nan)}
    low, median, high = np.quantile(gaps, (BAND[0], 0.5, BAND[1]))
    counts = np.bincount(gates, minlength=len(names)) / len(gates)
    found = {
        "n": len(gaps),
        "median": float(median),
        "low": float(low),
        "high": float(high),
        "clear": float(np.mean(gaps >= 0)),
    }
    return found | dict(zip(names, counts.tolist(), strict=True))


def gap_path(
    scenario: Scenario, seed: int, runs: int, progress: Progress = unheard
) -> pd.DataFrame:
    """The gap at every date at which it can change, and on the last one.

    Returns
    -------
    pandas.DataFrame
        Columns ``step``, ``date``, then those of `gap_summary`; between two rows nothing moves but
        what fades.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> path = gap_path(load_scenario("2018"), seed=1, runs=500)
    >>> path["date"].iloc[0], bool(path["median"].iloc[0] > path["median"].iloc[-1])
    (datetime.date(2018, 9, 1), True)
    """
    compiled, calendar = compile_scenario(scenario), scenario.calendar
    steps = sorted({*changing_steps(compiled), calendar.n_steps - 1})
    played = side_by_side((until(compiled, step) for step in steps), seed, runs, progress)
    lines = [
        {"step": step, "date": calendar.day_of(step), **gap_summary(*found, "end")}
        for step, found in zip(steps, played, strict=True)
    ]
    return pd.DataFrame(lines)
