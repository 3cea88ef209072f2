"""The zone of possible agreement; verification test 16."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.solutions.tables import pie

from negotiation_sim.solutions import agreement_zone
from negotiation_sim.theory import bargaining_range


def test_war_leaves_31_of_101_splits():
    odds, costs = 0.6, (0.1, 0.2)
    zone = agreement_zone(pie(), [odds - costs[0], 1 - odds - costs[1]])
    assert len(zone.outcomes) == 31
    assert np.array(zone.outcomes)[[0, -1]] / 100 == pytest.approx(bargaining_range(odds, *costs))


@given(
    arrays(np.float64, (6, 3), elements=st.integers(-36, 36).map(lambda k: k / 4)),
    st.integers(-9, 9),
)
def test_the_gap_is_at_least_zero_where_there_is_a_zone(table, walk_away):
    zone = agreement_zone(table, [walk_away, 0.0, 0.0])
    assert bool(zone.outcomes) == (zone.gap >= 0)
    margins = table - zone.disagreement
    assert zone.gap == margins.min(axis=1).max() == margins[zone.closest, zone.binding]


def test_the_binding_party_is_who_would_have_to_give():
    zone = agreement_zone([[5.0, 1.0], [4.0, 2.5]], [1.0, 3.0])
    assert (zone.outcomes, zone.gap, zone.closest, zone.binding) == ((), -0.5, 1, 1)


def test_what_is_forbidden_does_not_count_for_the_gap():
    assert agreement_zone([[5.0, 5.0], [4.0, 2.5]], [1.0, 3.0], allowed=[False, True]).gap == -0.5


def test_the_mask_has_one_entry_per_outcome():
    with pytest.raises(ValueError, match=r"allowed has shape \(1,\), expected \(2,\)"):
        agreement_zone([[5.0, 5.0], [4.0, 2.5]], [1.0, 3.0], allowed=[True])
