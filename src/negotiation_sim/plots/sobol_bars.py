"""Which number the result hangs on: first-order and total Sobol indices."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.labels import plain
from negotiation_sim.plots.theme import ACCENT, INK, SECOND, dressed

__all__ = ["sobol_bars"]

KINDS = {
    "total": ("total: with all its interactions", SECOND),
    "first": ("first order: on its own", ACCENT),
}


def sobol_bars(indices: pd.DataFrame, output: str = "P(settlement)", most: int = 20) -> go.Figure:
    """Two bars with intervals per input, the largest total on top.

    Parameters
    ----------
    indices : ``input``, and ``first`` and ``total`` each with ``_low`` and ``_high``
    output : whose variance is divided
    most : inputs to show

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if indices.empty:
        raise ValueError("there are no indices, so there is nothing to draw")
    shown = indices.sort_values("total", ascending=False, kind="stable").head(most)
    fig = go.Figure()
    for kind, (words, colour) in KINDS.items():
        fig.add_trace(
            go.Bar(
                orientation="h",
                name=words,
                y=shown["input"].astype(str),
                x=shown[kind],
                marker_color=colour,
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": shown[f"{kind}_high"] - shown[kind],
                    "arrayminus": shown[kind] - shown[f"{kind}_low"],
                    "color": INK,
                    "thickness": 1.2,
                    "width": 3,
                },
                customdata=shown[[f"{kind}_low", f"{kind}_high"]],
                hovertemplate=f"<b>%{{y}}</b><br>{words}<br>%{{x:.3f}} (%{{customdata[0]:.3f}} – %{{customdata[1]:.3f}})<extra></extra>",
                showlegend=False,
            )
        )
    lines = [
        f"Share of the variance of {plain(output)} over the box; whiskers: 95% bootstrap intervals"
    ]
    if len(shown) < len(indices):
        lines.append(f"The {len(shown)} of {len(indices)} inputs with the largest total index")
    key = {words: (colour, "■") for words, colour in reversed(KINDS.values())}
    dressed(
        fig,
        "Which number does the result hang on?",
        lines,
        key,
        height=max(400, 190 + 34 * len(shown)),
    )
    fig.update_layout(barmode="group", bargap=0.3, bargroupgap=0.05)
    fig.update_xaxes(title_text="share of variance", rangemode="tozero")
    names = [str(name) for name in shown["input"]]
    fig.update_yaxes(
        type="category",
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
        tickvals=names,
        showgrid=False,
    )
    return fig.update_yaxes(ticktext=[plain(name) for name in names])
