"""Percentile bootstrap."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation_sim.analysis.bootstrap import bootstrap_interval


def test_the_interval_of_a_mean_is_the_normal_one():
    values = np.random.default_rng(1).normal(size=400)
    low, high = bootstrap_interval(lambda picked: values[picked].mean(axis=-1), 400, seed=1)
    half = 1.96 * values.std() / 20
    assert (low, high) == pytest.approx(
        (values.mean() - half, values.mean() + half), abs=0.15 * half
    )


def test_a_constant_has_no_width_and_undefined_resamples_are_left_out():
    assert bootstrap_interval(lambda picked: np.ones(len(picked)), 5, seed=1) == (1, 1)

    def share_of_two(picked):
        return np.where(picked.any(axis=-1), 0.5, np.nan)  # undefined where only row 0 was picked

    assert bootstrap_interval(share_of_two, 2, seed=1) == (0.5, 0.5)


def test_several_statistics_keep_their_shape_and_their_seed():
    values = np.arange(60.0).reshape(3, 20)
    again = [
        bootstrap_interval(lambda picked: values[:, picked].mean(axis=-1), 20, seed)
        for seed in (1, 1, 2)
    ]
    assert again[0][0].shape == (3,)
    assert np.array_equal(again[0], again[1])
    assert not np.array_equal(again[0], again[2])
