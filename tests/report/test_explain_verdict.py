"""Who leads, and why nobody may, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.attribution import Leader, leaders
from negotiation_sim.analysis.words import Words
from negotiation_sim.report.explain_verdict import flip_sentence, verdict


def blocks(first=0.6, second=0.4, half=0.05, gap=0.5, references=("absent", "halved")):
    """Two blocks whose shares have intervals of one width."""
    rows = [
        (reference, block, value)
        for reference in references
        for block, value in (("us", first), ("domestic", second))
    ]
    table = pd.DataFrame(rows, columns=["reference", "block", "owen_share"]).assign(
        scenario="s", baseline=0.25, gap=gap, gap_low=gap - 0.1, gap_high=gap + 0.1
    )
    for name in ("shapley", "owen"):
        table[f"{name}_share_low"], table[f"{name}_share_high"] = (
            table["owen_share"] - half,
            table["owen_share"] + half,
        )
    return table


def told(table):
    return verdict(
        table,
        table,
        leaders([rows for _, rows in table.groupby("reference", sort=False)]),
        "a treaty",
        Words(actors={"us": "United States"}),
    ).partition("the difference is the shortfall. ")[2]


def test_blocks_whose_intervals_overlap_are_not_ranked():
    assert told(blocks(half=0.2)) == (
        "Blocks of causes are not ranked: if causes are absent, those with the largest shares cannot be told apart."
    )
    assert told(blocks()) == (
        "“United States” accounts for most if causes are absent (0.60 of the shortfall) and if they are only halved (0.60)."
    )


def test_a_shortfall_at_one_reference_only_is_told():
    table = pd.concat([blocks(references=["absent"]), blocks(gap=0.01, references=["halved"])])
    assert told(table) == (
        "If they are only halved the shortfall cannot be told from 0, so nothing is shared out. "
        "“United States” accounts for most if causes are absent (0.60 of the shortfall)."
    )


def test_a_shortfall_at_no_reference_is_told():
    assert (
        told(blocks(gap=0.01))
        == "Both if causes are absent and if they are only halved the shortfall cannot be told from 0, so nothing is shared out."
    )


def test_causes_that_help_are_told_as_a_rise():
    assert told(blocks(gap=-0.5)) == (
        "Both if causes are absent and if they are only halved the causes together make it likelier; shares say how much of that rise "
        "each accounts for. “United States” accounts for most if causes are absent (0.60 of the rise) and if they are only halved (0.60)."
    )


@pytest.mark.parametrize(
    ("first", "second", "pulls"), [(1.2, -0.2, True), (1.02, -0.02, False), (0.6, 0.4, False)]
)
def test_shares_beyond_0_and_1_are_explained_unless_by_chance(first, second, pulls):
    assert (
        told(blocks(first, second)).endswith(
            "Causes pull in different directions: shares above 1 or below 0."
        )
        == pulls
    )


def test_a_block_that_leads_both_ways_is_told_reference_by_reference():
    leading = [
        Leader("s", "absent", "us", 0.6, True),
        Leader("s", "halved", "us", 0.7, True, likelier=True),
    ]
    assert (
        flip_sentence(leading, Words())
        == "“us” accounts for most if causes are absent (0.60 of the shortfall) and if they are only halved (0.70 of the rise)."
    )


def test_how_often_it_comes_about_with_and_without_the_causes_comes_first():
    table = blocks(gap=0.5)
    first = verdict(table, table, [], "a treaty", Words())
    assert first.startswith(
        "a treaty comes about in 25% of runs with all causes at work, in 75% if causes are absent and 75% if they are only halved; "
        "the difference is the shortfall."
    )
