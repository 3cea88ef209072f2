"""Shares of a gap, their intervals, and who is said to lead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.attribution import block_table, cause_table, leaders
from negotiation_sim.analysis.coalitions import Coalitions, coalition_table
from negotiation_sim.analysis.shapley import owen_values, shapley_values
from negotiation_sim.domain.changes import Cause, Change

REPETITIONS = 400


def game(worth, runs, rng, blocks=("one", "two", "two")):
    """Every coalition drawn on shared luck: a run misses the event where its luck lies below the
    worth, half of the time anew."""
    n = len(worth).bit_length() - 1
    causes = tuple(
        Cause(f"c{i}", f"Cause {i}", blocks[i], Change(f"no c{i}"), Change(f"half c{i}"))
        for i in range(n)
    )
    luck = np.where(
        rng.random((len(worth), runs)) < 0.5, rng.random(runs), rng.random((len(worth), runs))
    )
    return Coalitions("made_up", "absent", causes, luck < np.array(worth)[:, None])


WORTH = [0.1, 0.3, 0.25, 0.55, 0.2, 0.35, 0.5, 0.9]
BLOCKS = [[0], [1, 2]]


@pytest.fixture(scope="module")
def repeated():
    rng = np.random.default_rng(1)
    tables = [cause_table(game(WORTH, 300, rng)) for _ in range(REPETITIONS)]
    return pd.concat(tables, ignore_index=True)


@pytest.mark.parametrize("name", ["shapley", "owen"])
@pytest.mark.parametrize("kind", ["value", "share"])
def test_intervals_cover_the_truth_as_often_as_they_say(repeated, name, kind):
    exact = shapley_values(WORTH) if name == "shapley" else owen_values(WORTH, BLOCKS)
    truth = exact / (WORTH[-1] - WORTH[0]) if kind == "share" else exact
    column = f"{name}_share" if kind == "share" else name
    for cause, rows in enumerate(rows for _, rows in repeated.groupby("cause")):
        covered = (rows[f"{column}_low"] <= truth[cause]) & (truth[cause] <= rows[f"{column}_high"])
        assert covered.mean() == pytest.approx(0.95, abs=0.03)


def test_the_interval_of_the_gap_covers_it_as_often_as_it_says(repeated):
    rows = repeated[repeated["cause"] == "c0"]
    assert ((rows["gap_low"] <= 0.8) & (rows["gap_high"] >= 0.8)).mean() == pytest.approx(
        0.95, abs=0.03
    )


def test_a_gap_that_may_be_none_is_not_shared_out():
    drawn = game([0.5] * 8, 400, np.random.default_rng(2))
    missed = drawn.missed.copy()
    missed[-1] = missed[0]
    missed[0, :4] = [False, False, False, True]
    missed[-1, :4] = [True, True, True, False]
    level = replace(drawn, missed=missed)
    assert level.worth[-1] - level.worth[0] == pytest.approx(2 / 400)
    for table in (cause_table(level), block_table(level)):
        assert (table["gap_low"] < 0).all()
        assert (table["gap_high"] > 0).all()
        assert table[["shapley_share", "owen_share_low", "owen_share_high"]].isna().all(axis=None)
    assert leaders([block_table(level)]) == []


def test_blocks_that_cannot_be_told_apart_are_not_alone():
    rng = np.random.default_rng(3)
    even = [0.1, 0.5, 0.5, 0.9]
    (leader,) = leaders([block_table(game(even, 300, rng, ("one", "two")))])
    assert not leader.alone
    (leader,) = leaders([block_table(game([0.1, 0.8, 0.2, 0.9], 300, rng, ("one", "two")))])
    assert (leader.block, leader.alone, leader.likelier) == ("one", True, False)


def test_causes_that_make_the_event_likelier_are_said_to():
    (leader,) = leaders(
        [block_table(game([0.9, 0.2, 0.8, 0.1], 300, np.random.default_rng(4), ("one", "two")))]
    )
    assert (leader.block, leader.alone, leader.likelier) == ("one", True, True)


def test_one_block_has_no_rival_to_lead():
    assert (
        leaders(
            [block_table(game([0.1, 0.5, 0.5, 0.9], 300, np.random.default_rng(5), ("one", "one")))]
        )
        == []
    )


def test_a_cause_is_the_same_at_both_references_by_what_it_changes():
    names = ("same", "other")
    shifted = (
        (Change("a", drop=("event",)), Change("b", drop=("event",))),
        (Change("a", drop=("event",)), Change("a")),
    )
    causes = tuple(
        Cause(name, name, name, *changes) for name, changes in zip(names, shifted, strict=True)
    )
    missed = np.zeros((4, 20), bool)  # no effect at all, so effects tell nothing
    assert cause_table(Coalitions("x", "absent", causes, missed))["same"].tolist() == [True, False]


def test_values_can_be_computed_again_from_the_table_of_coalitions():
    drawn = game(WORTH, 300, np.random.default_rng(6))
    table = coalition_table(drawn)
    masks = sum(table[f"cause.c{i}"].to_numpy(int) << i for i in range(3))
    worth = table.set_index(masks)["worth"].sort_index().to_numpy()
    assert shapley_values(worth) == pytest.approx(
        cause_table(drawn)["shapley"].to_numpy(), abs=1e-12
    )
    assert set(table["n"]) == {300}
