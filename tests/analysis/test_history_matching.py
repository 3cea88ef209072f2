"""What recorded outcomes rule out, and how likely they are."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.counted import CLASSES, shares

from negotiation_sim.analysis.history_matching import (
    consistent,
    history_probability,
    most_bits,
    sentence_of_bits,
)
from negotiation_sim.analysis.shares import PointShares

TWO = PointShares(
    {"here": CLASSES, "there": (*CLASSES, "WAR")},
    {
        ("here", "baseline"): np.array([[50, 50, 0], [30, 60, 10]]),
        ("there", "baseline"): np.array([[0, 0, 0, 100], [40, 30, 20, 10]]),
        ("there", "pledge"): np.array([[100, 0, 0, 0], [0, 100, 0, 0]]),
    },
    {},
    100,
)


def test_a_class_as_frequent_as_any_other_is_consistent_with_history():
    found = consistent(TWO, {"there": "WAR", "here": "DEAL"})
    assert found.tolist() == [[True, True], [False, False]]


def test_a_model_is_judged_by_the_arm_that_stands_for_it():
    p = history_probability(TWO, {"here": "DEAL", "there": "DEAL"}, {"there": "pledge"})
    assert p[0] == pytest.approx([50.5 / 101.5, 100.5 / 102])


def test_bits_name_one_class_of_each_episode():
    assert most_bits(TWO, {"here": "DEAL", "there": "WAR"}) == pytest.approx(np.log2(12))


def test_history_is_smoothed_so_that_no_point_is_impossible():
    p = history_probability(shares(baseline=[0, 100]), {"here": "DEAL"})
    assert p[:, 0] == pytest.approx([0.5 / 101.5, 100.5 / 101.5])


def test_the_sentence_of_bits_counts_classes():
    assert sentence_of_bits(shares(baseline=[1]), {"here": "DEAL"}).startswith(
        "1 recorded outcome carries"
    )
    assert "at most 2 bits" in sentence_of_bits(shares(baseline=[1]), {"here": "DEAL"})
