"""Counts of a study over its points."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.counted import shares

from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments import run_study


def test_a_share_is_of_the_runs_that_did_not_fail():
    found = shares(baseline=[10, 40])
    found.counts["here", "baseline"][1] = [40, 10, 0]
    assert found.total("here", "baseline").tolist() == [100, 50]
    assert found.share("here", "baseline", "DEAL").tolist() == [0.1, 0.8]


def test_what_was_not_played_or_is_no_class_is_named():
    found = shares(baseline=[10])
    with pytest.raises(UnknownNameError, match="'pledge' is not an intervention played in here"):
        found.occurred("here", "pledge")
    with pytest.raises(UnknownNameError, match="'WAR' is not an outcome class"):
        found.occurred("here", "baseline", "WAR")


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
