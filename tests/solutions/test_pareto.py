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


@given(
    st.integers(1, 4).flatmap(
        lambda n: arrays(
            np.float64,
            st.tuples(st.integers(1, 12), st.just(n)),
            elements=st.sampled_from([0.0, 0.6e-9, 1.2e-9, 0.5, 0.5 + 0.7e-9, 1.0]),
        )
    )
)
def test_differences_of_rounding_dominate_nothing(table):
    slack = 1e-9 * np.ptp(table, axis=0)
    undominated = [
        o
        for o, row in enumerate(table)
        if not any((a >= row - slack).all() and (a > row + slack).any() for a in table)
    ]
    assert pareto_set(table).tolist() == undominated


@pytest.mark.parametrize("parties", [2, 3])
def test_large_utilities_of_one_party_keep_no_dominated_outcome(parties):
    table = np.array([[1e16, 0, 0], [1e16, 1, 0], [0, 0.5, 0]])[:, :parties]
    assert pareto_set(table).tolist() == [1]


def test_only_some_outcomes_may_compete():
    table = [[1.0, 1.0], [0.5, 0.5], [0.4, 0.6], [0.4, 0.5]]
    assert pareto_set(table, [3, 1, 2]).tolist() == [1, 2]


@pytest.mark.parametrize(
    ("utilities", "fault"),
    [
        ([], r"utilities of shape \(0,\), expected \(outcomes, parties\), at least one of each"),
        ([[]], r"utilities of shape \(1, 0\), expected"),
        ([[1.0, np.nan]], "utilities hold NaN or infinity"),
        ([[1.0, np.inf]], "utilities hold NaN or infinity"),
    ],
)
def test_what_is_no_table_of_utilities_is_said(utilities, fault):
    for ask in (pareto_set, opposition, lambda table: distinct_points(table, [0])):
        with pytest.raises(ValueError, match=fault):
            ask(utilities)


def test_rounding_neither_drops_nor_doubles_a_point():
    table = [[0.1 + 0.2, 0.5], [0.3, 0.5], [0.2, 0.9]]
    assert pareto_set(table).tolist() == [0, 1, 2]
    assert len(distinct_points(table, pareto_set(table))) == 2


def test_opposition_is_zero_where_all_can_have_their_best():
    assert opposition([[3.0, 5.0], [1.0, 1.0]]) == 0.0
    assert opposition([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]], ideal=[1, 1, 1]) == pytest.approx(
        0.75**0.5
    )
