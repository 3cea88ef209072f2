"""Designs: reproducible, balanced, and filtered by what points must meet."""

from __future__ import annotations

import numpy as np
import pytest
from tests.first import first

from negotiation_sim.domain.experiment import (
    Axis,
    Dimension,
    Draw,
    Grid,
    Listed,
    Sampled,
    parse_constraint,
)
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.designs import points_of, unit_sample

EPISODES = {name: first(name) for name in ("1956", "2018", "2022")}
TWO = {"1956": EPISODES["1956"], "2018": EPISODES["2018"]}


def sampled(method, points, *dimensions, seed=7):
    return Sampled(
        method, points, seed, tuple(Dimension((address,), draw) for address, draw in dimensions)
    )


def test_a_grid_visits_every_combination_once_the_last_axis_fastest():
    grid = Grid(
        (
            Axis(("us.threat",), ("0", "5")),
            Axis(("japan.norm", "russia.norm"), ("*0.5", "*1", "*2")),
        )
    )
    points = points_of(grid, TWO)
    assert [(point["us.threat"], point["japan.norm"]) for point in points] == [
        (threat, norm) for threat in ("0", "5") for norm in ("*0.5", "*1", "*2")
    ]
    assert all(point["japan.norm"] == point["russia.norm"] for point in points)


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_a_sample_is_the_same_for_the_same_seed_only(method):
    box = [("us.threat", Draw(0, 30)), ("us.alignment", Draw(0, 25))]
    assert points_of(sampled(method, 16, *box), TWO) == points_of(sampled(method, 16, *box), TWO)
    assert points_of(sampled(method, 16, *box), TWO) != points_of(
        sampled(method, 16, *box, seed=8), TWO
    )


def test_a_latin_hypercube_has_one_point_in_every_row_and_column():
    shares = unit_sample(
        sampled("latin_hypercube", 50, *((f"a.{k}", Draw(0, 1)) for k in range(5)))
    )
    assert (np.sort((shares * 50).astype(int), axis=0) == np.arange(50)[:, None]).all()


def test_a_sobol_sequence_has_one_point_in_every_elementary_box():
    shares = unit_sample(sampled("sobol", 64, ("a.b", Draw(0, 1)), ("c.d", Draw(0, 1))))
    for rows, columns in ((64, 1), (8, 8), (1, 64)):
        boxes = {(int(x * rows), int(y * columns)) for x, y in shares}
        assert len(boxes) == 64


def test_choices_are_equally_frequent():
    points = points_of(
        sampled("latin_hypercube", 30, ("us.threat", Draw(choices=("*0", "*1", "*2")))), TWO
    )
    assert {
        text: [point["us.threat"] for point in points].count(text) for text in ("*0", "*1", "*2")
    } == {"*0": 10, "*1": 10, "*2": 10}


def test_a_mode_becomes_a_triangle_where_the_scenario_has_a_distribution():
    (point,) = points_of(
        sampled("latin_hypercube", 1, ("japan.norm", Draw(20, 60, mode=True, width=0.25))), TWO
    )
    low, mode, high = map(float, point["japan.norm"].split(","))
    assert 20 <= mode <= 60
    assert (low, high) == pytest.approx((0.75 * mode, 1.25 * mode), rel=1e-5)


def test_a_mode_stays_a_number_where_the_scenario_has_one():
    (point,) = points_of(
        sampled("latin_hypercube", 1, ("us.noise", Draw(4, 14, mode=True, width=0.25))), TWO
    )
    assert 4 <= float(point["us.noise"]) <= 14


def test_scenarios_that_disagree_get_a_text_each():
    (point,) = points_of(
        sampled("latin_hypercube", 1, ("japan.normalisation", Draw(10, 30, mode=True, width=0.5))),
        TWO,
    )
    assert list(point) == ["1956/japan.normalisation", "2018/japan.normalisation"]
    assert point["1956/japan.normalisation"].split(",")[1] == point["2018/japan.normalisation"]


def test_a_spread_is_cut_off_at_the_bounds_of_the_unit():
    box = sampled("latin_hypercube", 40, ("base.consent", Draw(0.0, 1.0, mode=True, spread=0.1)))
    triangles = [
        [float(number) for number in point["base.consent"].split(",")]
        for point in points_of(box, TWO)
    ]
    assert all(0 <= low <= mode <= high <= 1 for low, mode, high in triangles)
    assert any(low == 0 for low, *_ in triangles)
    assert any(high == 1 for *_, high in triangles)


def test_a_point_of_a_mode_at_nought_is_a_number():
    assert (
        Draw(0, 5, mode=True, width=0.25).text(0.0, EPISODES["1956"].parameter("us.threat")) == "0"
    )


def test_a_constraint_keeps_the_points_that_meet_it_everywhere():
    grid = Grid((Axis(("us.threat",), ("0", "20", "40")),))
    kept = points_of(grid, TWO, [parse_constraint("us.threat < us.alignment + 10")])
    assert [point["us.threat"] for point in kept] == [
        "0",
        "20",
    ]  # the alignment is 32 in 1956 and 14 in 2018


def test_a_constraint_may_be_meant_for_one_scenario():
    grid = Grid((Axis(("us.threat",), ("0", "20", "40")),))
    kept = points_of(grid, TWO, [parse_constraint("1956/us.threat < us.alignment + 10")])
    assert [point["us.threat"] for point in kept] == ["0", "20", "40"]


def test_a_constraint_reads_factors_triangles_amounts_and_prefixes():
    listed = Listed(
        (
            {"us.threat": "*2"},
            {"2018/us.threat": "10,30,50"},
            {"1956/us.threat": "30"},
            {"events.constitution.russia.clause": "*2"},
        )
    )
    rules = [
        parse_constraint("2018/us.threat <= 12"),
        parse_constraint("events.constitution.russia.clause < 30"),
    ]
    assert points_of(listed, TWO, rules) == ({"1956/us.threat": "30"},)


def test_a_constraint_nothing_meets_is_refused():
    with pytest.raises(
        InputError,
        match=r"none of 2 points meets us\.threat > 9; widen the ranges or relax the constraint",
    ):
        points_of(
            Grid((Axis(("us.threat",), ("0", "5")),)), TWO, [parse_constraint("us.threat > 9")]
        )
