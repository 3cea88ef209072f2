"""In how much of the plausible box each conclusion holds, and how far the effect behind it
ranges.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import SHARES, broken, in_order, n_text
from negotiation_sim.plots.theme import ACCENT, MUTED, SECOND

__all__ = ["robust_conclusions"]

PARTS = {
    "box": ("the whole box", ACCENT, "circle", "●", -0.14),
    "history": ("where history is not ruled out", SECOND, "diamond", "◆", 0.14),
}
ROW, LINE = 20, 14

OFTEN = 0.8
"""Share of the points from which the title counts a conclusion as holding."""


def robust_conclusions(conclusions: pd.DataFrame) -> go.Figure:
    """Two panels with a row per conclusion: the share of points at which it holds, and the range of
    what it bounds.

    Parameters
    ----------
    conclusions : as `negotiation_sim.analysis.conclusions.conclusion_table` gives it

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if conclusions.empty:
        raise ValueError("there are no conclusions, so there is nothing to draw")
    rows = in_order(conclusions["name"])
    say = dict(zip(conclusions["name"], conclusions["say"], strict=True))
    fig = make_subplots(rows=1, cols=2, shared_yaxes=True, horizontal_spacing=0.04)
    for part, (words, colour, symbol, _, off) in PARTS.items():
        mine = conclusions[(conclusions["part"] == part) & (conclusions["points"] > 0)]
        at = [rows.index(name) + off for name in mine["name"]]
        marker = {"color": colour, "symbol": symbol, "size": 9}
        for col, (middle, low, high) in enumerate(
            (("share", "low", "high"), ("median", "least", "most")), start=1
        ):
            fig.add_trace(
                go.Scatter(
                    mode="markers",
                    name=words,
                    y=at,
                    x=mine[middle],
                    marker=marker,
                    error_x={
                        "type": "data",
                        "symmetric": False,
                        "array": mine[high] - mine[middle],
                        "arrayminus": mine[middle] - mine[low],
                        "color": colour,
                        "thickness": 1.6,
                        "width": 3,
                    },
                    customdata=[
                        (broken(said, 60), f"{points:,}", f"{one:.2f}", f"{other:.2f}", measure)
                        for said, points, one, other, measure in zip(
                            mine["say"],
                            mine["points"],
                            mine[low],
                            mine[high],
                            mine["measure"],
                            strict=True,
                        )
                    ],
                    hovertemplate=(
                        f"%{{customdata[0]}}<br>{words}, %{{customdata[1]}} points: "
                        + (
                            "%{x:.2f}, 95% "
                            if col == 1
                            else "%{customdata[4]}, median %{x:.2f}, range "
                        )
                        + "%{customdata[2]} to %{customdata[3]}<extra></extra>"
                    ),
                    showlegend=False,
                ),
                row=1,
                col=col,
            )
    fig.add_vline(
        x=0,
        line={"color": MUTED, "width": 1},
        layer="below",
        exclude_empty_subplots=False,
        row=1,
        col=2,
    )
    labels = [broken(str(say[row]), 30) for row in rows]
    counts = {
        part: n_text(conclusions.loc[conclusions["part"] == part, "points"]) for part in PARTS
    }
    panel_titles(fig, ["<b>share of points at which it holds</b>", "<b>what it bounds</b>"])
    said = Said(
        _finding(conclusions),
        "Which conclusions hold, over all points of the plausible box",
        [
            f"{counts['box']} points of the box, {counts['history']} of them where every recorded outcome is the most frequent one",
            "Left: 95% Wilson intervals for the number of points. Right: least, median and most",
            "The plausible ranges are judgement, so a share of the box is no probability",
        ],
        {words: (colour, sign) for words, colour, _, sign, _ in PARTS.values()},
    )
    height = sum(ROW + LINE * (1 + label.count("<br>")) for label in labels)
    fig.update_xaxes(**SHARES, col=1)
    fig.update_xaxes(tickformat=".1f", nticks=6, col=2)
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=labels,
        tickfont_size=11,
    )
    return dressed(fig, said, max(height, 200), over=34)


def _finding(conclusions: pd.DataFrame) -> str:
    box = conclusions[conclusions["part"] == "box"]
    often = int((box["share"] >= OFTEN).sum())
    return f"{often} of {len(box)} conclusions hold at {OFTEN:.0%} of the points of the box or more"
