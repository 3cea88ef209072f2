"""Result tables as text for a terminal."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from negotiation_sim.analysis.summary import settled_share, summarise
from negotiation_sim.experiments.results import Results

__all__ = ["HONESTY", "outcome_table", "result_table"]

HONESTY = (
    "Shares say what the assumptions are sufficient for; they are not estimates or predictions.\n"
    "Intervals are 95% Wilson intervals of Monte-Carlo error only; the numbers behind them are judgement."
)


def result_table(results: Results, as_json: bool = False) -> str:
    """The outcome table of a result folder, with what it does and does not say; or the same as JSON."""
    rows = results.frame(["scenario", "intervention", "point", "outcome_class", "settled"])
    summary, settled = summarise(rows), settled_share(rows)
    if as_json:
        return json.dumps({"outcomes": summary.to_dict("records"), "settled": settled.to_dict("records")}, ensure_ascii=False)
    return f"{outcome_table(summary, settled, results.observed)}\n\n{HONESTY}"


def outcome_table(summary: pd.DataFrame, settled: pd.DataFrame, observed: dict[str, str]) -> str:
    """Shares of outcome classes per scenario and intervention, most frequent first, zero classes left out.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it
    settled : the same for the share of runs that settle, one row per group
    observed : the class that happened, by scenario

    Examples
    --------
    >>> from negotiation_sim.analysis.summary import settled_share, summarise
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "baseline", "point": 0, "settled": False,
    ...                      "outcome_class": ["DECLARATION"] * 7 + ["STALEMATE"] * 3})
    >>> print(outcome_table(summarise(rows), settled_share(rows), {"1956": "DECLARATION"}))
    1956 · baseline · 10 runs
      DECLARATION                  0.70   0.40–0.89   ± 0.145   ◆ what happened
      STALEMATE                    0.30   0.11–0.60   ± 0.145
      settled                      0.00   0.00–0.28   ± 0.000   floor: look at the gap instead
    """
    lines = []
    for key, group in summary.groupby(["scenario", "intervention", "point"], observed=True, sort=False):
        scenario, intervention, point = key
        lines.append(f"{scenario} · {intervention}{f' · point {point}' if int(str(point)) else ''} · {group['n'].iloc[0]:,} runs")
        for row in group[group["count"] > 0].sort_values("share", ascending=False, kind="stable").itertuples():
            happened = "◆ what happened" if observed.get(str(scenario)) == row.outcome_class else ""
            lines.append(_line(str(row.outcome_class), row, happened))
        mine = settled[(settled["scenario"] == scenario) & (settled["intervention"] == intervention) & (settled["point"] == point)]
        lines += [_line("settled", row, _edge(row)) for row in mine.itertuples()]
    return "\n".join(lines)


def _line(name: str, row: Any, note: str) -> str:
    share, low, high, mcse = (float(getattr(row, field)) for field in ("share", "low", "high", "mcse"))
    return f"  {name:<27}{share:>6.2f}   {low:.2f}–{high:.2f}   ± {mcse:.3f}   {note}".rstrip()


def _edge(row: Any) -> str:
    share = float(row.share)
    if share < 0.01:
        return "floor: look at the gap instead"
    return "ceiling: look at the gap instead" if share > 0.99 else ""
