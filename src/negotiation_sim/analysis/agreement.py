"""Whether an effect has the same sign whichever way the principals bargain (specification.md
section 15.1).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from negotiation_sim.errors import InputError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.strategies import strategy_of

__all__ = ["NULL", "by_strategy", "sign_agreement"]

NULL = "random"
"""The strategy that nobody is thought to have: shown, but not asked to agree."""


def by_strategy(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Rows of `effects.effect_table` with the strategy of their point.

    Raises
    ------
    InputError
        If the folder was not made with several strategies.
    """
    strategies = [strategy_of(point) for point in results.study.points]
    if len(set(strategies)) < 2 or "" in strategies:
        raise InputError(
            f"{results.path}: holds one strategy only; make one with `run … --strategies all`"
        )
    return table.assign(strategy=[strategies[point] for point in table["point"]])


def sign_agreement(table: pd.DataFrame) -> pd.DataFrame:
    """One row per scenario and intervention: whether the sign of its effect is that of all
    strategies.

    Parameters
    ----------
    table : rows of `by_strategy`

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``strategies`` (how many were asked), ``sign`` (+,
        -, 0 where no strategy shows an effect beyond its Monte-Carlo error, ± where they disagree),
        ``agree`` (how many show that sign) and ``badge``, true where more than half of them show it
        and none the other.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {
    ...         "scenario": "1956",
    ...         "intervention": "no_threat",
    ...         "strategy": ["time", "spe", "tft", "random"],
    ...         "effect_low": [0.3, 0.2, -0.01, -0.2],
    ...         "effect_high": [0.4, 0.4, 0.02, -0.1],
    ...     }
    ... )
    >>> sign_agreement(rows)
      scenario intervention  strategies sign  agree  badge
    0     1956    no_threat           3    +      2   True
    """
    asked = table[table["strategy"] != NULL]
    signs = np.where(asked["effect_low"] > 0, 1, np.where(asked["effect_high"] < 0, -1, 0))
    lines = []
    for (scenario, intervention), group in asked.assign(s=signs).groupby(
        ["scenario", "intervention"], sort=False, observed=True
    ):
        up, down = int((group["s"] > 0).sum()), int((group["s"] < 0).sum())
        sign = "±" if up and down else "+" if up else "-" if down else "0"
        agree = max(up, down)
        asked_of = group["strategy"].nunique()
        lines.append(
            (scenario, intervention, asked_of, sign, agree, sign in "+-" and 2 * agree > asked_of)
        )
    return pd.DataFrame(
        lines, columns=["scenario", "intervention", "strategies", "sign", "agree", "badge"]
    )
