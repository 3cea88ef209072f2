"""What holds over a box, and what history can say about it."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.robustness import robustness
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.conclusions import Conclusion


def test_the_threat_matters_where_there_is_one(box):
    conclusions = [Conclusion("threat", "it matters", "1956", "no_threat", sign=">=", bound=0.05)]
    found = robustness(box, conclusions, {"no_threat_model": ["no_threat", "no_sanctions"]})
    assert 0 < found.conclusions["share"].iloc[0] < 1
    assert found.rules["rule"].str.contains("us.threat").any()
    assert list(found.models["model"]) == ["full model", "no_threat_model"]
    assert found.history["episode"].tolist() == ["1956", "2018", "all"]
    for row in found.history.itertuples():
        assert (row.low, row.high) == pytest.approx(
            [float(end) for end in wilson_interval(round(row.share * 100), 100)]
        )
    assert 1 <= found.effective <= found.points
    assert set(found.posterior["input"]) == {"us.threat", "japan.norm"}
    assert list(found.foresight["episode"]) == ["1956", "2018"]


def test_without_conclusions_and_models_their_tables_are_empty(box):
    found = robustness(box, [], {})
    assert found.conclusions.empty
    assert found.rules.empty
    assert isinstance(found.models, pd.DataFrame)
    assert found.models.empty
