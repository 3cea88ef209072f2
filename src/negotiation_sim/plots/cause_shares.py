"""Which cause, or block of causes, accounts for how much: Shapley and Owen shares at both reference
levels.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import (
    broken,
    in_order,
    n_text,
    percent,
    percent_ticks,
    plain,
    records,
)
from negotiation_sim.plots.theme import ACTOR_COLOURS, INK, MUTED, SPARE_COLOURS, dressed

__all__ = ["cause_shares"]

VALUES = {"shapley": ("Shapley", ""), "owen": ("Owen", "/")}
REFERENCES = {"absent": "cause absent", "halved": "norms only halved"}


def cause_shares(shares: pd.DataFrame, event: str = "settlement") -> go.Figure:
    """Bars with 95% intervals: a column of panels per reference level, a row per scenario.

    Parameters
    ----------
    shares : rows of `negotiation_sim.analysis.attribution.cause_table` or ``block_table``, any
        scenarios at both references
    event : whose absence is explained, in words

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if shares.empty:
        raise ValueError("there are no shares, so there is nothing to draw")
    if shares["owen_share"].isna().all():
        raise ValueError("no gap can be told from 0, so there is nothing to draw")
    what = "cause" if "cause" in shares.columns else "block"
    scenarios, references = in_order(shares["scenario"].astype(str)), in_order(shares["reference"])
    colours = _block_colours(in_order(shares["block"]))
    rows = in_order(shares[what])
    names = (
        dict(zip(shares[what], shares["label"], strict=True))
        if what == "cause"
        else {row: row for row in rows}
    )
    fig = make_subplots(
        rows=len(scenarios),
        cols=len(references),
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=0.06,
        column_titles=[f"<b>{REFERENCES.get(name, plain(name))}</b>" for name in references],
        row_titles=[plain(name) for name in scenarios] if len(scenarios) > 1 else None,
    )
    for i, scenario in enumerate(scenarios, start=1):
        for j, reference in enumerate(references, start=1):
            mine = shares[
                (shares["scenario"].astype(str) == scenario) & (shares["reference"] == reference)
            ]
            fig.add_vline(
                x=0,
                line={"color": MUTED, "width": 1},
                layer="below",
                exclude_empty_subplots=False,
                row=i,
                col=j,
            )
            for value in VALUES:
                fig.add_trace(_bars(mine, what, value, colours), row=i, col=j)
    single = f" of {plain(scenarios[0])}" if len(scenarios) == 1 else ""
    gaps = _gaps(shares)
    lines = [
        f"Share of the gap in P({plain(event)}){single} due to each {what}; n = {n_text(shares['n'])} runs a coalition",
        *gaps,
        "Whiskers: 95% Monte-Carlo intervals, which leave out the judgement behind the numbers",
    ]
    key = {plain(block): (colour, "■") for block, colour in colours.items()}
    key |= {"Shapley": (INK, "■"), "Owen (causes of a block act together)": (INK, "▨")}
    height = 230 + len(scenarios) * (30 + 46 * len(rows))
    dressed(
        fig,
        f"Why no {plain(event)}? Shares of the {what}s",
        lines,
        key,
        height=max(height, 420),
        over=26,
    )
    fig.update_layout(barmode="group", bargap=0.3, bargroupgap=0.08)
    ends = shares[[f"{value}_share_{side}" for value in VALUES for side in ("low", "high")]]
    fig.update_xaxes(**percent_ticks(min(0.0, float(ends.min().min())), float(ends.max().max())))
    labels = [broken(names[row], 20) for row in rows]
    fig.update_yaxes(
        type="category",
        categoryarray=rows,
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=labels,
        showgrid=False,
    )
    return fig.update_annotations(font={"size": 13, "color": INK})


def _gaps(shares: pd.DataFrame) -> list[str]:
    gaps = shares.drop_duplicates(["scenario", "reference"])
    said = [
        f"{row['scenario']} {row['reference']} {percent(row['gap'], 0.004)}"
        for row in records(gaps)
    ]
    return [
        plain(
            "The gap, all causes less none, in points of percent: "
            + ", ".join(said).replace("%", "")
        )
    ]


def _block_colours(blocks: list[str]) -> dict[str, str]:
    spare = iter(SPARE_COLOURS)
    return {block: ACTOR_COLOURS.get(block) or next(spare) for block in blocks}


def _bars(mine: pd.DataFrame, what: str, value: str, colours: dict[str, str]) -> go.Bar:
    name, pattern = VALUES[value]
    share = mine[f"{value}_share"]
    return go.Bar(
        orientation="h",
        name=name,
        offsetgroup=value,
        y=mine[what].astype(str),
        x=share,
        marker={
            "color": [colours[str(block)] for block in mine["block"]],
            "pattern": {
                "shape": pattern,
                "fgcolor": "white",
                "size": 6,
                "solidity": 0.35,
                "fillmode": "overlay",
            },
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": mine[f"{value}_share_high"] - share,
            "arrayminus": share - mine[f"{value}_share_low"],
            "color": INK,
            "thickness": 1.2,
            "width": 3,
        },
        customdata=mine[[value, f"{value}_share_low", f"{value}_share_high", "n"]],
        hovertemplate=(
            f"<b>%{{y}}</b>, {name}<br>%{{x:.1%}} of the gap (%{{customdata[0]:+.3f}} in P)"
            "<br>95% %{customdata[1]:.1%} – %{customdata[2]:.1%}; %{customdata[3]:,} runs a coalition<extra></extra>"
        ),
        showlegend=False,
    )
