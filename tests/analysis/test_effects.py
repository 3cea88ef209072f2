"""Paired effects, and the probabilities of necessity and sufficiency behind them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import mapping

from negotiation_sim.analysis.effects import effect_table, effects, paired_interval, pairs
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.scenarios import build_scenario

counts = st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(sum)


def two_gates(runs, folder, **details):
    """A deal that two parties accept with even odds each, and what happens where the first always
    does."""
    numbers = {"a.value": {"uniform": [-1, 1]}, "b.value": {"uniform": [-1, 1]}}
    opened = {"open_gate": {"label": "the first always accepts", "set": {"a.value": 1}}}
    data = mapping({"deal": {"a": 1, "b": 1}}, params=numbers, interventions=opened)
    named = NamedScenario("gates", data, build_scenario(data, "gates"))
    return run_study(Study((named,), ("baseline", "open_gate"), runs=runs, **details), folder)


def test_necessity_and_sufficiency_are_the_closed_form_of_two_gates(tmp_path):
    """Verification test 48: gates of .5 and .5; without the first, PN = (.5 - .25)/.75 and PS = (.5
    - .25)/.5."""
    runs = 40_000
    (row,) = effect_table(two_gates(runs, tmp_path)).itertuples()
    for found, expected, n in (
        (row.pn, 1 / 3, 0.75 * runs),
        (row.ps, 1 / 2, 0.5 * runs),
        (row.effect, 0.25, runs),
    ):
        assert found == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / n))
    assert row.pn_event == 0, "a gate opened never stops a deal"
    assert row.pn_low < 1 / 3 < row.pn_high
    assert row.effect_low < 0.25 < row.effect_high


@given(counts)
def test_every_probability_is_the_share_it_says(cells):
    both, gained, lost, neither = cells
    n = sum(cells)
    table = pd.DataFrame({"n": [n], "both": both, "gained": gained, "lost": lost})
    (row,) = effects(table).itertuples()
    assert row.effect == pytest.approx(row.share - row.baseline, abs=1e-12)
    expected = {
        "pn": (gained, gained + neither),
        "ps": (gained, both + gained),
        "pn_event": (lost, both + lost),
    }
    for name, (part, whole) in (expected | {"ps_event": (lost, lost + neither)}).items():
        found, low, high = (getattr(row, name + end) for end in ("", "_low", "_high"))
        assert (
            (math.isnan(found) and (low, high) == (0, 1))
            if not whole
            else found == pytest.approx(part / whole)
        )
        assert 0 <= low <= high <= 1


@given(counts)
def test_the_interval_turns_round_with_the_effect(cells):
    n, gained, lost = sum(cells), cells[1], cells[2]
    _, low, high = paired_interval(n, gained, lost)
    _, low_back, high_back = paired_interval(n, lost, gained)
    assert (low, high) == pytest.approx((-high_back, -low_back))


def test_the_interval_covers_the_effect_as_often_as_it_says():
    rng, probabilities = np.random.default_rng(1), (0.2, 0.15, 0.05, 0.6)
    drawn = rng.multinomial(200, probabilities, size=4000)
    _, low, high = paired_interval(drawn.sum(axis=1), drawn[:, 1], drawn[:, 2])
    covered = np.mean((low <= 0.1) & (high >= 0.1))
    assert covered == pytest.approx(0.95, abs=0.015)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    one = Study(
        (NamedScenario.load("1956"), NamedScenario.load("2022")),
        ("baseline", "no_threat"),
        runs=300,
    )
    return run_study(one, tmp_path_factory.mktemp("results") / "out")


def test_pairs_are_the_runs_side_by_side(folder):
    rows = folder.frame(["scenario", "intervention", "run", "outcome_class"])
    wide = rows.assign(yes=rows["outcome_class"] == "DECLARATION").pivot_table(
        index=["scenario", "run"],
        columns="intervention",
        values="yes",
        aggfunc="first",
        observed=True,
    )
    for row in pairs(folder, "DECLARATION").itertuples():
        one = wide.loc[row.scenario].astype(bool)
        assert row.both == (one["baseline"] & one["no_threat"]).sum()
        assert row.gained == (~one["baseline"] & one["no_threat"]).sum()
        assert row.lost == (one["baseline"] & ~one["no_threat"]).sum()


def test_at_the_floor_the_gap_is_shown(folder):
    table = effect_table(folder).set_index("scenario")
    assert table.loc["1956", "edge"] == ""
    assert math.isnan(table.loc["1956", "gap_end"])
    assert table.loc["2022", "edge"] == "floor"
    gaps = (
        folder.frame(["intervention", "gap_end"], "2022")
        .groupby("intervention", observed=True)["gap_end"]
        .median()
    )
    assert table.loc["2022", "gap_end"] == gaps["no_threat"]
    assert table.loc["2022", "baseline_gap_end"] == gaps["baseline"]


def test_an_unknown_class_names_the_nearest(folder):
    with pytest.raises(UnknownNameError, match="did you mean 'DECLARATION'"):
        pairs(folder, "DECLARATOIN")


def test_without_an_intervention_there_is_nothing_to_compare(tmp_path):
    alone = run_study(Study((NamedScenario.load("1956"),), runs=5), tmp_path)
    with pytest.raises(ResultsError, match="holds no intervention beside the baseline; add some"):
        pairs(alone)


def test_tallies_hold_no_pairs(tmp_path):
    kept = run_study(
        Study((NamedScenario.load("1956"),), ("baseline", "no_threat"), runs=5),
        tmp_path,
        how=Execution(tallies=True),
    )
    with pytest.raises(ResultsError, match="no rows"):
        pairs(kept)
