"""Defaults by procedure: the most probable point of a box given the patterns of the record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from negotiation_sim.analysis.calibration_box import Array, Box
from negotiation_sim.experiments.progress import Progress, unheard

__all__ = ["Defaults", "find_defaults"]

PRIOR = 0.25
"""Standard deviation of a number around its most likely value, in widths of its range."""
TIGHT = 0.025
"""Discrepancy that the search forgives: half of the usual one, so that it strives for the ranges
themselves."""
STEP = 0.1
"""Length of a step, in widths of the range."""


@dataclass(frozen=True)
class Defaults:
    """Where the search for defaults ended.

    Parameters
    ----------
    point : the numbers
    misses : of every pattern at the point
    steps : a row per step: ``address``, ``from``, ``to``, ``misfit`` after it (sum of squared
        misses), and the ``patterns`` it brought nearer to their range
    """

    point: Array
    misses: Array
    steps: pd.DataFrame


def find_defaults(box: Box, progress: Progress = unheard) -> Defaults:
    """Steepest descent from the most likely values, one number a step.

    What descends is the misfit, the sum of squared misses, plus the price of distance: the sum of
    squared distances from the most likely values, in standard deviations. It ends where no step
    lowers the sum, so a number moves only for a pattern that it brings nearer by more than it
    costs.
    """
    low, high = box.ends
    size = STEP * (high - low)
    present = box.prior
    (start,) = box.play([box.overrides(present)])
    missed = box.misses(start, TIGHT)[0]
    rows: list[tuple[object, ...]] = []
    while True:
        trials = [
            (i, trial)
            for i in range(len(present))
            for way in (-1.0, 1.0)
            for trial in [_stepped(present, i, way * size[i])]
            if low[i] - 1e-9 <= trial[i] <= high[i] + 1e-9
        ]
        found = []
        for shown in box.play([box.overrides(trial) for _, trial in trials]):
            found.append(box.misses(shown, TIGHT)[0])
            progress(1)
        totals = [
            _misfit(m) + _price(box, trial) for (_, trial), m in zip(trials, found, strict=True)
        ]
        best = int(np.argmin(totals))
        if totals[best] >= _misfit(missed) + _price(box, present):
            return Defaults(present, missed, pd.DataFrame(rows, columns=COLUMNS))
        i, trial = trials[best]
        nearer = [
            name
            for (_, name), before, after in zip(box.names, missed, found[best], strict=True)
            if after < before - 1e-9
        ]
        present, missed, before = trial, found[best], present
        rows.append((box.addresses[i], before[i], present[i], _misfit(missed), ", ".join(nearer)))


COLUMNS = ["address", "from", "to", "misfit", "patterns"]


def _stepped(point: Array, i: int, length: float) -> Array:
    trial = point.copy()
    trial[i] += length
    return trial


def _misfit(missed: Array) -> float:
    return float(np.square(missed).sum())


def _price(box: Box, point: Array) -> float:
    return float(np.square(box.widths(point) / PRIOR).sum())
