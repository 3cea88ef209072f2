"""A few settings beside each other: in how many runs each is settled, in type for a whole room."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import broken, n_text, percent
from negotiation_sim.plots.theme import ACCENT, INK, MUTED

__all__ = ["settled_bars"]

ROW, TYPE = 74, 20


def settled_bars(table: pd.DataFrame, event: str) -> go.Figure:
    """A bar with its interval per row.

    Parameters
    ----------
    table : columns ``label``, ``n``, ``share``, ``low``, ``high``, in the order shown; the first
        row is what the others are compared with
    event : what is counted, in words

    Raises
    ------
    ValueError
        If the table has no row.
    """
    if table.empty:
        raise ValueError("there are no rows, so there is nothing to draw")
    names = [str(number) for number in range(len(table))]
    fig = go.Figure(
        go.Bar(
            orientation="h",
            y=names,
            x=table["share"],
            marker_color=[MUTED, *[ACCENT] * (len(names) - 1)],
            error_x={
                "type": "data",
                "symmetric": False,
                "array": table["high"] - table["share"],
                "arrayminus": table["share"] - table["low"],
                "color": INK,
                "thickness": 2,
                "width": 6,
            },
            text=[f"  {percent(share, 0.005)}" for share in table["share"]],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    lines = [f"Share of runs; n = {n_text(table['n'])} on the same luck, whiskers: 95% intervals"]
    said = Said(event, "Settings beside each other", lines)
    dressed(fig, said, 30 + ROW * len(names), under=40)
    fig.update_layout(font_size=TYPE)
    fig.update_xaxes(range=[0, 1.12], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    return fig.update_yaxes(
        type="category",
        range=[len(names) - 0.5, -0.5],
        categoryarray=names,
        tickvals=names,
        ticktext=[broken(label, 26) for label in table["label"]],
        tickfont_size=TYPE,
        showgrid=False,
    )
