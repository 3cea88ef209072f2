"""Averages over the points of a design."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.averages import over_points
from negotiation_sim.analysis.summary import with_error


def points(*counts, n=100):
    table = pd.DataFrame({"scenario": "1956", "point": range(len(counts)), "count": counts})
    return with_error(table.assign(n=n))


def test_one_point_keeps_its_interval_and_its_error():
    (row,) = over_points(points(30), ["scenario"]).to_dict("records")
    (own,) = points(30).to_dict("records")
    assert {name: row[name] for name in ("share", "low", "high", "mcse")} == {
        name: own[name] for name in ("share", "low", "high", "mcse")
    }
    assert row["points"] == 1


def test_every_point_weighs_alike_however_many_runs_it_has():
    table = pd.concat([points(100, n=100), points(0, n=900).assign(point=1)])
    assert over_points(table, ["scenario"])["share"].iloc[0] == pytest.approx(0.5)


def test_an_average_has_the_range_of_the_points_and_no_error():
    row = over_points(points(10, 20, 90), ["scenario"]).iloc[0]
    assert (row["low"], row["high"], row["points"]) == (0.1, 0.9, 3)
    assert np.isnan(row["mcse"])
