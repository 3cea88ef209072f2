from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negotiation_sim.solutions import distinct_points, opposition, pareto_set


@given(
    st.integers(1, 4).flatmap(
        lambda n: arrays(
            np.float64,
            st.tuples(st.integers(1, 25), st.just(n)),
            elements=st.integers(0, 5).map(float),
        )
    )
)
def test_the_pareto_set_is_what_nothing_dominates(table):
    undominated = [
        o
        for o, row in enumerate(table)
        if not any((other >= row).all() and (other > row).any() for other in table)
    ]
    assert pareto_set(table).tolist() == undominated


def test_rounding_neither_drops_nor_doubles_a_point():
    table = [[0.1 + 0.2, 0.5], [0.3, 0.5], [0.2, 0.9]]
    assert pareto_set(table).tolist() == [0, 1, 2]
    assert len(distinct_points(table, pareto_set(table))) == 2


def test_opposition_is_zero_where_all_can_have_their_best():
    assert opposition([[3.0, 5.0], [1.0, 1.0]]) == 0.0
    assert opposition([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]], ideal=[1, 1, 1]) == pytest.approx(
        0.75**0.5
    )
