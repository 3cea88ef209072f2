"""Coded disputes played by a template: forecasts beside what happened, and beside simpler ones.

Every reading of a coding is a point of the design: all columns moved within their band, the same
shifts for every dispute, so that disputes and forecasters share their luck.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from negotiation_sim.experiments.designs import spread
from negotiation_sim.experiments.study import BASELINE, NamedScenario, Study
from negotiation_sim.experiments.tallies import COUNT
from negotiation_sim.scenarios.coded import COLUMNS, ENDINGS, CodedDispute
from negotiation_sim.scenarios.coded_mapping import CodedMapping

__all__ = ["ABLATIONS", "BAND", "CLASSES", "MODEL", "backtest_study", "model_forecasts"]

BAND = 0.15
"""How far a coded column may lie from where its coder put it, unless a user says otherwise."""

CLASSES = tuple(ENDINGS.values())
"""What a dispute can end as, in the order of tables."""

MODEL = "model"
ABLATIONS = {
    "no_third_party": "model without third party",
    "no_bases": "model without bases",
    "no_domestic_politics": "model without domestic politics",
}
"""Interventions of the template that make a simpler model, and what it is called."""


def backtest_study(
    template: NamedScenario,
    disputes: Sequence[CodedDispute],
    mapping: CodedMapping,
    band: float = BAND,
    readings: int = 32,
    runs: int = 200,
    seed: int = 1,
) -> Study:
    """What to play: every reading of every dispute, with the full model and each simpler one.

    Parameters
    ----------
    template : the scenario that the mapping changes
    band : half the width of the band around every coded number
    readings : of every dispute, spread by a Latin hypercube over its band
    runs : of every reading
    """
    shares = spread("latin_hypercube", readings, len(COLUMNS), seed)
    points = tuple(
        mapping.point(_moved(dispute, row, band), dispute.clause)
        for dispute in disputes
        for row in shares
    )
    arms = (BASELINE, *ABLATIONS)
    return Study((template,), arms, points=points, runs=runs, seed=seed)


def _moved(dispute: CodedDispute, shares: Sequence[float], band: float) -> dict[str, float]:
    """One reading: every column at its share of the way through its band."""
    ends = [dispute.band(column, band) for column in COLUMNS]
    return {
        column: low + share * (high - low)
        for column, (low, high), share in zip(COLUMNS, ends, shares, strict=True)
    }


def model_forecasts(tallies: pd.DataFrame, disputes: Sequence[CodedDispute]) -> pd.DataFrame:
    """What the model and its simpler kin say of every dispute.

    Parameters
    ----------
    tallies : of `backtest_study`, one row per intervention and point

    Returns
    -------
    pandas.DataFrame
        A row per forecaster and dispute: ``forecaster``, ``id``, a share for every class, and
        ``low`` and ``high``, between which the share of settlements lies in nine readings of ten.
    """
    counts = tallies[[f"{COUNT}{name}" for name in CLASSES]].to_numpy(float)
    shares = counts / counts.sum(axis=1, keepdims=True)
    names = {BASELINE: MODEL, **ABLATIONS}
    frames = []
    for arm, forecaster in names.items():
        mine = shares[(tallies["intervention"] == arm).to_numpy()]
        cube = mine.reshape(len(disputes), -1, len(CLASSES))
        low, high = np.quantile(cube[:, :, 0], [0.05, 0.95], axis=1)
        table = pd.DataFrame(cube.mean(axis=1), columns=list(CLASSES))
        table.insert(0, "forecaster", forecaster)
        table.insert(1, "id", [one.id for one in disputes])
        frames.append(table.assign(low=low, high=high))
    return pd.concat(frames, ignore_index=True)
