from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import package_rows

from negotiation_sim.plots import outcome_scatter

AXES = (("japan", "Japan"), ("russia", "Russia"))


def test_what_it_shows(snapshot):
    solutions = package_rows().iloc[[1, 1]].assign(name=["Nash", "egalitarian"])
    snapshot(outcome_scatter(package_rows(), AXES, (5, 4), solutions))


def test_the_frontier_joins_its_packages_and_an_empty_zone_has_no_key():
    fig = outcome_scatter(package_rows().assign(in_zopa=False), AXES)
    line = next(trace for trace in fig.data if trace.mode == "lines")
    assert list(line.x) == [10, 30, 50]
    assert "acceptable to both" not in fig.layout.title.subtitle.text


def test_solutions_on_one_package_stay_apart():
    solutions = package_rows().iloc[[1, 1]].assign(name=["Nash", "egalitarian"])
    marks = outcome_scatter(package_rows(), AXES, (), solutions).data[-2:]
    assert len({(mark.marker.size, mark.marker.symbol) for mark in marks}) == 2


def test_no_packages_or_a_third_axis_are_refused():
    with pytest.raises(ValueError, match="no packages"):
        outcome_scatter(pd.DataFrame(), AXES)
    with pytest.raises(ValueError, match="3 axes are given"):
        outcome_scatter(package_rows(), (*AXES, ("us", "US")))
