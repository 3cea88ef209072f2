"""How the mix of outcomes changes from one what-if, or one level of a number, to the next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import broken, in_order, n_text, percent, plain
from negotiation_sim.plots.theme import class_colours, dressed

__all__ = ["outcome_stacks"]

LEAST_WRITTEN = 0.12
"""Smallest part of a bar that has room for its value, for one panel; narrower panels need more."""

ROW, LINE = 10, 13


def outcome_stacks(summary: pd.DataFrame, by: str = "intervention", of: str = "") -> go.Figure:
    """A bar of whole length per row, cut by outcome class: a column of panels per scenario.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it, with one row per scenario,
        `by` and class
    by : column whose values are the rows
    of : what the rows are levels of; empty where they speak for themselves

    Raises
    ------
    ValueError
        If the summary is empty, or holds a class of a row twice.
    """
    if summary.empty:
        raise ValueError("the summary has no rows, so there is nothing to draw")
    if summary.duplicated(["scenario", by, "outcome_class"]).any():
        raise ValueError(
            f"the summary holds several points of a scenario and {by}; choose one, or pool them"
        )
    scenarios, rows = in_order(summary["scenario"]), in_order(summary[by])
    every_class = in_order(summary["outcome_class"])
    shown = set(summary.loc[summary["count"] > 0, "outcome_class"])
    colours = class_colours(every_class)
    fig = make_subplots(
        rows=1,
        cols=len(scenarios),
        shared_yaxes=True,
        horizontal_spacing=0.03,
        column_titles=[f"<b>{plain(name)}</b>" for name in scenarios],
    )
    texts = {str(row): summary[summary[by].astype(str) == str(row)] for row in rows}
    for name in every_class:
        if name not in shown:
            continue
        for col, scenario in enumerate(scenarios, start=1):
            mine = [_of(texts[row], scenario, name) for row in rows]
            fig.add_trace(
                _bar(name, rows, mine, colours[name], LEAST_WRITTEN * len(scenarios)),
                row=1,
                col=col,
            )
    labels = [broken(row, 22) for row in rows]
    lines = [
        f"n = {n_text(summary['n'])} runs a bar; Monte-Carlo standard error of a share up to {summary['mcse'].max():.2g}",
        "Shares show what the assumptions are sufficient for, not what is predicted",
    ]
    if len(summary) < len(scenarios) * len(rows) * len(every_class):
        lines.append("A bar is missing where a scenario does not know the what-if")
    key = {plain(name): (colours[name], "■") for name in every_class if name in shown}
    height = 240 + len(rows) * (ROW + LINE * (1 + max(label.count("<br>") for label in labels)))
    what = f"by {plain(of)}" if of else "under each what-if"
    dressed(fig, f"Where do the talks end {what}?", lines, key, height=max(height, 400), over=20)
    fig.update_layout(barmode="stack", bargap=0.25)
    fig.update_xaxes(
        range=[0, 1],
        tickvals=[0, 0.5, 1],
        ticktext=["0", "50%", "100%" if len(scenarios) == 1 else ""],
    )
    fig.update_yaxes(
        type="category",
        categoryarray=rows,
        autorange="reversed",
        tickvals=rows,
        ticktext=labels,
        tickfont_size=11,
    )
    fig.update_yaxes(title_text=plain(of), col=1)
    return fig.update_annotations(font_size=13)


def _of(rows: pd.DataFrame, scenario: str, name: str) -> pd.Series | None:
    found = rows[(rows["scenario"] == scenario) & (rows["outcome_class"] == name)]
    return found.iloc[0] if len(found) else None


def _bar(
    name: str, rows: list[str], mine: list[pd.Series | None], colour: str, least: float
) -> go.Bar:
    shares = [None if one is None else float(one["share"]) for one in mine]
    return go.Bar(
        orientation="h",
        name=name,
        y=rows,
        x=shares,
        marker={"color": colour, "line": {"width": 0.5, "color": "white"}},
        text=[
            ""
            if one is None or one["share"] < least
            else percent(one["share"], max(one["mcse"], 0.004))
            for one in mine
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        customdata=[
            ("", "") if one is None else (f"{one['low']:.2%} – {one['high']:.2%}", f"{one['n']:,}")
            for one in mine
        ],
        hovertemplate=f"<b>{plain(name)}</b><br>%{{y}}<br>%{{x:.2%}} of %{{customdata[1]}} runs<br>95% %{{customdata[0]}}<extra></extra>",
        showlegend=False,
    )
