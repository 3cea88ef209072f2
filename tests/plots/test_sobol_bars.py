from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import sobol_rows

from negotiation_sim.plots import sobol_bars


def test_what_it_shows(snapshot):
    snapshot(sobol_bars(sobol_rows()))


def test_the_largest_total_comes_first_and_the_rest_is_counted():
    fig = sobol_bars(sobol_rows(), most=2)
    assert list(fig.data[0].y) == ["japan.norm", "us.threat"]
    assert "The 2 of 3 numbers" in fig.layout.title.subtitle.text
    assert "numbers with" not in sobol_bars(sobol_rows()).layout.title.subtitle.text


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no indices"):
        sobol_bars(pd.DataFrame())
