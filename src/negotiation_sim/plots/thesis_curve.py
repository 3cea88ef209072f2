"""How the share of settlements moves with one number, a line per episode."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import SHARES, SUFFICIENT, in_order, listed, percent, plain
from negotiation_sim.plots.theme import ACCENT, SECOND, SPARE_COLOURS

__all__ = ["thesis_curve"]

PALETTE = (ACCENT, SECOND, *SPARE_COLOURS)
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""Lines differ by dash as well as colour, for a copier and for colour-blind readers."""


CLOSE = 0.05
"""Ends of lines that are closer than this share a label."""


def thesis_curve(
    curve: pd.DataFrame, dial: str, event: str = "settlement", band: str = ""
) -> go.Figure:
    """A line with its band per scenario over a dial.

    Parameters
    ----------
    curve : ``scenario``, ``x``, ``share``, ``low``, ``high``
    dial : what is turned, in words
    event : whose share it is, in words
    band : what the bands are

    Raises
    ------
    ValueError
        If there is nothing to draw, or a place of a scenario is given twice.
    """
    if curve.empty:
        raise ValueError("the curve has no points, so there is nothing to draw")
    if curve.duplicated(["scenario", "x"]).any():
        raise ValueError("the table holds several rows of a scenario and place; choose one")
    scenarios = in_order(curve["scenario"].astype(str))
    fig, parts = go.Figure(), []
    least, most = float(curve["x"].min()), float(curve["x"].max())
    colours = {name: PALETTE[i % len(PALETTE)] for i, name in enumerate(scenarios)}
    ends: dict[float, list[str]] = {}
    for number, scenario in enumerate(scenarios):
        mine = curve[curve["scenario"].astype(str) == scenario].sort_values("x")
        dash = DASHES[number % len(DASHES)]
        for trace in _line(mine, scenario, colours[scenario], dash):
            fig.add_trace(trace)
        first, last = (percent(mine["share"].iloc[i], 0.01) for i in (0, -1))
        end = float(mine["share"].iloc[-1])
        ends.setdefault(next((one for one in ends if abs(one - end) < CLOSE), end), []).append(
            scenario
        )
        parts.append(f"{scenario}: {first} → {last}")
    for end, names in ends.items():
        fig.add_annotation(
            x=1,
            xref="x domain",
            xanchor="left",
            xshift=8,
            y=end,
            text="<br>".join(map(plain, names)),
            align="left",
            showarrow=False,
        )
    said = Said(
        f"{event[:1].upper()}{event[1:]} as the {dial} goes from {least:g} to {most:g} – {listed(parts)}",
        f"Share of runs that end in {event} over {dial}",
        [*([band] if band else []), SUFFICIENT],
        {name: (colours[name], "━") for name in scenarios},
    )
    fig.update_xaxes(range=[least, most], title_text=plain(dial))
    fig.update_yaxes(**SHARES, title_text="share of runs")
    return dressed(fig, said, 360, under=60, right=60)


def _line(mine: pd.DataFrame, name: str, colour: str, dash: str) -> list[go.Scatter]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    edges = [
        go.Scatter(
            x=mine["x"],
            y=mine[column],
            mode="lines",
            line_width=0,
            fill=fill,
            fillcolor=f"rgba({red},{green},{blue},0.18)",
            hoverinfo="skip",
            showlegend=False,
        )
        for column, fill in (("low", None), ("high", "tonexty"))
    ]
    line = go.Scatter(
        x=mine["x"],
        y=mine["share"],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colour, "width": 2.4, "dash": dash},
        marker_size=6,
        hovertemplate=f"<b>{plain(name)}</b><br>%{{x:.2f}}: %{{y:.1%}}<extra></extra>",
        showlegend=False,
    )
    return [*edges, line]
