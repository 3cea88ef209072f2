"""Made-up results with the look of real ones."""

from __future__ import annotations

import numbers

import numpy as np
import pandas as pd
import pytest

from negotiation_sim.analysis.summary import shares
from negotiation_sim.plots.theme import CLASS_COLOURS

PER_MILLE = {
    "1956": {
        "DECLARATION": 711,
        "STALEMATE": 90,
        "RATIFICATION_FAILED": 84,
        "TREATY_TWO": 67,
        "SUSPENSION": 39,
        "TREATY_TWO_PLEDGED": 9,
    },
    "2018": {"ACCELERATED_TALKS": 708, "STALEMATE": 195, "SUSPENSION": 59, "TREATY_TWO_PLUS": 38},
    "2022": {"SUSPENSION": 836, "STALEMATE": 113, "ACCELERATED_TALKS": 51},
}


@pytest.fixture
def make_summary():
    """Build a summary of the three episodes: ``make_summary(runs, interventions)``."""

    def make(runs=1000, interventions=("",)):
        cells = [(s, i, 0, c) for i in interventions for s in PER_MILLE for c in CLASS_COLOURS]
        counts = pd.DataFrame(cells, columns=["scenario", "intervention", "point", "outcome_class"])
        counts["count"] = [PER_MILLE[s].get(c, 0) * runs // 1000 for s, _, _, c in cells]
        counts["outcome_class"] = pd.Categorical(counts["outcome_class"], list(CLASS_COLOURS))
        counts["intervention"] = pd.Categorical(counts["intervention"], interventions)
        return shares(counts)

    return make


@pytest.fixture
def observed():
    return {"1956": "DECLARATION", "2018": "ACCELERATED_TALKS", "2022": "SUSPENSION"}


def plainly(value):
    """Numbers rounded, arrays as lists, everything else as text."""
    if value is None or isinstance(value, str | bool | np.bool_):
        return value if not isinstance(value, np.bool_) else bool(value)
    if isinstance(value, numbers.Number):
        number = round(float(value), 6)
        return None if number != number else int(number) if number == int(number) else number
    return [plainly(one) for one in value]


def seen(fig):
    """What a figure shows, without its looks: the data of every trace, and every word."""
    traces = []
    for trace in fig.data:
        told = {"type": trace.type} | {
            name: plainly(trace[name])
            for name in ("x", "y", "z", "text")
            if name in trace and trace[name] is not None
        }
        if "error_x" in trace and trace.error_x.array is not None:
            told |= {"up": plainly(trace.error_x.array), "down": plainly(trace.error_x.arrayminus)}
        traces.append(told)
    title = fig.layout.title
    return {
        "title": title.text,
        "subtitle": title.subtitle.text.split("<br>"),
        "notes": [note.text for note in fig.layout.annotations],
        "traces": traces,
    }


@pytest.fixture
def snapshot(data_regression):
    """Compare what a figure shows with what is committed; update with ``--force-regen`` and explain
    the difference."""
    return lambda fig: data_regression.check(seen(fig))
