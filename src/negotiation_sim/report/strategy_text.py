"""Effects under every strategy side by side, as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from negotiation_sim.analysis.agreement import NULL, sign_agreement
from negotiation_sim.report.numbers import share, signed

__all__ = ["strategy_text"]

LEGEND = f"""\
Effect of each intervention on the share of runs when all principals bargain in one way, from runs
paired by their luck; in brackets where its 95% Monte-Carlo interval holds 0. ✓: more than half of
the strategies show the sign and none the other. `{NULL}` is the null: shown, not asked. A
conclusion without ✓ hangs on how states are thought to bargain. None of it is an estimate or a
prediction."""


def strategy_text(table: pd.DataFrame, events: Mapping[str, str]) -> str:
    """One block per scenario: interventions down, strategies across, and whether signs agree.

    Parameters
    ----------
    table : rows of `negotiation_sim.analysis.agreement.by_strategy`
    events : what is counted, by scenario

    Examples
    --------
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "no_threat", "strategy": ["time", "spe"], "n": 100,
    ...                      "baseline": [0.1, 0.2], "effect": [0.3, 0.01], "effect_low": [0.2, -0.1], "effect_high": [0.4, 0.1]})
    >>> print(strategy_text(rows, {"1956": "treaty"}).partition("Effect of")[0].rstrip())
    1956 · treaty · 100 pairs of runs a strategy
                                                time       spe
      baseline                                  0.10      0.20
      no_threat                               +0.300  [+0.010]   + in 1 of 2
    """
    strategies, agreement = list(dict.fromkeys(table["strategy"])), sign_agreement(table)
    blocks = []
    for scenario, group in table.groupby("scenario", sort=False, observed=True):
        lines = [
            f"{scenario} · {events[str(scenario)]} · {group['n'].iloc[0]:,} pairs of runs a strategy"
        ]
        lines.append(f"  {'':<36}" + "".join(f"{name:>10}" for name in strategies))
        base = group.drop_duplicates("strategy").set_index("strategy")["baseline"]
        lines.append(
            f"  {'baseline':<36}"
            + "".join(f"{share(float(base[name])):>10}" for name in strategies)
        )
        mine = agreement[agreement["scenario"] == scenario].set_index("intervention")
        for intervention, rows in group.groupby("intervention", sort=False, observed=True):
            cells = "".join(_cell(rows[rows["strategy"] == name].iloc[0]) for name in strategies)
            verdict = mine.loc[intervention]
            badge = "✓ " if verdict["badge"] else ""
            lines.append(
                f"  {intervention!s:<36}{cells}   {badge}{verdict['sign']} in {verdict['agree']} of {verdict['strategies']}"
            )
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, LEGEND])


def _cell(row: pd.Series) -> str:
    text = signed(float(row["effect"]))
    return f"{f'[{text}]' if row['effect_low'] <= 0 <= row['effect_high'] else text:>10}"
