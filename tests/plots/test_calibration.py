from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.plots import calibration

BINS = pd.DataFrame(
    {
        "forecaster": ["model", "model", "base rate"],
        "n": [2, 3, 5],
        "said": [0.2, 0.8, 0.5],
        "share": [0.0, 2 / 3, 0.4],
        "low": [0.0, 0.21, 0.12],
        "high": [0.66, 0.94, 0.77],
    }
)
SAID = pd.DataFrame(
    {
        "forecaster": "model",
        "case": ["two <b>rivers</b>", "a hill", "a well", "open"],
        "SETTLED": [0.9, 0.7, 0.2, 0.5],
        "happened": ["SETTLED", "FAILED", "RENOUNCED", ""],
    }
)


def test_what_it_shows(snapshot):
    snapshot(calibration(BINS, SAID))


def test_disputes_lie_at_the_edge_they_went_to_and_open_ones_are_left_out():
    fig = calibration(BINS, SAID)
    assert list(fig.data[1].x) == [0.2, 0.8]
    assert list(fig.data[2].x) == [0.9, 0.7, 0.2]
    assert list(fig.data[2].y) == [1.03, -0.03, -0.03]
    assert "5 disputes in 2 bins" in fig.layout.title.subtitle.text
    assert fig.layout.title.text == "Of 3 disputes said to settle in 80%, 67% did"


def test_markup_in_a_case_shows_as_text():
    assert calibration(BINS, SAID).data[2].text[0] == "two &lt;b&gt;rivers&lt;/b&gt;"


def test_a_forecaster_without_bins_is_refused():
    with pytest.raises(ValueError, match="no dispute of which oracle spoke"):
        calibration(BINS, SAID, "oracle")
