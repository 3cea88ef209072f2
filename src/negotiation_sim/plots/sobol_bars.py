"""Which number the result hangs on: first-order and total Sobol indices."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import SHARES, broken, percent, plain
from negotiation_sim.plots.theme import ACCENT, INK, SECOND

__all__ = ["sobol_bars"]

KINDS = {
    "total": ("total: with all its interactions", SECOND),
    "first": ("first order: on its own", ACCENT),
}


def sobol_bars(
    indices: pd.DataFrame, event: str = "settlement", most: int = 20, words: Words = CODES
) -> go.Figure:
    """Two bars with intervals per input, the largest total on top.

    Parameters
    ----------
    indices : ``input``, and ``first`` and ``total`` each with ``_low`` and ``_high``
    event : whose share of runs varies, in words
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
    for kind, (means, colour) in KINDS.items():
        fig.add_trace(
            go.Bar(
                orientation="h",
                name=means,
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
                text=[plain(words.number(str(name))) for name in shown["input"]],
                textposition="none",
                customdata=shown[[f"{kind}_low", f"{kind}_high"]],
                hovertemplate=f"<b>%{{text}}</b><br>{means}<br>%{{x:.3f}} (%{{customdata[0]:.3f}} – %{{customdata[1]:.3f}})<extra></extra>",
                showlegend=False,
            )
        )
    top = shown.iloc[0]
    part = (
        f"The {len(shown)} of {len(indices)} numbers with the largest total index"
        if len(shown) < len(indices)
        else ""
    )
    said = Said(
        f"{words.number(str(top['input']))}: {percent(top['first'], 0.01)} of the variance on its "
        f"own, {percent(top['total'], 0.01)} with its interactions",
        f"Which number the share of runs that end in {event} hangs on: Sobol indices over the box",
        ["Whiskers: 95% bootstrap intervals", part],
        {means: (colour, "■") for means, colour in reversed(KINDS.values())},
    )
    fig.update_layout(barmode="group", bargap=0.3, bargroupgap=0.05)
    fig.update_xaxes(**SHARES, title_text="share of variance")
    names = [str(name) for name in shown["input"]]
    fig.update_yaxes(
        type="category",
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
        tickvals=names,
        ticktext=[broken(words.number(name), 34) for name in names],
        tickfont_size=11,
        showgrid=False,
    )
    return dressed(fig, said, max(160, 36 * len(shown)), under=60)
