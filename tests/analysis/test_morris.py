"""Morris screening: exact on a linear function, right on categories, and as SALib has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.analysis.morris import (
    Trajectories,
    elementary_effects,
    morris_table,
    trajectories,
)

NUMERIC = [0, 0, 0]


def table_of(walks, values, categories):
    return morris_table(elementary_effects(walks, values, categories), categories, seed=1)


@given(st.lists(st.sampled_from([0, 0, 1, 2, 3, 5]), min_size=1, max_size=6), st.integers(0, 99))
def test_every_walk_moves_every_input_once(categories, seed):
    walks = trajectories(8, categories, seed)
    moved = np.diff(walks.points, axis=1) != 0
    idle = np.array([n == 1 for n in categories])
    assert (moved.sum(axis=1)[:, ~idle] == 1).all()
    assert (moved.sum(axis=2) <= 1).all()
    assert ((walks.points >= 0) & (walks.points <= 1)).all()


def test_a_linear_function_has_its_slopes_exactly():
    walks = trajectories(10, NUMERIC, seed=1)
    slopes = np.array([3.0, -2.0, 0.0])
    table = table_of(walks, walks.points @ slopes, NUMERIC)
    assert table["mu"].to_numpy() == pytest.approx(slopes, abs=1e-12)
    for column in ("mu_star", "mu_star_low", "mu_star_high"):
        assert table[column].to_numpy() == pytest.approx(np.abs(slopes), abs=1e-12)
    assert table["sigma"].to_numpy() == pytest.approx(np.zeros(3), abs=1e-12)
    assert (table["n"] == 10).all()


def test_a_product_has_spread_and_a_size_where_the_mean_vanishes():
    walks = trajectories(400, [0, 0], seed=1)
    x = walks.points
    table = table_of(walks, (x[..., 0] - 0.5) * (x[..., 1] - 0.5), [0, 0])
    # the other coordinate is -1/2, -1/6, 1/6 or 1/2, equally likely: mean size 1/3 and
    # the spread is the square root of 5/36
    assert table["mu"].to_numpy() == pytest.approx([0, 0], abs=0.03)
    assert table["mu_star"].to_numpy() == pytest.approx([1 / 3, 1 / 3], abs=0.03)
    assert table["sigma"].to_numpy() == pytest.approx([np.sqrt(5) / 6] * 2, abs=0.02)


def test_a_category_is_exchanged_for_every_other_one_equally_often():
    walks = trajectories(600, [3, 0], seed=1)
    kinds = (walks.points[:, [0, -1], 0] * 3).astype(int)
    pairs, counts = np.unique(kinds, axis=0, return_counts=True)
    assert len(pairs) == 6
    assert (pairs[:, 0] != pairs[:, 1]).all()
    assert counts == pytest.approx(np.full(6, 100), abs=4 * np.sqrt(100))


def test_the_effect_of_a_category_is_the_size_of_the_change_and_has_no_sign():
    worth = np.array([0.0, 1.0, 5.0])
    walks = trajectories(600, [3, 0], seed=1)
    kind = (walks.points[..., 0] * 3).astype(int)
    table = table_of(walks, worth[kind] + 2 * walks.points[..., 1], [3, 0])
    assert table.loc[0, "mu_star"] == pytest.approx((1 + 4 + 5) / 3, abs=0.1)
    assert table.loc[0, ["mu", "sigma"]].isna().all()
    assert table.loc[1, "mu"] == pytest.approx(2, abs=1e-12)


def test_a_choice_of_one_value_has_no_effect():
    walks = trajectories(5, [1, 0], seed=1)
    assert table_of(walks, walks.points.sum(axis=2), [1, 0]).loc[0, "mu_star"] == 0


def test_effects_from_or_to_an_undefined_output_are_left_out():
    walks = trajectories(10, NUMERIC, seed=1)
    values = walks.points @ [3.0, -2.0, 0.0]
    values[0, 1] = np.nan  # the first and the second step of the first walk
    values[1:, 0] = np.nan
    effects = elementary_effects(walks, values, NUMERIC)
    assert np.isnan(effects).sum() == 2 + 9
    assert np.isnan(effects[0, walks.order[0, :2]]).all()
    table = morris_table(effects, NUMERIC, seed=1)
    assert table["n"].sum() == 30 - 11
    assert table["mu"].to_numpy() == pytest.approx([3, -2, 0], abs=1e-12)


def test_an_input_with_one_effect_has_no_interval_and_is_not_ranked():
    effects = np.array([[1.0, np.nan], [2.0, 50.0]])
    table = morris_table(effects, [0, 0], seed=1)
    assert table.loc[1, ["mu_star", "mu_star_low"]].isna().all()
    assert table[["best", "worst"]].values.tolist() == [[1, 2], [1, 2]]


def test_salib_finds_the_same_from_its_own_trajectories():
    sample = pytest.importorskip("SALib.sample.morris").sample
    from SALib.analyze.morris import analyze

    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
    x = sample(problem, 50, num_levels=4, seed=1)
    y = x[:, 0] * np.exp(x[:, 1]) - x[:, 2] ** 2
    theirs = analyze(problem, x, y, num_levels=4, num_resamples=10, seed=1)
    points = x.reshape(50, 4, 3)
    walks = Trajectories(points, np.abs(np.diff(points, axis=1)).argmax(axis=2))
    ours = table_of(walks, y.reshape(50, 4), NUMERIC)
    for name in ("mu", "mu_star", "sigma"):
        assert ours[name].to_numpy() == pytest.approx(np.asarray(theirs[name]), abs=1e-9)
