"""Made-up results with the look of real ones."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.summary import shares
from negotiation_sim.plots.theme import CLASS_COLOURS

PER_MILLE = {
    "1956": {"DECLARATION": 711, "STALEMATE": 90, "RATIFICATION_FAILED": 84, "TREATY_TWO": 67, "SUSPENSION": 39, "TREATY_TWO_PLEDGED": 9},
    "2018": {"ACCELERATED_TALKS": 708, "STALEMATE": 195, "SUSPENSION": 59, "TREATY_TWO_PLUS": 38},
    "2022": {"SUSPENSION": 836, "STALEMATE": 113, "ACCELERATED_TALKS": 51},
}


@pytest.fixture
def make_summary():
    """Build a summary of the three episodes: ``make_summary(runs, interventions)``."""

    def make(runs=1000, interventions=("",)):
        cells = [(s, i, 0, c) for i in interventions for s in PER_MILLE for c in CLASS_COLOURS]
        counts = pd.DataFrame(cells, columns=["scenario", "intervention", "point", "outcome_class"])
        counts["count"] = [PER_MILLE[s].get(c, 0) * runs // 1000 for s, _, _, c in cells]
        counts["outcome_class"] = pd.Categorical(counts["outcome_class"], list(CLASS_COLOURS))
        counts["intervention"] = pd.Categorical(counts["intervention"], interventions)
        return shares(counts)

    return make


@pytest.fixture
def observed():
    return {"1956": "DECLARATION", "2018": "ACCELERATED_TALKS", "2022": "SUSPENSION"}
