"""Bars for a whole room."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.plots.settled_bars import settled_bars

TABLE = pd.DataFrame(
    {
        "label": ["as it was", "<b>no</b> threat"],
        "n": 1000,
        "share": [0.1, 0.4],
        "low": [0.08, 0.37],
        "high": [0.12, 0.43],
    }
)


def test_every_row_has_a_bar_with_its_interval_in_order():
    fig = settled_bars(TABLE, "treaty")
    (bars,) = fig.data
    assert list(bars.x) == [0.1, 0.4]
    assert list(bars.error_x.array) == pytest.approx([0.02, 0.03])
    assert bars.marker.color[0] != bars.marker.color[1]
    assert "&lt;b&gt;no&lt;/b&gt;" in "".join(fig.layout.yaxis.ticktext)


def test_no_row_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        settled_bars(TABLE.iloc[:0], "treaty")
