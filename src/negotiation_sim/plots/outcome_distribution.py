"""Where the talks end: share of runs per outcome class, beside what happened."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import broken, in_order, n_text, percent, plain
from negotiation_sim.plots.theme import INK, MUTED, class_colours, dressed

__all__ = ["outcome_distribution"]

ROOM_FOR_VALUES = 0.13
"""Part of the longest whisker left free beside it per column of panels: a value needs more of a
narrow panel."""

BAND = "#F3EDE0"


def outcome_distribution(
    summary: pd.DataFrame, observed: Mapping[str, str] | None = None, note: str = ""
) -> go.Figure:
    """Bars per outcome class: a column of panels per scenario, a row per intervention.

    All panels share classes and scale, so bars compare by eye in both directions. Classes that
    never occur are left out, except the one that happened.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it, one point per scenario and
        intervention
    observed : the class that happened, per scenario
    note : a line above the panels, such as what is left out

    Raises
    ------
    ValueError
        If the summary is empty, or holds several points of a scenario and intervention.
    """
    if summary.empty:
        raise ValueError("the summary has no rows, so there is nothing to draw")
    if summary.duplicated(["scenario", "intervention", "outcome_class"]).any():
        raise ValueError(
            "the summary holds several points of a scenario and intervention; choose one, or pool them"
        )
    scenarios, interventions = in_order(summary["scenario"]), in_order(summary["intervention"])
    happened = {name: (observed or {}).get(name, "") for name in scenarios}
    every_class = in_order(summary["outcome_class"])
    shown = set(summary.loc[summary["count"] > 0, "outcome_class"]) | set(happened.values())
    classes = [name for name in every_class if name in shown]
    colours = class_colours(every_class)
    fig = make_subplots(
        rows=len(interventions),
        cols=len(scenarios),
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.02,
        vertical_spacing=0.12 / len(interventions),
        column_titles=[f"<b>{plain(name)}</b>" for name in scenarios],
        row_titles=[broken(name or "baseline") for name in interventions]
        if len(interventions) > 1
        else None,
    )
    for row, intervention in enumerate(interventions, start=1):
        for col, scenario in enumerate(scenarios, start=1):
            chosen = (summary["scenario"] == scenario) & (summary["intervention"] == intervention)
            panel = (
                summary[chosen].set_index("outcome_class").reindex(classes).dropna(subset="share")
            )
            if not panel.empty:
                _draw_bars(fig, panel, colours, happened[scenario], (row, col))
            if happened[scenario] in classes:
                _draw_band(fig, classes.index(happened[scenario]), (row, col))
    return _dressed(fig, summary, classes, marked=any(happened.values()), note=note)


def _draw_bars(
    fig: go.Figure,
    panel: pd.DataFrame,
    colours: Mapping[str, str],
    happened: str,
    place: tuple[int, int],
) -> None:
    """Bars, whiskers and values of one panel; a diamond follows the value of the class that
    happened.
    """
    row, col = place
    names = list(panel.index)
    fig.add_trace(
        go.Bar(
            orientation="h",
            y=names,
            x=panel["share"],
            marker={"color": [colours[name] for name in names], "line": {"width": 0}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": panel["high"] - panel["share"],
                "arrayminus": panel["share"] - panel["low"],
                "color": INK,
                "thickness": 1.2,
                "width": 3,
            },
            customdata=panel[["count", "n", "low", "high", "mcse"]],
            hovertemplate=(
                "<b>%{y}</b><br>%{x:.2%} of runs (%{customdata[0]:,} of %{customdata[1]:,})"
                "<br>95% interval %{customdata[2]:.2%} – %{customdata[3]:.2%}"
                "<br>Monte-Carlo error %{customdata[4]:.2%}<extra></extra>"
            ),
            showlegend=False,
        ),
        row=row,
        col=col,
    )
    values = [percent(share, panel["mcse"].max()) for share in panel["share"]]
    fig.add_trace(
        go.Scatter(
            mode="text",
            y=names,
            x=panel["high"],
            text=[
                f" {value} ◆" if name == happened else f" {value}"
                for name, value in zip(names, values, strict=True)
            ],
            textposition="middle right",
            textfont_color=[
                MUTED if share == 0 and name != happened else INK
                for name, share in panel["share"].items()
            ],
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        ),
        row=row,
        col=col,
    )


def _draw_band(fig: go.Figure, position: int, place: tuple[int, int]) -> None:
    row, col = place
    fig.add_shape(
        type="rect",
        xref="x domain",
        x0=0,
        x1=1,
        y0=position - 0.5,
        y1=position + 0.5,
        fillcolor=BAND,
        line_width=0,
        layer="below",
        row=row,
        col=col,
    )


def _dressed(
    fig: go.Figure, summary: pd.DataFrame, classes: list[str], *, marked: bool, note: str
) -> go.Figure:
    """Axes, scale and words."""
    longest = float(summary["high"].max())
    end = longest * (1 + ROOM_FOR_VALUES * summary["scenario"].nunique())
    step = 0.5 if longest > 0.6 else 0.25 if longest > 0.25 else 0.1
    ticks = [i * step for i in range(round(1 / step) + 1) if i * step <= end]
    lines = [
        f"n = {n_text(summary['n'])} runs a panel; Monte-Carlo standard error of a share up to {summary['mcse'].max():.2g}",
        "Whiskers: 95% Wilson intervals"
        + (" · ◆ on a shaded row: what happened" if marked else ""),
        "Shares show what the assumptions are sufficient for, not what is predicted",
        *filter(None, [note]),
    ]
    n_rows = summary["intervention"].nunique()
    height = 150 + n_rows * (30 + 30 * len(classes)) if n_rows > 1 else None
    dressed(fig, "Where the talks end: share of simulated runs", lines, height=height, over=20)
    fig.update_xaxes(
        range=[0, end], tickvals=ticks, ticktext=[f"{tick:.0%}" if tick else "0" for tick in ticks]
    )
    fig.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=classes,
        range=[len(classes) - 0.5, -0.5],
        tickvals=classes,
        ticktext=[broken(name) for name in classes],
        tickfont_size=11,
        ticks="outside",
        ticklen=4,
        tickcolor="rgba(0,0,0,0)",
        showgrid=False,
    )
    return fig.update_annotations(font={"size": 13, "color": INK})
