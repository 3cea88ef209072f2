from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import share_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import cause_shares
from negotiation_sim.plots.theme import ACTOR_COLOURS


@pytest.mark.parametrize("what", ["cause", "block"])
def test_what_it_shows(what, snapshot):
    table = share_rows(what)
    snapshot(cause_shares(table.assign(block=table[what]) if what == "block" else table))


def test_both_references_stand_side_by_side_on_one_scale():
    fig = cause_shares(share_rows())
    assert [note.text for note in fig.layout.annotations] == [
        "<b>1956: each cause taken away</b><br>with no cause left: +90 percentage points",
        "<b>1956: each cause only halved</b><br>with no cause left: +90 percentage points",
    ]
    assert fig.layout.xaxis2.matches == fig.layout.xaxis.matches or "x" in {
        fig.layout.xaxis2.matches,
        fig.layout.xaxis.matches,
    }


def test_a_block_named_like_an_actor_has_its_colour():
    assert cause_shares(share_rows()).data[0].marker.color == ACTOR_COLOURS["us"]


def test_the_title_names_the_largest_cause_at_both_levels():
    title = cause_shares(share_rows()).layout.title.text.replace("<br>", " ")
    assert title == "Largest cause – 1956: four-island norm (60%) or US threat (60%)"


def test_the_axis_ends_at_100_percent_unless_a_share_lies_beyond():
    assert cause_shares(share_rows()).layout.xaxis.range == (0, 1)
    table = share_rows()
    table["owen_share_high"] = 1.2
    assert cause_shares(table).layout.xaxis.range == (0, 1.2)


def test_a_gap_that_may_be_none_leaves_its_panel_empty_and_nothing_but_such_is_refused():
    table = share_rows()
    ends = [f"{value}_share{end}" for value in ("shapley", "owen") for end in ("", "_low", "_high")]
    some = table.assign(**{end: table[end].where(table["reference"] == "absent") for end in ends})
    drawn = [any(x == x for x in trace.x) for trace in cause_shares(some).data]
    half = len(drawn) // 2
    assert drawn == [True] * half + [False] * half
    with pytest.raises(ValueError, match="no gap can be told from 0"):
        cause_shares(table.assign(**dict.fromkeys(ends, float("nan"))))


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no shares"):
        cause_shares(pd.DataFrame())


def test_a_shortfall_that_cannot_be_told_from_0_is_said_to_be_nothing_to_share_out():
    shares = share_rows()
    shares.loc[shares["reference"] == "halved", "owen_share"] = float("nan")
    titles = [note.text for note in cause_shares(shares).layout.annotations]
    assert any("nothing to share out" in title for title in titles)


def test_blocks_are_named_in_words_in_the_key_of_causes_and_on_the_axis_of_blocks():
    words = Words(actors={"us": "United States"}, blocks={"domestic": "domestic causes"})
    key = cause_shares(share_rows(), words=words).layout.title.subtitle.text
    assert "block: United States" in key
    assert "block: domestic causes" in key
    table = share_rows("block").replace({"block": {"threat": "us", "norm": "domestic"}})
    fig = cause_shares(table, words=words)
    assert fig.layout.yaxis.ticktext == ("United States", "domestic causes", "hostility")
    assert "domestic causes (60%)" in fig.layout.title.text
    assert "block: " not in fig.layout.title.subtitle.text
