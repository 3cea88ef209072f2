"""One number per parameter point that a sensitivity analysis looks at: a probability or a mean gap,
among all runs or those with a given outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.analysis.coalitions import event_of
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.errors import UnknownNameError

__all__ = ["GAPS", "LEAST_RUNS", "SETTLED", "Reading", "reader"]

SETTLED = "settled"
GAPS = ("gap_start", "gap_end")

LEAST_RUNS = 2
"""Runs below which a number is undefined: its Monte-Carlo error is."""


class Reading(NamedTuple):
    """A mean over runs.

    Parameters
    ----------
    value : not a number where fewer than `LEAST_RUNS` runs count
    variance : of its Monte-Carlo error
    runs : that count
    """

    value: float
    variance: float
    runs: int


def reader(
    scenario: Scenario, of: str = SETTLED, given: str = ""
) -> Callable[[Compiled, NDArray[np.void]], Reading]:
    """How to read the number off the runs of a point.

    Parameters
    ----------
    of : ``settled``, an outcome class, ``gap_start`` or ``gap_end``; runs without a gap are left
        out
    given : ``settled`` or an outcome class, to count only runs that end in it; all if empty

    Raises
    ------
    UnknownNameError
        If the scenario has no such outcome.

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.engines.ensemble import run_ensemble
    >>> from negotiation_sim.scenarios import load_scenario
    >>> compiled = compile_scenario(load_scenario("1956"))
    >>> rows = run_ensemble(compiled, 1, 0, 500)
    >>> reader(compiled.scenario, "TREATY_TWO", given="settled")(compiled, rows).runs < 250
    True
    """
    classes = [rule.name for rule in scenario.classes]
    for name, known in ((of, [SETTLED, *classes, *GAPS]), (given or SETTLED, [SETTLED, *classes])):
        if name not in known:
            raise UnknownNameError("outcome to look at", name, known)
    counted = event_of(scenario, "" if given == SETTLED else given)
    occurs = event_of(scenario, "" if of in (SETTLED, *GAPS) else of)

    def read(compiled: Compiled, rows: NDArray[np.void]) -> Reading:
        kept = rows[counted(compiled, rows)] if given else rows
        if of in GAPS:
            return _mean(kept[of][kept[of.replace("gap", "gate")] >= 0])
        return _mean(occurs(compiled, kept).astype(float))

    return read


def _mean(values: NDArray[np.float64]) -> Reading:
    n = len(values)
    if n < LEAST_RUNS:
        return Reading(np.nan, np.nan, n)
    return Reading(float(values.mean()), float(values.var(ddof=1)) / n, n)
