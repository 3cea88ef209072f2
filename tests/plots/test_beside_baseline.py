"""The bars of the dashboard."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.plots.beside_baseline import beside_baseline


def table(moved=True):
    now, pinned = (
        np.array([300, 700, 0, 300]),
        np.array([100, 900, 0, 100] if moved else [300, 700, 0, 300]),
    )
    share, other = now / 1000, pinned / 1000
    return pd.DataFrame(
        {
            "event": ["TREATY_TWO", "DECLARATION", "STALEMATE", "settled"],
            "label": ["treaty, <b>two</b>", "declaration", "stalemate", "treaty with islands"],
            "n": 1000,
            "count": now,
            "pinned_count": pinned,
            "share": share,
            "pinned": other,
            "low": share,
            "high": share,
            "pinned_low": other,
            "pinned_high": other,
            "effect": share - other,
            "effect_low": 0.0,
            "effect_high": 0.0,
        }
    )


def test_settlement_comes_first_and_classes_that_never_occur_are_left_out():
    bars = beside_baseline(table()).data[0]
    assert list(bars.y) == ["settled", "TREATY_TWO", "DECLARATION"]
    assert list(bars.x) == [0.3, 0.3, 0.7]


def test_what_happened_is_shown_even_if_it_never_occurs():
    fig = beside_baseline(table(), "STALEMATE")
    assert "STALEMATE" in fig.data[0].y
    assert any("◆" in text for text in fig.data[-1].text)


def test_the_pinned_setting_is_drawn_only_where_something_differs():
    assert [trace.type for trace in beside_baseline(table()).data] == ["bar", "scatter", "scatter"]
    assert list(beside_baseline(table()).data[1].x) == [0.1, 0.1, 0.9]
    assert [trace.type for trace in beside_baseline(table(False), "", False).data] == [
        "bar",
        "scatter",
    ]


def test_markup_in_labels_shows_as_text():
    assert "&lt;b&gt;" in "".join(beside_baseline(table()).layout.yaxis.ticktext)


def test_no_runs_draw_nothing():
    with pytest.raises(ValueError, match="nothing to draw"):
        beside_baseline(table().iloc[:0])


def test_bars_move_and_the_axis_does_not():
    few = table().assign(share=0.01, high=0.02, pinned_high=0.02)
    ranges = {beside_baseline(one).layout.xaxis.range for one in (table(), few)}
    assert len(ranges) == 1
    assert beside_baseline(few).layout.xaxis.tickvals[-1] == 1.0
