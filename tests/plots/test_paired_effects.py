from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import effect_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import paired_effects
from negotiation_sim.plots.theme import INK, SECOND


def test_what_it_shows(snapshot):
    snapshot(paired_effects(pd.concat([effect_rows("1956"), effect_rows("2018").iloc[:1]])))


def test_only_a_pair_of_shares_at_the_same_end_is_hollow_and_said_to_have_no_room():
    rows = effect_rows().assign(baseline=[0.22, 0.002], share=[0.992, 0.0], edge="floor")
    fig = paired_effects(rows)
    (dots,) = fig.data
    assert list(dots.marker.color) == [INK, "#FFFFFF"]
    assert list(dots.marker.line.color) == [INK, SECOND]
    assert "no room to move" in dots.text[1]
    assert "no room to move" in fig.layout.title.subtitle.text
    moved = paired_effects(rows.iloc[:1]).layout.title.subtitle.text
    assert "no room to move" not in moved


def test_the_title_names_the_largest_effect_in_words():
    words = Words(interventions={"binding_guarantee": "Washington signs"})
    title = paired_effects(effect_rows(), "treaty", words).layout.title.text
    assert title == "1956: treaty goes from 8% to 44% if Washington signs"


def test_categories_give_the_order():
    table = effect_rows()
    table["intervention"] = pd.Categorical(
        table["intervention"], ["binding_guarantee", "no_threat"]
    )
    assert list(paired_effects(table).layout.yaxis.categoryarray) == [
        "binding_guarantee",
        "no_threat",
    ]


def test_zero_is_on_every_scale():
    low, high = paired_effects(effect_rows()).layout.xaxis.range
    assert low < 0 < high


def test_several_points_and_no_rows_are_refused():
    with pytest.raises(ValueError, match="several points"):
        paired_effects(pd.concat([effect_rows(), effect_rows()]))
    with pytest.raises(ValueError, match="no effects"):
        paired_effects(effect_rows().iloc[:0])
