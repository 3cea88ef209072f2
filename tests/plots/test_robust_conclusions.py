from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import conclusion_rows

from negotiation_sim.plots import robust_conclusions


def test_what_it_shows(snapshot):
    snapshot(robust_conclusions(conclusion_rows()))


def test_a_part_without_points_has_no_mark():
    history = robust_conclusions(conclusion_rows()).data[2]
    assert len(history.x) == 1


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no conclusions"):
        robust_conclusions(pd.DataFrame())
