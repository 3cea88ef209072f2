"""Places that intervals allow."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.analysis.ranking import places

INTERVALS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=8
)


def ranked(intervals):
    low, high = np.array(intervals, np.float64).T
    return places(low, high)


@given(INTERVALS)
def test_the_best_place_counts_those_above_and_the_worst_those_below(intervals):
    best, worst = ranked(intervals)
    for i, (low, high) in enumerate(intervals):
        assert best[i] == 1 + sum(other[0] > high for other in intervals)
        assert worst[i] == len(intervals) - sum(other[1] < low for other in intervals)
        assert best[i] <= worst[i]


def test_intervals_that_touch_are_not_ranked():
    best, worst = ranked([(0, 1), (1, 2)])
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])
