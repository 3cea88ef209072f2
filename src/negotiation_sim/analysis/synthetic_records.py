"""Would the procedure of `calibrate` find numbers that made a record? Tried on records of its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from negotiation_sim.analysis.calibration_box import Box, Wave, kept_of, misses

__all__ = ["SLACK", "synthetic_records"]

SLACK = 0.2
"""Half-width of the ranges of a synthetic record around the shares that made it."""
ENOUGH = 9
"""Points kept from which ranks are told."""


def synthetic_records(box: Box, wave: Wave) -> pd.DataFrame:
    """Does the procedure find numbers that made a record? Simulation-based calibration (Talts et al.
    2018) of the procedure, with every point of a wave in turn as the truth.

    The record of a point is its own shares, each with a range of `SLACK` to both sides; the other
    points are kept or ruled out by it as by the real record. Truths that leave fewer than `ENOUGH`
    points are left out.

    Returns
    -------
    pandas.DataFrame
        A row per number: ``address``; ``within_50`` and ``within_80``, how often the truth has a
        rank in the middle half, or the middle four fifths, among the points kept: .5 and .8 if
        what is kept is as wide as it should be; ``narrowed``, the average standard deviation of the
        number over the points kept beside that over the box, 1 where the record says nothing of it;
        ``truths`` and ``kept``, how many there were, and points kept on average.
    """
    share, among = wave.shown.share, wave.shown.among
    ranks, narrowed, sizes = [], [], []
    spread_of = wave.coordinates.std(axis=0)
    for truth in range(len(share)):
        middle = np.nan_to_num(share[truth], nan=0.5)
        wanted = np.clip([middle - SLACK, middle + SLACK], 0.0, 1.0)
        kept = kept_of(misses(share, among, wanted))
        kept[truth] = False
        if kept.sum() < ENOUGH:
            continue
        others = wave.coordinates[kept]
        ranks.append(((others < wave.coordinates[truth]).sum(axis=0) + 0.5) / (len(others) + 1))
        narrowed.append(others.std(axis=0) / spread_of)
        sizes.append(len(others))
    found = np.array(ranks).reshape(-1, len(box.addresses))
    off = np.abs(found - 0.5)
    return pd.DataFrame(
        {
            "address": box.addresses,
            "within_50": (off <= 0.25).mean(axis=0) if len(found) else np.nan,
            "within_80": (off <= 0.4).mean(axis=0) if len(found) else np.nan,
            "narrowed": np.mean(narrowed, axis=0) if len(found) else np.nan,
            "truths": len(found),
            "kept": float(np.mean(sizes)) if sizes else 0.0,
        }
    )
