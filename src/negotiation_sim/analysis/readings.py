"""Whose making is a cause? The same Shapley values under other readings of which block it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from negotiation_sim.domain.changes import Cause

__all__ = ["reading_table"]

COLUMNS = (
    "scenario",
    "reference",
    "reading",
    "cause",
    "label",
    "block",
    "read_block",
    "share",
    "leader",
    "leader_share",
    "read_leader",
    "read_leader_share",
    "tipping",
)


def reading_table(table: pd.DataFrame, causes: Mapping[str, Sequence[Cause]]) -> pd.DataFrame:
    """Which block leads if a cause is counted as another block's making, and from which share on.

    Shapley values of causes add up, so no run is needed: counted as another block's making to a
    share t, a cause of value v takes t·v from its block and gives it to the other.

    Parameters
    ----------
    table : rows of `attribution.cause_table`
    causes : by scenario

    Returns
    -------
    pandas.DataFrame
        A row per scenario, reference and cause that declares another reading: ``reading``, its
        ``block`` as declared and the ``read_block``, its ``share`` of the shortfall; the ``leader``
        (block of the largest Shapley share) as declared and as read, with their shares; and
        ``tipping``, the least t from 0 to 1 at which the read block leads, not a number if it never
        does. No rows where there is no shortfall to share.

    Examples
    --------
    >>> from negotiation_sim.domain.changes import Change
    >>> shares = pd.DataFrame(
    ...     {
    ...         "scenario": "s",
    ...         "reference": "absent",
    ...         "cause": ["threat", "norm"],
    ...         "label": ["a threat", "a norm"],
    ...         "block": ["us", "home"],
    ...         "shapley_share": [0.3, 0.7],
    ...     }
    ... )
    >>> norm = Cause("norm", "a norm", "home", Change(), Change(), (("article", "us"),))
    >>> found = reading_table(shares, {"s": [norm]}).iloc[0]
    >>> found["leader"], found["read_leader"], round(float(found["tipping"]), 3)
    ('home', 'us', 0.286)
    """
    rows = []
    for (scenario, reference), mine in table.groupby(["scenario", "reference"], sort=False):
        if mine["shapley_share"].isna().any():
            continue
        declared = mine.groupby("block", sort=False)["shapley_share"].sum()
        for cause in causes[str(scenario)]:
            at = mine[mine["cause"] == cause.name].iloc[0]
            value = float(at["shapley_share"])
            for reading, block in cause.readings:
                read = declared.copy()
                read[cause.block] -= value
                read[block] = read.get(block, 0.0) + value
                rows.append(
                    (
                        scenario,
                        reference,
                        reading,
                        cause.name,
                        cause.label,
                        cause.block,
                        block,
                        value,
                        declared.idxmax(),
                        float(declared.max()),
                        read.idxmax(),
                        float(read.max()),
                        _tipping(
                            {str(k): float(v) for k, v in declared.items()},
                            cause.block,
                            block,
                            value,
                        ),
                    )
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _tipping(shares: dict[str, float], block: str, other: str, value: float) -> float:
    """Least share of the cause, from 0 to 1, at which the other block leads."""
    mine = shares.get(other, 0.0)
    rest = max((x for name, x in shares.items() if name not in (block, other)), default=-1.0)
    if value <= 0:
        return 0.0 if mine >= max(shares.values()) else float("nan")
    found = max((shares[block] - mine) / (2 * value), (rest - mine) / value, 0.0)
    return found if found <= 1.0 else float("nan")
