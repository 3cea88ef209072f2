"""Signs of effects over the strategies of the principals."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.agreement import by_strategy, sign_agreement
from negotiation_sim.analysis.effects import effect_table
from negotiation_sim.errors import InputError
from negotiation_sim.experiments import NamedScenario, Study, run_study


def rows(**intervals):
    lines = [("1956", "no_threat", name, *interval) for name, interval in intervals.items()]
    return pd.DataFrame(
        lines, columns=["scenario", "intervention", "strategy", "effect_low", "effect_high"]
    )


@pytest.mark.parametrize(
    ("intervals", "sign", "agree", "badge"),
    [
        ({"time": (0.1, 0.2), "spe": (0.1, 0.3)}, "+", 2, True),
        ({"time": (0.1, 0.2), "spe": (-0.1, 0.3)}, "+", 1, False),
        (
            {"time": (0.1, 0.2), "spe": (0.1, 0.3), "tft": (-0.1, 0.3), "aqre": (-0.1, 0.3)},
            "+",
            2,
            False,
        ),
        ({"time": (0.1, 0.2), "spe": (-0.3, -0.1), "tft": (0.1, 0.2)}, "±", 2, False),
        ({"time": (-0.1, 0.1), "spe": (-0.1, 0.1)}, "0", 0, False),
        ({"time": (-0.2, -0.1), "spe": (-0.2, -0.1), "random": (0.1, 0.2)}, "-", 2, True),
    ],
)
def test_a_badge_needs_more_than_half_of_one_sign_and_none_of_the_other(
    intervals, sign, agree, badge
):
    (row,) = sign_agreement(rows(**intervals)).itertuples()
    assert (row.sign, row.agree, row.badge) == (sign, agree, badge)


def test_without_strategies_there_is_nothing_to_agree(tmp_path):
    results = run_study(
        Study((NamedScenario.load("1956"),), ("baseline", "no_threat"), runs=5), tmp_path
    )
    with pytest.raises(
        InputError, match="holds one strategy only; make one with `run … --strategies all`"
    ):
        by_strategy(effect_table(results), results)
