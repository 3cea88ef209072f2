"""Whether disputes settled as often as was said: a reliability diagram."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import SHARES, percent, plain, records
from negotiation_sim.plots.theme import ACCENT, GRID, INK, SECOND

__all__ = ["calibration"]

SIZE = 460
"""Points of the panel; both axes run from 0 to 100%."""


def calibration(
    bins: pd.DataFrame, forecasts: pd.DataFrame, forecaster: str = "model"
) -> go.Figure:
    """Share that settled over the share that was said, and every dispute at the edge it went to.

    Parameters
    ----------
    bins : ``forecaster``, ``n``, ``said``, ``share``, ``low``, ``high``
    forecasts : ``forecaster``, ``case``, ``SETTLED`` and ``happened``, a class or nothing
    forecaster : whose forecasts to draw

    Raises
    ------
    ValueError
        If nothing of this forecaster can be drawn.
    """
    mine = bins[bins["forecaster"] == forecaster]
    if mine.empty:
        raise ValueError(f"there is no dispute of which {forecaster} spoke and that ended")
    fig = go.Figure()
    fig.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"color": GRID, "width": 2}, hoverinfo="skip"
    )
    fig.add_scatter(
        x=mine["said"],
        y=mine["share"],
        mode="lines+markers",
        marker={"color": ACCENT, "size": 11},
        line={"color": ACCENT, "width": 1.5},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": mine["high"] - mine["share"],
            "arrayminus": mine["share"] - mine["low"],
            "color": INK,
            "thickness": 1.2,
            "width": 4,
        },
        customdata=mine[["n"]],
        hovertemplate="said %{x:.2f}, settled %{y:.2f} of %{customdata[0]} disputes<extra></extra>",
    )
    known = forecasts[(forecasts["forecaster"] == forecaster) & (forecasts["happened"] != "")]
    fig.add_scatter(
        x=known["SETTLED"],
        y=(known["happened"] == "SETTLED").map({True: 1.03, False: -0.03}),
        mode="markers",
        marker={"color": SECOND, "size": 12, "symbol": "line-ns-open", "line": {"width": 2}},
        text=[plain(case) for case in known["case"]],
        hovertemplate="%{text}<br>said %{x:.2f}<extra></extra>",
    )
    said = Said(
        _finding(mine),
        "Did disputes settle as often as was said? Reliability of the forecasts",
        [
            f"{int(mine['n'].sum())} disputes in {len(mine)} bins; whiskers: Wilson's 95% intervals of the share"
        ],
        {"settled, share of a bin": (ACCENT, "●"), "one dispute": (SECOND, "❘")},
    )
    fig.update_layout(showlegend=False)
    axis = {key: value for key, value in SHARES.items() if key != "range"}
    fig.update_xaxes(
        **axis, title_text=f"said: P(settled), {plain(forecaster)}", range=[-0.03, 1.03]
    )
    fig.update_yaxes(**axis, title_text="share that settled", range=[-0.08, 1.08])
    return dressed(fig, said, SIZE, under=60)


def _finding(bins: pd.DataFrame) -> str:
    """The bin with most disputes, what was said of it and what happened."""
    top = records(bins.sort_values("n", kind="stable"))[-1]
    return (
        f"Of {int(top['n'])} disputes said to settle in {percent(top['said'], 0.01)}, "
        f"{percent(top['share'], 0.01)} did"
    )
