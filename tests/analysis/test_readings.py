"""Whose making a cause is: the lead changes exactly at the share that the table gives."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.analysis.readings import reading_table
from negotiation_sim.domain.changes import Cause, Change

BLOCKS = ("home", "us", "rank")


def table(shares):
    return pd.DataFrame(
        {
            "scenario": "s",
            "reference": "absent",
            "cause": list("abc"),
            "label": list("abc"),
            "block": BLOCKS,
            "shapley_share": shares,
        }
    )


@given(st.tuples(*[st.floats(0.01, 1.0)] * 3))
def test_the_lead_changes_at_the_tipping_share(shares):
    cause = Cause("a", "a", "home", Change(), Change(), (("article", "us"),))
    (found,) = reading_table(table(shares), {"s": [cause]}).to_dict("records")

    def us_leads(part):
        moved = part * shares[0]
        return shares[1] + moved >= max(shares[0] - moved, shares[2])

    tipping = found["tipping"]
    if np.isnan(tipping):
        assert not us_leads(1.0 - 1e-9)
        return
    assert us_leads(min(tipping + 1e-9, 1.0))
    assert tipping == 0 or not us_leads(tipping - 1e-6)
    assert found["read_leader_share"] == pytest.approx(max(shares[0] + shares[1], shares[2]))


def test_nothing_is_read_where_there_is_no_shortfall():
    cause = Cause("a", "a", "home", Change(), Change(), (("article", "us"),))
    assert reading_table(table([np.nan] * 3), {"s": [cause]}).empty
