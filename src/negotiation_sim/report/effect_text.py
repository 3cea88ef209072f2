"""Effects of interventions as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from negotiation_sim.report.points import point_title

__all__ = ["effect_text"]

LEGEND = """\
Effect: change in the share of runs, from runs paired by their luck; interval: its 95% Monte-Carlo
error only (Agresti & Min 2005). What the baseline has and the intervention takes away, as a cause
of the event's absence (Tian & Pearl 2000; computed, since both outcomes of a run are simulated):
PN, of the baseline runs without the event, the share that have it under the intervention; PS, of
the intervention's runs with it, the share that lack it at baseline. PN+ and PS+: the same as a
cause of the event itself. Box: median, least and most of the effect over the plausible box, which
is what the numbers may reasonably be; read it before the interval. All say what the assumptions are
sufficient for; they are not estimates or predictions."""
HEAD = f"  {'':<34}{'share':>6}  {'effect':>7}  {'interval':<16}  {'PN':>5}  {'PS':>5}  {'PN+':>5}  {'PS+':>5}"


def effect_text(
    table: pd.DataFrame,
    events: Mapping[str, str],
    points: Sequence[Mapping[str, Any]] = ({},),
    by_point: bool = False,
) -> str:
    """Effects per scenario; over the points of a design as a range unless each is asked for.

    Parameters
    ----------
    table : as `negotiation_sim.analysis.effects.effect_table` gives it; without gaps where the
        event is an outcome class
    events : what is counted, by scenario
    points : what each point of the design overrides
    by_point : a line per point

    Examples
    --------
    >>> from negotiation_sim.analysis.effects import GAPS, effects
    >>> pairs = pd.DataFrame({"scenario": "1956", "intervention": "no_threat", "point": 0, "n": 100, "both": 8, "gained": [33], "lost": 0})
    >>> print(effect_text(effects(pairs).assign(edge="", **dict.fromkeys(GAPS, 0.0)), {"1956": "treaty"}).rpartition("Effect:")[0].rstrip())
    1956 · treaty · baseline 0.08 · 100 pairs of runs
                                         share   effect  interval             PN     PS    PN+
                                         PS+
      no_threat                           0.41   +0.330  +0.231 to +0.416   0.36   0.80   0.00
      0.00
    """
    blocks = []
    for scenario, group in table.groupby("scenario", sort=False, observed=True):
        many = group["point"].nunique() > 1
        event = events[str(scenario)]
        blocks.append(
            _ranges(str(scenario), event, group)
            if many and not by_point
            else _block(str(scenario), event, group, points)
        )
    return "\n\n".join([*blocks, LEGEND])


def _block(
    scenario: str, event: str, group: pd.DataFrame, points: Sequence[Mapping[str, Any]]
) -> str:
    lines = []
    for point, rows in group.groupby("point", sort=False):
        first = rows.iloc[0]
        title = f"{scenario}{point_title(int(str(point)), points)} · {event} · baseline {_number(first.baseline)}"
        known = "box_points" in rows and rows["box_points"].notna().any()
        over = f"   box of {rows['box_points'].max():.0f} points" if known else ""
        lines += [f"{title} · {first.n:,} pairs of runs", HEAD + over]
        for row in rows.itertuples():
            lines.append(_line(row))
            if row.edge:
                lines.append(f"    {_edge(row)}")
    return "\n".join(lines)


def _line(row: Any) -> str:
    interval = f"{row.effect_low:+z.3f} to {row.effect_high:+z.3f}"
    causes = "".join(
        f"  {_number(value):>5}" for value in (row.pn, row.ps, row.pn_event, row.ps_event)
    )
    return f"  {row.intervention:<34}{_number(row.share):>6}  {row.effect:>+z7.3f}  {interval:<16}{causes}{_box(row)}"


def _box(row: Any) -> str:
    """The same effect over the points of a plausible box, where it was looked at."""
    if pd.isna(getattr(row, "box_median", np.nan)):
        return ""
    return f"   {row.box_median:>+z6.2f} [{row.box_least:+z.2f}, {row.box_most:+z.2f}]"


def _edge(row: Any) -> str:
    """What to look at instead of a share near 0 or 1: the gap, where it is about the event."""
    if not hasattr(row, "gap_end"):
        return f"{row.edge}: a share says little here"
    if pd.isna(row.gap_end):
        return f"{row.edge}: a share says little here; the folder keeps no gaps"
    return (
        f"{row.edge}: look at the median gap instead, {row.baseline_gap_start:+z.1f} points at baseline and {row.gap_start:+z.1f} here "
        f"at the start, {row.baseline_gap_end:+z.1f} and {row.gap_end:+z.1f} at the end"
    )


def _ranges(scenario: str, event: str, group: pd.DataFrame) -> str:
    """One line per intervention: where its effect lies over the points."""
    lines = [
        f"{scenario} · {event} · {group['point'].nunique():,} points of {group['n'].iloc[0]:,} pairs of runs"
    ]
    lines.append(
        f"  {'effect over the points':<34}{'median':>8}  {'lowest':>8}  {'highest':>8}  {'share above 0':>13}  {'at an edge':>10}"
    )
    for name, rows in group.groupby("intervention", sort=False, observed=True):
        effect = rows["effect"]
        spread = f"{effect.median():>+z8.3f}  {effect.min():>+z8.3f}  {effect.max():>+z8.3f}"
        lines.append(
            f"  {name:<34}{spread}  {_number((rows['effect_low'] > 0).mean()):>13}  {_number((rows['edge'] != '').mean()):>10}"
        )
    return "\n".join(
        [
            *lines,
            "  (share above 0: of the points, those whose whole interval is; --points shows each point)",
        ]
    )


def _number(value: float) -> str:
    if value != value:  # not a number
        return "–"
    return "<0.01" if 0 < value < 0.005 else f"{value:.2f}"
