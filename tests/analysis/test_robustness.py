"""What holds over a box, and what history can say about it."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from negotiation_sim.analysis.robustness import robustness
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.conclusions import Conclusion
from negotiation_sim.experiments import Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.scenarios import load_experiment


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


SPECIFIED = {  # specification.md section 15.5: box, history-consistent
    "threat_1956": (0.55, 0.55),
    "threat_1956_strong": (0.38, 0.38),
    "guarantee_2018": (0.40, 0.33),
    "guarantee_2018_likely": (0.20, 0.08),
    "norms_2018": (0.65, 0.62),
    "threat_2018": (0.81, 0.87),
    "guarantee_2022": (0.89, 0.96),
    "us_block_1956": (0.52, 0.46),
    "us_block_2018": (0.08, 0.05),
    "us_block_2022": (0.01, 0.01),
}


@pytest.mark.long
def test_the_plausible_box_is_that_of_the_specification(tmp_path):
    """Within four standard errors of two samples of 800 points (of about 280 for the
    history-consistent part)."""
    experiment = load_experiment("plausible_box")
    results = run_study(Study.of(experiment), tmp_path, how=Execution(tallies=True))
    found = robustness(results, experiment.conclusions, experiment.models)
    assert found.history["share"].iloc[-1] == pytest.approx(
        0.35, abs=4 * math.sqrt(2 * 0.35 * 0.65 / 800)
    )
    for name, expected in SPECIFIED.items():
        rows = found.conclusions[found.conclusions["name"] == name]
        for (_, row), share in zip(rows.iterrows(), expected, strict=True):
            points = 800 if row["part"] == "box" else 260
            assert row["share"] == pytest.approx(
                share, abs=4 * math.sqrt(2 * max(share * (1 - share), 0.01) / points)
            ), (name, row["part"])


EVIDENCE = {  # specification.md section 15.5: log evidence
    "full model": -1.81,
    "no_us_lever": -2.32,
    "no_commitment_problem": -2.31,
    "no_hostility_shocks": -3.25,
    "domestic_only": -3.83,
    "no_norms": -4.20,
    "us_only": -5.70,
}


@pytest.mark.long
def test_the_evidence_is_that_of_the_specification(tmp_path):
    """Within four standard errors of two samples of 500 points, theirs taken to be as large as
    ours."""
    experiment = load_experiment("rival_models")
    results = run_study(Study.of(experiment), tmp_path, how=Execution(tallies=True))
    models = robustness(results, (), experiment.models).models
    assert models["model"].tolist() == list(EVIDENCE)
    for row in models.itertuples():
        assert row.log_evidence == pytest.approx(
            EVIDENCE[row.model], abs=4 * math.sqrt(2) * row.error
        ), row.model


def test_without_conclusions_and_models_their_tables_are_empty(box):
    found = robustness(box, [], {})
    assert found.conclusions.empty
    assert found.rules.empty
    assert isinstance(found.models, pd.DataFrame)
    assert found.models.empty
