"""One setting beside another on the same luck: shares of both and the difference, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.effects import effects
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled

__all__ = ["SETTLED", "PairedCounts", "beside_table", "endings_of"]

SETTLED = "settled"
"""Name of the row that pools every outcome that counts as a settlement."""

Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class PairedCounts:
    """How often each event occurred in two settings, run by run.

    Parameters
    ----------
    n : pairs of runs
    now, pinned, both : shape (classes + 1,), runs with the event under the setting, under the pinned
        one, and under both; the last event is settlement
    """

    n: int
    now: NDArray[np.int64]
    pinned: NDArray[np.int64]
    both: NDArray[np.int64]

    @staticmethod
    def of(now: Codes, pinned: Codes, scenario: Scenario) -> PairedCounts:
        """Counted from the events of the same runs, as `endings_of` gives them."""
        one, other = _seen(now, scenario), _seen(pinned, scenario)
        counts = (one.sum(axis=1), other.sum(axis=1), (one & other).sum(axis=1))
        return PairedCounts(one.shape[1], *(np.asarray(count, np.int64) for count in counts))

    def __add__(self, more: PairedCounts) -> PairedCounts:
        return PairedCounts(
            self.n + more.n,
            self.now + more.now,
            self.pinned + more.pinned,
            self.both + more.both,
        )


def endings_of(compiled: Compiled, rows: NDArray[np.void]) -> Codes:
    """Class of each run and, below it, whether it settled; shape (2, runs)."""
    settled = np.isin(rows["in_force"], compiled.scenario.settlement)
    return np.stack([compiled.class_of(rows), settled.astype(np.int8)])


def _seen(codes: Codes, scenario: Scenario) -> NDArray[np.bool_]:
    classes = np.arange(len(scenario.classes))[:, None]
    return np.concatenate([codes[0] == classes, codes[1:] == 1])


def beside_table(counts: PairedCounts, scenario: Scenario) -> pd.DataFrame:
    """A row per outcome class in the scenario's order, then one for settlement.

    Returns
    -------
    pandas.DataFrame
        Columns ``event``, ``label``, ``n``, ``count`` and ``pinned_count``, ``share`` and
        ``pinned`` with their Wilson intervals ``low`` to ``high`` and ``pinned_low`` to
        ``pinned_high``, ``effect`` (their difference) with its paired interval ``effect_low`` to
        ``effect_high``.

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.engines.ensemble import run_ensemble
    >>> from negotiation_sim.scenarios import load_scenario
    >>> base = load_scenario("1956")
    >>> ends = []
    >>> for scenario in (base.changed(base.intervention("no_threat")), base):
    ...     compiled = compile_scenario(scenario)
    ...     ends.append(endings_of(compiled, run_ensemble(compiled, seed=1, first_run=0, n_runs=200)))
    >>> table = beside_table(PairedCounts.of(*ends, base), base)
    >>> bool(table.iloc[-1]["count"] > table.iloc[-1]["pinned_count"])
    True
    """
    names = [rule.name for rule in scenario.classes]
    labels = [rule.label or rule.name for rule in scenario.classes]
    pairs = pd.DataFrame(
        {
            "event": [*names, SETTLED],
            "label": [*labels, scenario.settlement_label],
            "n": counts.n,
            "count": counts.now,
            "pinned_count": counts.pinned,
            "both": counts.both,
            "gained": counts.now - counts.both,
            "lost": counts.pinned - counts.both,
        }
    )
    found = effects(pairs).rename(columns={"baseline": "pinned"})
    low, high = wilson_interval(counts.now, counts.n)
    pinned_low, pinned_high = wilson_interval(counts.pinned, counts.n)
    intervals = {"low": low, "high": high, "pinned_low": pinned_low, "pinned_high": pinned_high}
    return found.assign(**intervals)
