"""What holds over a box, and what history can say about it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.conclusions import conclusion_table, holds_at, measure_at
from negotiation_sim.analysis.evidence import evidence_table, leave_one_out
from negotiation_sim.analysis.history_matching import (
    consistent,
    history_probability,
    sentence_of_bits,
)
from negotiation_sim.analysis.inputs import inputs_in, inputs_of
from negotiation_sim.analysis.robustness import robustness
from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.analysis.summary import wilson_interval
from negotiation_sim.domain.conclusions import Conclusion
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.scenarios import load_experiment

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


def claim(measure="effect", sign=">=", bound=0.05, **details):
    return Conclusion(
        "claim", "a claim", "here", "more", measure=measure, sign=sign, bound=bound, **details
    )


def test_each_measure_is_what_it_says():
    found = shares(baseline=[10, 20, 30], more=[15, 10, 30], other=[30, 20, 0])
    assert measure_at(claim("share"), found).tolist() == [0.15, 0.10, 0.30]
    assert measure_at(claim("effect"), found) == pytest.approx([0.05, -0.10, 0])
    assert measure_at(claim("moves"), found) == pytest.approx([0.05, 0.10, 0])
    assert measure_at(claim("exceeds", rival="other"), found) == pytest.approx([-0.15, -0.10, 0.30])
    assert measure_at(claim("share", on="TALKS"), found) == pytest.approx([0.85, 0.9, 0.7])


def test_a_bound_met_exactly_is_met():
    found = shares(baseline=[10, 10], more=[15, 14])
    assert holds_at(claim(), found).tolist() == [True, False]
    assert holds_at(claim(sign=">"), found).tolist() == [False, False]


def test_what_is_not_played_or_unknown_is_told():
    with pytest.raises(UnknownNameError, match="'more' is not an intervention played in here"):
        measure_at(claim(), shares(baseline=[1]))
    with pytest.raises(
        UnknownNameError, match="'DEEL' is not an outcome class; did you mean 'DEAL'"
    ):
        measure_at(claim(on="DEEL"), shares(baseline=[1], more=[1]))


def test_the_table_tells_box_and_history_apart():
    found = shares(baseline=[10, 80, 30, 90], more=[20, 80, 40, 90])
    kept = consistent(found, {"here": "TALKS"}).all(axis=1)
    assert kept.tolist() == [True, False, True, False]
    box, history = conclusion_table([claim()], found, kept).to_dict("records")
    assert (box["share"], box["points"], history["share"], history["points"]) == (0.5, 4, 1.0, 2)
    assert (box["least"], box["most"]) == pytest.approx((0, 0.1))
    none = conclusion_table([claim()], found, np.zeros(4, bool)).iloc[1]
    assert math.isnan(none["share"])
    assert math.isnan(none["median"])


def test_history_is_smoothed_so_that_no_point_is_impossible():
    p = history_probability(shares(baseline=[0, 100]), {"here": "DEAL"})
    assert p[:, 0] == pytest.approx([0.5 / 101.5, 100.5 / 101.5])


def test_the_sentence_of_bits_counts_classes():
    assert sentence_of_bits(shares(baseline=[1]), {"here": "DEAL"}).startswith(
        "1 recorded outcome carries"
    )
    assert "at most 2 bits" in sentence_of_bits(shares(baseline=[1]), {"here": "DEAL"})


def test_evidence_is_the_mean_over_the_box_and_errors_shrink_with_points():
    rng = np.random.default_rng(1)
    p = rng.random((4000, 2))
    few, many = (evidence_table({"full": p[:n]}).iloc[0] for n in (400, 4000))
    assert many["log_evidence"] == pytest.approx(math.log(0.25), abs=4 * many["error"])
    assert many["error"] == pytest.approx(few["error"] / math.sqrt(10), rel=0.2)


def test_episodes_that_hang_together_help_each_other():
    p = np.array([[0.9, 0.9], [0.1, 0.1]])
    assert leave_one_out(p, ("one", "two"))["after"].tolist() == pytest.approx([0.82, 0.82])


def plausible(rng, points=400):
    """P(recorded class) of two episodes that hang together, under two models that hang together."""
    at = rng.random((points, 1))
    full = 0.1 + 0.7 * at * rng.random((points, 2))
    return full, full * (0.5 + 0.5 * at)


def test_errors_over_points_cover_the_truth_as_often_as_they_say():
    """Against the values at very many points; a Bayes factor, an evidence and a change of
    foresight."""
    rng = np.random.default_rng(2)
    full, part = plausible(rng, 2_000_000)
    factor = full.prod(axis=1).mean() / part.prod(axis=1).mean()
    evidence = math.log(full.prod(axis=1).mean())
    change = leave_one_out(full, ("one", "two"))["change"].iloc[0]
    covered = []
    for _ in range(400):
        few, fewer = plausible(rng)
        models = evidence_table({"full": few, "part": fewer})
        row, foresight = models.iloc[1], leave_one_out(few, ("one", "two")).iloc[0]
        covered.append(
            (
                row["factor_low"] <= factor <= row["factor_high"],
                abs(models["log_evidence"].iloc[0] - evidence) <= 1.96 * models["error"].iloc[0],
                abs(foresight["change"] - change) <= 1.96 * foresight["error"],
            )
        )
    assert np.mean(covered, axis=0) == pytest.approx(0.95, abs=0.03)


def test_models_are_told_apart_by_the_difference_at_shared_points():
    full, part = plausible(np.random.default_rng(3))
    table = evidence_table({"full": full, "part": part}).set_index("model")
    assert table.loc["part", "difference_error"] < table["error"].min() / 2, (
        "far less than the errors of both"
    )
    assert (
        1
        < table.loc["part", "factor_low"]
        < table.loc["part", "bayes_factor"]
        < table.loc["part", "factor_high"]
    )
    assert math.isnan(table.loc["full", "factor_low"])


def test_only_inputs_that_reach_a_scenario_explain_it():
    table = inputs_of(
        [
            {"2018/a.x": "1", "b.y": "2", "c.z": "word"},
            {"2018/a.x": "2", "b.y": "1,3,9", "c.z": "4"},
        ]
    )
    assert table.to_dict("list") == {"2018/a.x": [1, 2], "b.y": [2, 3]}
    assert list(inputs_in("1956", table).columns) == ["b.y"]


# ---------------------------------------------------------------------- whole


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    points = tuple(
        {"us.threat": str(threat), "japan.norm": str(norm)}
        for threat in range(0, 60, 3)
        for norm in (20, 35, 50, 65, 80)
    )
    study = Study(
        tuple(map(NamedScenario.load, ("1956", "2018"))),
        ("baseline", "no_threat"),
        points=points,
        runs=200,
    )
    return run_study(study, tmp_path_factory.mktemp("box"), how=Execution(tallies=True))


def test_counts_are_those_of_the_folder(box):
    found = PointShares.of(box)
    tallies = box.tallies().set_index(["scenario", "intervention", "point"])
    for key in (("1956", "no_threat"), ("2018", "baseline")):
        assert found.settled[key].tolist() == tallies.loc[key]["n_settled"].tolist()
        assert (found.counts[key].sum(axis=1) == 200).all()
    names = found.classes["1956"]
    declared = tallies.loc["1956", "baseline"]["count_DECLARATION"]
    assert found.occurred("1956", "baseline", "DECLARATION").tolist() == declared.tolist()
    assert "DECLARATION" in names


def test_rows_and_tallies_give_the_same_shares(box, tmp_path):
    rows = PointShares.of(run_study(box.study, tmp_path))
    tallies = PointShares.of(box)
    for key, table in tallies.counts.items():
        assert np.array_equal(rows.counts[key], table)
        assert np.array_equal(rows.settled[key], tallies.settled[key])


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
