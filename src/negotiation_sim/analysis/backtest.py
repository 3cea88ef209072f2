"""Coded disputes played by a template: forecasts beside what happened, and beside simpler ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from negotiation_sim.analysis.baselines import BASE_RATE, baseline_forecasts
from negotiation_sim.analysis.scoring import calibration_table, score_table
from negotiation_sim.experiments.coded import MODELS
from negotiation_sim.experiments.tallies import COUNT
from negotiation_sim.scenarios.coded import CLASSES, CodedDispute
from negotiation_sim.scenarios.coded_mapping import CodedMapping

__all__ = ["Backtest", "backtest", "model_forecasts"]


@dataclass(frozen=True, slots=True)
class Backtest:
    """What every forecaster said of every dispute, and how good it was.

    Parameters
    ----------
    forecasts : a row per forecaster and dispute: ``forecaster``, ``id``, ``case``, ``happened``
        (empty where nobody knows), a share for every class, and for models ``low`` and ``high``
    scores : of `score_table`
    calibration : of `calibration_table`
    """

    forecasts: pd.DataFrame
    scores: pd.DataFrame
    calibration: pd.DataFrame


def backtest(
    tallies: pd.DataFrame, disputes: Sequence[CodedDispute], mapping: CodedMapping
) -> Backtest:
    """Judge a played `coded_study` beside the baselines.

    Parameters
    ----------
    tallies : of the study, one row per intervention and point

    Raises
    ------
    InputError
        If scikit-learn is not installed.
    """
    said = [model_forecasts(tallies, disputes), baseline_forecasts(disputes, mapping)]
    forecasts = pd.concat(said, ignore_index=True)
    endings = pd.Series({one.id: one.ending for one in disputes})
    cases = pd.Series({one.id: one.case for one in disputes})
    forecasts.insert(2, "case", forecasts["id"].map(cases))
    forecasts.insert(3, "happened", forecasts["id"].map(endings))
    return Backtest(
        forecasts,
        score_table(forecasts, endings, against=BASE_RATE),
        calibration_table(forecasts, endings),
    )


def model_forecasts(tallies: pd.DataFrame, disputes: Sequence[CodedDispute]) -> pd.DataFrame:
    """What the model and its simpler kin say of every dispute.

    Parameters
    ----------
    tallies : of a `coded_study`, one row per intervention and point

    Returns
    -------
    pandas.DataFrame
        A row per forecaster and dispute: ``forecaster``, ``id``, a share for every class, and
        ``low`` and ``high``, between which the share of settlements lies in nine readings of ten.
    """
    counts = tallies[[f"{COUNT}{name}" for name in CLASSES]].fillna(0).to_numpy(float)
    shares = counts / counts.sum(axis=1, keepdims=True)
    frames = []
    for arm, forecaster in MODELS.items():
        mine = shares[(tallies["intervention"] == arm).to_numpy()]
        cube = mine.reshape(len(disputes), -1, len(CLASSES))
        low, high = np.quantile(cube[:, :, 0], [0.05, 0.95], axis=1)
        table = pd.DataFrame(cube.mean(axis=1), columns=list(CLASSES))
        table.insert(0, "forecaster", forecaster)
        table.insert(1, "id", [one.id for one in disputes])
        frames.append(table.assign(low=low, high=high))
    return pd.concat(frames, ignore_index=True)
