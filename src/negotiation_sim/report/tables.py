"""Result tables as text for a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from negotiation_sim.analysis.summary import GROUP, outcomes_of, settled_of
from negotiation_sim.experiments.results import Results
from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.report.points import point_title
from negotiation_sim.report.ranges import outcome_ranges

__all__ = ["outcome_table", "result_table"]

HEAD = f"{'':<29}{'share':>5}   {'interval':<9}   {'error':<7}"
MOST_POINTS = 24
"""Points of a design beyond which their range is shown instead of a table each."""
EDGE = 0.01
"""Within this of 0 or 1 a share says little, and the gap is shown beside it."""


def result_table(results: Results, as_json: bool = False) -> str:
    """The outcome table of a result folder, with what it does and does not say; or the same as
    JSON.
    """
    summary, settled = outcomes_of(results), settled_of(results)
    if as_json:
        return json.dumps(
            {"outcomes": summary.to_dict("records"), "settled": settled.to_dict("records")},
            ensure_ascii=False,
        )
    labels, points = (
        {one.name: one.scenario.settlement_label for one in results.study.scenarios},
        results.study.points,
    )
    if len(points) > MOST_POINTS:
        return f"{outcome_ranges(summary, settled, results.observed, labels)}\n\n{HONESTY}"
    table = outcome_table(
        summary,
        settled.merge(edge_gaps(results, settled), how="left"),
        results.observed,
        labels,
        points,
    )
    return f"{table}\n\n{HONESTY}"


def edge_gaps(results: Results, settled: pd.DataFrame) -> pd.DataFrame:
    """Gaps at the start and at the end of the groups whose share of settlements is at floor or
    ceiling.

    Medians; means where the folder keeps tallies; unknown where it keeps no gaps.
    """
    edges = settled.loc[(settled["share"] < EDGE) | (settled["share"] > 1 - EDGE), list(GROUP)]
    gaps = ["gap_start", "gap_end"]
    if edges.empty:
        return edges.assign(**dict.fromkeys(gaps, np.nan))
    if results.kind == "tallies":
        means = {
            gap: results.tallies()[f"sum_{gap}"] / results.tallies()[f"n_{gap}"] for gap in gaps
        }
        return (
            results.tallies()[list(GROUP)]
            .assign(**means, gap_is="mean")
            .merge(edges.astype({"scenario": str, "intervention": str}))
        )
    if not set(gaps) <= set(results.columns):
        return edges.assign(**dict.fromkeys(gaps, np.nan))
    kept = [
        frame.merge(edges).astype(dict.fromkeys(gaps, np.float32))
        for frame in results.frames([*GROUP, *gaps])
    ]
    return pd.concat(kept).groupby(list(GROUP), observed=True)[gaps].median().reset_index()


def outcome_table(
    summary: pd.DataFrame,
    settled: pd.DataFrame,
    observed: Mapping[str, str],
    labels: Mapping[str, str],
    points: Sequence[Mapping[str, Any]] = ({},),
) -> str:
    """Shares of outcome classes per scenario and intervention, most frequent first, zero classes
    left out.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it
    settled : the same for the share of runs that settle, one row per group, with the median gaps
        ``gap_start`` and ``gap_end``
    observed : the class that happened, by scenario
    labels : what each scenario calls settled
    points : what each point of the design overrides

    Examples
    --------
    >>> from negotiation_sim.analysis.summary import settled_share, summarise
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "baseline", "point": 0, "settled": False,
    ...                      "outcome_class": ["DECLARATION"] * 7 + ["STALEMATE"] * 3})
    >>> settled = settled_share(rows).assign(gap_start=-8.9, gap_end=-10.3)
    >>> print(outcome_table(summarise(rows), settled, {"1956": "DECLARATION"}, {"1956": "treaty with islands"}))
                                 share   interval    error
    1956 · baseline · 10 runs
      DECLARATION                 0.70   0.40–0.89   ± 0.145   ◆ what happened
      STALEMATE                   0.30   0.11–0.60   ± 0.145
      = treaty with islands       0.00   0.00–0.28   ± 0.000   floor: see the median gap, -8.9
      points at the start, -10.3 at the end
    """
    lines = [HEAD.rstrip()]
    for key, group in summary.groupby(list(GROUP), observed=True, sort=False):
        scenario, intervention, point = key
        lines.append(
            f"{scenario} · {intervention}{point_title(int(str(point)), points)} · {group['n'].iloc[0]:,} runs"
        )
        for row in (
            group[group["count"] > 0]
            .sort_values("share", ascending=False, kind="stable")
            .itertuples()
        ):
            happened = "◆ what happened" if observed.get(str(scenario)) == row.outcome_class else ""
            lines.append(_line(str(row.outcome_class), row, happened))
        mine = settled[
            (settled["scenario"] == scenario)
            & (settled["intervention"] == intervention)
            & (settled["point"] == point)
        ]
        lines += [_line(f"= {labels[str(scenario)]}", row, _edge(row)) for row in mine.itertuples()]
    return "\n".join(lines)


def _line(name: str, row: Any, note: str) -> str:
    share, low, high, mcse = (
        float(getattr(row, field)) for field in ("share", "low", "high", "mcse")
    )
    shown = (
        "<0.01" if 0 < share < 0.005 else f"{round(100 * share) / 100:.2f}"
    )  # rounds as the percentages of the figure do
    return f"  {name:<26} {shown:>5}   {low:.2f}–{high:.2f}   ± {mcse:.3f}   {note}".rstrip()


def _edge(row: Any) -> str:
    share = float(row.share)
    if EDGE <= share <= 1 - EDGE:
        return ""
    edge = "floor" if share < EDGE else "ceiling"
    if pd.isna(row.gap_end):
        return edge
    return f"{edge}: see the {getattr(row, 'gap_is', 'median')} gap, {row.gap_start:+z.1f} points at the start, {row.gap_end:+z.1f} at the end"
