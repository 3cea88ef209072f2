"""Nash, Kalai-Smorodinsky, egalitarian, utilitarian on finite sets; verification tests 9, 10, 23,
32."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.solutions.tables import GOODS, barter, pie

from negotiation_sim.errors import NoAgreementZoneError, VerificationError
from negotiation_sim.solutions import (
    TOLERANCE,
    agreement_zone,
    distinct_points,
    egalitarian_point,
    kalai_smorodinsky_point,
    nash_point,
    nash_split,
    pareto_set,
    utilitarian_point,
)
from negotiation_sim.solutions.point import Point, verified

CONCEPTS = [nash_point, kalai_smorodinsky_point, egalitarian_point, utilitarian_point]
every_concept = pytest.mark.parametrize("solve", CONCEPTS)
tables = st.integers(2, 4).flatmap(
    lambda n: arrays(
        np.float64,
        st.tuples(st.integers(1, 12), st.just(n)),
        elements=st.integers(-4, 8).map(float),
    )
)


def test_nash_1950_barter_of_bill_and_jack():
    moved, gains = barter()
    point = nash_point(gains, [0, 0])
    assert len(gains) == 512
    assert point.outcomes == (point.outcome,)
    assert point.utilities == (12, 5)
    assert point.value == 60
    assert [GOODS[good] for good in np.flatnonzero(moved[point.outcome])] == [
        "book",
        "whip",
        "ball",
        "bat",
        "pen",
        "toy",
        "knife",
    ]


def test_nash_1950_barter_has_293_rational_trades_and_its_frontier():
    _, gains = barter()
    zone = agreement_zone(gains, [0, 0])
    inside = gains[list(zone.outcomes)]
    assert len(zone.outcomes) == 293
    assert distinct_points(inside, pareto_set(inside))[::-1].tolist() == [
        [2, 8],
        [6, 7],
        [8, 6],
        [12, 5],
        [14, 4],
        [16, 2],
        [18, 0],
    ]


def test_other_points_of_the_nash_1950_barter():
    _, gains = barter()
    assert kalai_smorodinsky_point(gains, [0, 0]).utilities == (12, 5)
    assert egalitarian_point(gains, [0, 0]).utilities == (8, 6)
    assert utilitarian_point(gains, [0, 0]).utilities == (18, 0)


@every_concept
def test_no_zone_says_who_falls_short(solve):
    with pytest.raises(
        NoAgreementZoneError,
        match=r"none of 2 outcomes clears .* outcome 1, leaves party 0 short by 0\.2",
    ):
        solve([[0.9, 0.1], [0.3, 0.8]], [0.5, 0.5])


@every_concept
def test_the_disagreement_point_is_part_of_the_answer(solve):
    assert solve([[3.0, 2.0]], [1.0, -1.0]).disagreement == (1.0, -1.0)


@every_concept
def test_all_that_tie_are_named(solve):
    assert solve([[0.1 + 0.2, 1.0], [0.0, 0.0], [0.3, 1.0]], [0, 0]).outcomes == (0, 2)


@every_concept
def test_what_is_not_allowed_does_not_compete(solve):
    assert solve([[9.0, 9.0], [1.0, 1.0]], [0, 0], allowed=[False, True]).outcomes == (1,)
    with pytest.raises(NoAgreementZoneError, match="none of 1 outcomes is allowed"):
        solve([[9.0, 9.0]], [0, 0], allowed=[False])


@every_concept
def test_an_outcome_nobody_gains_from_is_still_an_agreement(solve):
    assert solve([[1.0, 1.0], [1.0, 1.0]], [1.0, 1.0]).outcomes == (0, 1)


@every_concept
@pytest.mark.parametrize(
    ("utilities", "disagreement", "fault"),
    [
        ([1.0, 2.0], [0.0], r"expected \(outcomes, parties\)"),
        ([[1.0, 2.0]], [0.0], r"expected \(outcomes, parties\)"),
        ([[np.nan, 2.0]], [0.0, 0.0], "finite"),
    ],
)
def test_tables_that_do_not_fit_are_programmers_mistakes(solve, utilities, disagreement, fault):
    with pytest.raises(ValueError, match=fault):
        solve(utilities, disagreement)


@every_concept
@given(table=tables)
def test_solutions_are_those_of_a_plain_scan(solve, table):
    score = {nash_point: np.prod, egalitarian_point: np.min, utilitarian_point: np.sum}
    d = [0.0] * table.shape[1]
    rows = [o for o in range(len(table)) if (table[o] >= 0).all()]
    if not rows:
        with pytest.raises(NoAgreementZoneError, match="clears every disagreement value"):
            solve(table, d)
        return
    if solve is kalai_smorodinsky_point:
        most = table[rows].max(axis=0)
        worth = {
            o: min((g / m for g, m in zip(table[o], most, strict=True) if m), default=0.0)
            for o in rows
        }
    else:
        worth = {o: float(score[solve](table[o])) for o in rows}
    found = solve(table, d)
    tied = [o for o in rows if worth[o] >= max(worth.values()) - 1e-12]
    assert sorted(found.outcomes) == tied
    assert found.utilities == tuple(table[found.outcome])
    assert not any(
        (table[o] >= found.utilities).all() and (table[o] > found.utilities).any() for o in tied
    )


@every_concept
def test_of_outcomes_that_tie_those_nobody_would_leave_come_first(solve):
    table = [[0.0, 0.0], [0.0, 5.0], [0.0, 2.0], [5.0, 0.0]]
    if solve is utilitarian_point:
        table = [[1e10, 1.0], [1e10, 2.0], [1e10 - 5, 0.0], [1e10 + 2, 0.0]]
    found = solve(table, [0.0, 0.0])
    assert found.outcomes == (1, 3, 0, 2)
    assert found.utilities == tuple(table[1])


def test_what_somebody_else_gains_does_not_blur_who_gains_least():
    for table in ([[2e9, 1], [2e9, 2]], [[1e6, 1.0], [1e6, 1.0005]], [[9, 1], [9, 1.5], [0, 1e8]]):
        assert egalitarian_point(table, [0, 0]).outcomes == (1,)


@pytest.mark.parametrize(
    "powers", [[2, 1], [200, 100], [1000, 500], [2e-300, 1e-300], [1e308, 5e307]]
)
@pytest.mark.parametrize("unit", [1.0, 1e-3, 1e200])
def test_only_ratios_of_powers_matter(powers, unit):
    table = np.array([[1.0, 0.0], [0.7, 0.4], [0.5, 0.6], [0.7, 0.4], [0.0, 1.0]]) * unit
    assert nash_point(table, [0, 0], powers=powers).outcomes == (1, 3)


def test_the_value_of_a_nash_point_is_the_product_with_the_powers_as_given():
    assert nash_point([[4.0, 3.0]], [0, 0], powers=[0.5, 2]).value == pytest.approx(18)
    assert nash_point([[4.0, 3.0]], [0, 0], powers=[1000, 500]).value == np.inf


def test_a_gain_of_rounding_weighs_nothing_whatever_the_power():
    table = [[1.0, 1.0], [2.0, 1e-10]]
    assert nash_point(table, [0, 0], powers=[1, 0.001]).outcomes == (0,)


@pytest.mark.parametrize("powers", [[1, 0], [1, np.inf], [1, np.nan], [1]])
def test_powers_are_finite_and_above_zero(powers):
    with pytest.raises(ValueError, match="expected 2 numbers above 0"):
        nash_point(pie(), [0, 0], powers=powers)


@pytest.mark.parametrize("solve", [nash_point, kalai_smorodinsky_point])
@given(
    table=tables, factors=st.lists(st.sampled_from([1e-3, 0.5, 7.0, 1e6]), min_size=4, max_size=4)
)
def test_units_of_a_party_do_not_move_nash_and_kalai_smorodinsky(solve, table, factors):
    d, unit = table.min(axis=0), np.array(factors[: table.shape[1]])
    assert solve(table * unit + unit, d * unit + unit).outcomes == solve(table, d).outcomes


@pytest.mark.parametrize("solve", [egalitarian_point, utilitarian_point])
def test_units_of_a_party_move_the_interpersonal_ones_and_they_say_so(solve):
    table = np.array([[8.0, 2.0], [4.0, 4.0], [1.0, 6.0]])
    assert solve(table, [0, 0]).outcomes != solve(table * [0.25, 4], [0, 0]).outcomes
    assert "rescaling one party's utilities moves it" in solve(table, [0, 0]).warning
    assert nash_point(table, [0, 0]).warning == kalai_smorodinsky_point(table, [0, 0]).warning == ""


@every_concept
@given(table=tables)
def test_some_solution_is_efficient(solve, table):
    d = table.min(axis=0)
    efficient = set(pareto_set(table).tolist())
    assert efficient & set(solve(table, d).outcomes)


def test_the_convention_of_the_disagreement_point_decides_the_nash_point():
    table, reservation = np.array([[1.0, 0.35], [0.75, 0.5], [0.4, 0.6], [0.9, 0.1]]), np.zeros(2)
    silent = np.maximum(reservation, table.min(axis=0))  # what some libraries take
    assert nash_point(table, reservation).outcomes == (1,)
    assert nash_point(table, silent).outcomes == (0,)
    assert nash_point(table, silent).disagreement == (0.4, 0.1)


def test_powers_are_exponents():
    table = pie(1001)
    assert nash_point(table, [0, 0], powers=[0.7, 0.3]).utilities == pytest.approx((0.7, 0.3))
    assert (
        nash_point(table, [0, 0], powers=[7, 3]).outcomes
        == nash_point(table, [0, 0], powers=[0.7, 0.3]).outcomes
    )
    with pytest.raises(ValueError, match="expected 2 numbers above 0"):
        nash_point(table, [0, 0], powers=[1, 0])


def test_a_split_of_a_pie_by_three_parties():
    assert nash_split(12, [1, 2, 3]) == (3, 4, 5)
    with pytest.raises(ValueError, match="more than the pie of 1"):
        nash_split(1, [0.6, 0.6])


def test_a_domestic_win_set_moves_the_split_and_two_leave_none():
    table = pie()
    japan_needs = table[:, 0] >= 0.7 - TOLERANCE
    assert nash_point(table, [0, 0], allowed=japan_needs).utilities == pytest.approx((0.7, 0.3))
    both_need = (table >= 0.6 - TOLERANCE).all(axis=1)
    with pytest.raises(NoAgreementZoneError, match="none of 101 outcomes is allowed"):
        nash_point(table, [0, 0], allowed=both_need)


def test_issues_that_fail_alone_settle_linked():
    one, other = [3.0, -1.0], [-1.0, 3.0]
    for alone in (one, other):
        assert agreement_zone([alone], [0, 0]).outcomes == ()
    assert nash_point([np.add(one, other)], [0, 0]).utilities == (2, 2)


def test_a_side_payment_opens_a_zone_and_is_split():
    transfers = np.arange(0.0, 41.0)
    table = np.column_stack([30 - transfers, transfers - 10])
    zone = agreement_zone(table, [0, 0])
    assert (zone.outcomes[0], zone.outcomes[-1], len(zone.outcomes)) == (10, 30, 21)
    assert transfers[nash_point(table, [0, 0]).outcome] == 20


@pytest.mark.parametrize(
    ("point", "fault"),
    [
        (Point((1,), (1.0, 1.0), 1.0, (0.0, 0.0)), "outcome 0 scores 6.0"),
        (Point((0, 1), (3.0, 2.0), 6.0, (0.0, 0.0)), "outcome 1 scores 1.0"),
        (Point((0,), (3.0, 2.0), 6.0, (0.0, 0.0)), "outcome 2 scores 6.0"),
        (Point((0, 2, 3), (3.0, 2.0), 6.0, (0.0, 0.0)), r"\[3\] are not in the zone"),
    ],
)
def test_a_wrong_solution_is_found_out(point, fault):
    table = np.array([[3.0, 2.0], [1.0, 1.0], [2.0, 3.0], [9.0, -1.0]])
    with pytest.raises(VerificationError, match=fault):
        verified(point, table, np.array([0, 1, 2]), lambda gains: gains[0] * gains[1], scale=6.0)


@every_concept
@pytest.mark.parametrize("levels", [20001, 100001])
def test_a_pie_so_fine_that_neighbours_tie(solve, levels):
    point = solve(pie(levels), [0.0, 0.0])
    middle = (levels - 1) // 2
    assert middle in point.outcomes
    assert all(
        abs(outcome - middle) <= (levels if solve is utilitarian_point else 3)
        for outcome in point.outcomes
    )


@every_concept
def test_a_gain_of_rounding_is_no_gain(solve):
    table = [[0.1 + 0.2, 0.5], [0.3, 0.5]]  # the first party is 4e-17 better off in the first
    assert solve(table, [0.3, 0.0]).outcomes == (0, 1)
