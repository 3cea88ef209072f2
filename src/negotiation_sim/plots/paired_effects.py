"""What each what-if changes, run by run, with the interval of the change."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import broken, in_order, n_text, percent, percent_ticks, plain
from negotiation_sim.plots.theme import ACCENT, INK, MUTED, SECOND, dressed

__all__ = ["paired_effects"]

ROW, LINE = 10, 13


def paired_effects(effects: pd.DataFrame, event: str = "settlement") -> go.Figure:
    """A dot with its interval per intervention: a column of panels per scenario, on one scale.

    Hollow dots mark shares at the floor or the ceiling, where an effect has no room and says
    little.

    Parameters
    ----------
    effects : as `negotiation_sim.analysis.effects.effect_table` gives it, one point per scenario
        and intervention
    event : what the effect is on, in words

    Raises
    ------
    ValueError
        If there are no effects, or several points of a scenario and intervention.
    """
    if effects.empty:
        raise ValueError("there are no effects, so there is nothing to draw")
    if effects.duplicated(["scenario", "intervention"]).any():
        raise ValueError(
            "the effects hold several points of a scenario and intervention; choose one"
        )
    scenarios, rows = in_order(effects["scenario"]), in_order(effects["intervention"])
    of = {name: effects[effects["scenario"] == name] for name in scenarios}
    titles = [
        f"<b>{plain(name)}</b><br>baseline {percent(mine['baseline'].iloc[0], 0.004)}"
        for name, mine in of.items()
    ]
    fig = make_subplots(
        rows=1,
        cols=len(scenarios),
        shared_yaxes=True,
        horizontal_spacing=0.03,
        column_titles=titles,
    )
    for col, mine in enumerate(of.values(), start=1):
        fig.add_vline(
            x=0,
            line={"color": MUTED, "width": 1},
            layer="below",
            exclude_empty_subplots=False,
            row=1,
            col=col,
        )
        fig.add_trace(_dots(mine), row=1, col=col)
    labels = [broken(row, 22) for row in rows]
    edges = effects["edge"].astype(str).isin(["floor", "ceiling"])
    key = {"effect with 95% interval": (ACCENT, "●")}
    if edges.any():
        key["a share below 1% (floor) or above 99% (ceiling): look at the gap instead"] = (
            SECOND,
            "◇",
        )
    lines = [
        f"Change of P({plain(event)}) against the baseline; n = {n_text(effects['n'])} pairs of runs with the same luck",
        "Sufficient under the assumptions, not estimated; the interval is Monte-Carlo error only",
    ]
    height = 220 + len(rows) * (ROW + LINE * (1 + max(label.count("<br>") for label in labels)))
    dressed(
        fig,
        f"What would have changed P({plain(event)})?",
        lines,
        key,
        height=max(height, 400),
        bottom=64,
        over=44,
    )
    low, high = (
        min(0.0, float(effects["effect_low"].min())),
        max(0.0, float(effects["effect_high"].max())),
    )
    room = 0.06 * (high - low)
    ticks = percent_ticks(low, high)
    ticks["ticktext"] = [
        f"+{text[:-1]}" if value > 0 else text.removesuffix("%")
        for value, text in zip(*ticks.values(), strict=True)
    ]
    fig.update_xaxes(range=[low - room, high + room], **ticks)
    fig.update_xaxes(title_text="points of percent", col=(len(scenarios) + 1) // 2)
    fig.update_yaxes(
        type="category",
        range=[len(rows) - 0.5, -0.5],
        categoryarray=rows,
        tickvals=rows,
        ticktext=labels,
        tickfont_size=11,
        showgrid=True,
    )
    return fig.update_annotations(font={"size": 12, "color": INK})


def _dots(mine: pd.DataFrame) -> go.Scatter:
    edge = mine["edge"].astype(str).where(mine["edge"].astype(str).isin(["floor", "ceiling"]), "")
    colours = [SECOND if one else ACCENT for one in edge]
    return go.Scatter(
        mode="markers",
        y=mine["intervention"].astype(str),
        x=mine["effect"],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": mine["effect_high"] - mine["effect"],
            "arrayminus": mine["effect"] - mine["effect_low"],
            "color": INK,
            "thickness": 1.2,
            "width": 3,
        },
        marker={
            "size": 9,
            "color": ["#FFFFFF" if one else ACCENT for one in edge],
            "symbol": ["diamond" if one else "circle" for one in edge],
            "line": {"color": colours, "width": 2},
        },
        text=[f"<br>{one}: a share within 1% of the edge" if one else "" for one in edge],
        customdata=mine[["baseline", "share", "effect_low", "effect_high", "n"]],
        hovertemplate=(
            "<b>%{y}</b><br>%{customdata[0]:.2%} → %{customdata[1]:.2%}: %{x:+.2%}"
            "<br>95% %{customdata[2]:+.2%} to %{customdata[3]:+.2%}; %{customdata[4]:,} pairs%{text}<extra></extra>"
        ),
        showlegend=False,
    )
