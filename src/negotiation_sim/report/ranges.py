"""Outcomes over the points of a large design: where their shares lie, instead of a table per
point.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from negotiation_sim.analysis.summary import GROUP, modal_classes

__all__ = ["outcome_ranges"]

HEAD = f"  {'share over the points':<26} {'median':>7}  {'lowest':>7}  {'highest':>7}  {'most frequent at':>16}"
LEGEND = "Most frequent at: of the points, those where the class is the most frequent one. summary.csv has every point."


def outcome_ranges(
    summary: pd.DataFrame,
    settled: pd.DataFrame,
    observed: Mapping[str, str],
    labels: Mapping[str, str],
) -> str:
    """Median, lowest and highest share of every outcome class over the points of a design.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it
    settled : the same for the share of runs that settle, one row per group
    observed : the class that happened, by scenario
    labels : what each scenario calls settled

    Examples
    --------
    >>> from negotiation_sim.analysis.summary import settled_share, summarise
    >>> ends = ["TREATY", "TALKS", "TALKS", "TALKS"]
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "baseline", "point": [0, 0, 1, 1], "outcome_class": ends})
    >>> settled = settled_share(rows.assign(settled=rows.outcome_class == "TREATY"))
    >>> print(outcome_ranges(summarise(rows), settled, {"1956": "TALKS"}, {"1956": "treaty"}).partition("Most")[0].rstrip())
    1956 · baseline · 2 points of 2 runs
      share over the points       median   lowest  highest  most frequent at
      TALKS                         0.75     0.50     1.00              1.00   ◆ what happened
      TREATY                        0.25     0.00     0.50              0.00
      = treaty                      0.25     0.00     0.50
    """
    modes, lines = modal_classes(summary), []
    for (scenario, intervention), group in summary.groupby(
        list(GROUP[:2]), observed=True, sort=False
    ):
        points = group["point"].nunique()
        lines += [
            "",
            f"{scenario} · {intervention} · {points:,} points of {group['n'].iloc[0]:,} runs",
            HEAD,
        ]
        mine = modes[(modes["scenario"] == scenario) & (modes["intervention"] == intervention)][
            "outcome_class"
        ]
        spread = group.groupby("outcome_class", observed=True)["share"].agg(
            ["median", "min", "max"]
        )
        for name, row in (
            spread[spread["max"] > 0]
            .sort_values("median", ascending=False, kind="stable")
            .iterrows()
        ):
            happened = "   ◆ what happened" if observed.get(str(scenario)) == name else ""
            lines.append(f"{_line(str(name), row)}  {(mine == name).mean():>16.2f}{happened}")
        shares = settled[
            (settled["scenario"] == scenario) & (settled["intervention"] == intervention)
        ]["share"]
        lines.append(_line(f"= {labels[str(scenario)]}", shares.agg(["median", "min", "max"])))
    return "\n".join([*lines[1:], "", LEGEND])


def _line(name: str, row: pd.Series[float]) -> str:
    return f"  {name:<26} {row['median']:>7.2f}  {row['min']:>7.2f}  {row['max']:>7.2f}"
