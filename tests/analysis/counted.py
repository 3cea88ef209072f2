"""Made-up counts of a study."""

from __future__ import annotations

import numpy as np

from negotiation_sim.analysis.shares import PointShares

CLASSES = ("DEAL", "TALKS", "NOTHING")


def shares(**arms):
    """Counts of 100 runs at each point in one scenario: arm -> deals per point; what is no deal is
    talks."""
    counts = {
        ("here", arm): np.array([[deals, 100 - deals, 0] for deals in at])
        for arm, at in arms.items()
    }
    return PointShares(
        {"here": CLASSES}, counts, {key: table[:, 0] for key, table in counts.items()}, 100
    )
