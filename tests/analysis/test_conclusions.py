"""Which conclusions hold at which points."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.analysis.counted import shares

from negotiation_sim.analysis.conclusions import conclusion_table, holds_at, measure_at
from negotiation_sim.analysis.history_matching import consistent
from negotiation_sim.domain.conclusions import Conclusion
from negotiation_sim.errors import UnknownNameError


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
