"""Calibration of a small box: what is kept, where the defaults come from, and its own check."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.analysis.calibration import calibrate
from negotiation_sim.analysis.calibration_box import RULED_OUT, Box, misses
from negotiation_sim.analysis.calibration_defaults import PRIOR
from negotiation_sim.errors import InputError
from negotiation_sim.report.calibration_text import calibration_page, calibration_text
from negotiation_sim.scenarios import load_experiment

HEAD = "title: A box\nscenarios: [1956, 2022]\nruns: 10\nseed: 1\n"
SHARES = st.floats(0.0, 1.0)


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    path = tmp_path_factory.mktemp("box") / "small.yaml"
    path.write_text(
        f"{HEAD}vary:\n  latin_hypercube:\n    points: 4\n    seed: 3\n    parameters:\n"
        "      japan.norm: {mode: [20, 85], likely: 80}\n      us.credibility: {mode: [0.2, 0.9]}\n",
        encoding="utf-8",
    )
    return Box.of(load_experiment(path), runs=200, seed=1)


@pytest.fixture(scope="module")
def found(box):
    return calibrate(box, points=24, waves=2)


def test_kept_points_are_those_that_no_pattern_rules_out(found):
    for wave in found.waves:
        assert (wave.kept == (wave.misses.max(axis=1) <= RULED_OUT)).all()
    low, high = found.box.ends
    assert ((found.kept >= low - 1e-9) & (found.kept <= high + 1e-9)).all()
    assert len(found.kept_table(most=3)) == 1 + min(3, len(found.kept))


def test_every_step_of_the_search_pays_for_itself(found):
    box, steps = found.box, found.defaults.steps
    (start,) = box.play([box.overrides(box.prior)])
    before = float(np.square(box.misses(start, 0.025)).sum())
    after = float(np.square(found.defaults.misses).sum())
    price = float(np.square(box.widths(found.defaults.point) / PRIOR).sum())
    assert len(steps) > 0  # a norm of 80 cannot have made the record
    assert after + price < before
    assert steps["misfit"].iloc[-1] == pytest.approx(after)
    assert set(found.ledger["address"]) <= {"japan.norm", "us.credibility"}


def test_the_same_seed_gives_the_same_calibration(box, found):
    again = calibrate(box, points=24, waves=2)
    assert calibration_text(again) == calibration_text(found)
    pd.testing.assert_frame_equal(again.held_out, found.held_out)


def test_the_page_names_the_command_and_every_table(found):
    page = calibration_page(found, "negotiation-sim calibrate small")
    assert page.startswith("# Calibration\n\nMade by `negotiation-sim calibrate small`")
    assert page.count("\n### ") == 5


def test_an_experiment_that_samples_no_box_is_refused():
    with pytest.raises(InputError, match="counterfactuals: samples no box"):
        Box.of(load_experiment("counterfactuals"), runs=10, seed=1)


@given(SHARES, st.tuples(SHARES, SHARES).map(sorted), st.integers(1, 10**6))
def test_a_share_misses_by_more_the_farther_it_is_out(share, ends, runs):
    wanted, among = np.array([ends]).T, np.array([runs])
    (miss,) = misses(np.array([share]), among, wanted)
    assert np.isfinite(miss)
    assert (miss == 0.0) or not ends[0] <= share <= ends[1]
    nearer = (share + min(max(share, ends[0]), ends[1])) / 2
    assert misses(np.array([nearer]), among, wanted)[0] <= miss + 1e-9
