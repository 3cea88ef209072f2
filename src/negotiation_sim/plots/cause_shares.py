"""Which cause, or block of causes, accounts for how much: Shapley and Owen shares at both reference
levels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import broken, in_order, listed, n_text, percent, plain, records
from negotiation_sim.plots.theme import ACTOR_COLOURS, INK, MUTED, SPARE_COLOURS

__all__ = ["cause_shares"]

VALUES = {"shapley": ("Shapley", ""), "owen": ("Owen", "/")}
REFERENCES = {"absent": "each cause taken away", "halved": "each cause only halved"}
OVER = 44


def cause_shares(
    shares: pd.DataFrame, event: str = "settlement", words: Words = CODES
) -> go.Figure:
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
        else {row: words.block(row) for row in rows}
    )
    row_height = 46 * len(rows)
    height = row_height * len(scenarios) + (OVER + 26) * (len(scenarios) - 1)
    fig = make_subplots(
        rows=len(scenarios),
        cols=len(references),
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=(OVER + 26) / height if len(scenarios) > 1 else 0,
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
                for block, some in mine.groupby("block", sort=False):
                    bars = _bars(some, (what, names), value, colours[str(block)])
                    fig.add_trace(bars, row=i, col=j)
    panel_titles(fig, _titles(shares, scenarios, references))
    said = Said(
        _largest(shares, what, names),
        f"Which {what} accounts for how much of the missing {event}: shares of Shapley and Owen",
        [
            f"n = {n_text(shares['n'])} runs a coalition of causes",
            "Whiskers: 95% Monte-Carlo intervals, which leave out the judgement behind the numbers",
        ],
        {
            f"block: {words.block(block)}": (colour, "■")
            for block, colour in colours.items()
            if what == "cause"
        }
        | {
            "Shapley: every cause on its own": (INK, "■"),
            "Owen: causes of a block act together": (INK, "▨"),
        },
    )
    fig.update_layout(barmode="group", bargap=0.3, bargroupgap=0.08)
    _scale(fig, shares)
    fig.update_yaxes(
        type="category",
        categoryarray=rows,
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=[broken(names[row], 20) for row in rows],
        showgrid=False,
    )
    return dressed(fig, said, height, over=OVER)


def _scale(fig: go.Figure, shares: pd.DataFrame) -> None:
    """From 0 to 100%, and beyond only where a share lies beyond."""
    ends = shares[[f"{value}_share_{side}" for value in VALUES for side in ("low", "high")]]
    low, high = min(0.0, float(ends.min().min())), max(1.0, float(ends.max().max()))
    ticks = [tick / 4 for tick in range(-40, 41) if low <= tick / 4 <= high]
    text = [f"{tick:.0%}" if tick else "0" for tick in ticks]
    fig.update_xaxes(range=[low, high], tickvals=ticks, ticktext=text)


def _titles(shares: pd.DataFrame, scenarios: list[str], references: list[str]) -> list[str]:
    first = shares.drop_duplicates(["scenario", "reference"])
    found = {(str(row["scenario"]), row["reference"]): row for row in records(first)}
    return [
        f"<b>{plain(scenario)}: {plain(REFERENCES.get(reference, reference))}</b>"
        f"<br>{_missing(found[scenario, reference])}"
        if (scenario, reference) in found
        else ""
        for scenario in scenarios
        for reference in references
    ]


def _missing(row: Mapping[Any, Any]) -> str:
    """What all causes together make, or that it is too little to share out."""
    if math.isnan(row["owen_share"]):
        return "as often with no cause left: nothing to share out"
    return f"with no cause left: {100 * row['gap']:+.0f} percentage points"


def _largest(shares: pd.DataFrame, what: str, names: dict[str, str]) -> str:
    """The largest share at the first reference level of every scenario, and whether the other
    level agrees.
    """
    parts = []
    for scenario in in_order(shares["scenario"].astype(str)):
        mine = shares[shares["scenario"].astype(str) == scenario].dropna(subset="owen_share")
        top = mine.loc[mine.groupby("reference", sort=False)["owen_share"].idxmax()]
        said = [f"{names[row[what]]} ({percent(row['owen_share'], 0.01)})" for row in records(top)]
        same = top[what].nunique() == 1
        parts += [f"{scenario}: {said[0] if same else ' or '.join(said)}"] if said else []
    return f"Largest {what} – {listed(parts)}"


def _block_colours(blocks: list[str]) -> dict[str, str]:
    spare = iter(SPARE_COLOURS)
    return {block: ACTOR_COLOURS.get(block) or next(spare) for block in blocks}


def _bars(mine: pd.DataFrame, of: tuple[str, dict[str, str]], value: str, colour: str) -> go.Bar:
    """Bars of one block: plotly.js complains of a pattern over bars of several colours."""
    what, names = of
    name, pattern = VALUES[value]
    share = mine[f"{value}_share"]
    return go.Bar(
        orientation="h",
        name=name,
        offsetgroup=value,
        y=mine[what].astype(str),
        x=share,
        marker={
            "color": colour,
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
        text=[plain(names[one]) for one in mine[what]],
        textposition="none",
        customdata=mine[[value, f"{value}_share_low", f"{value}_share_high", "n"]],
        hovertemplate=(
            f"<b>%{{text}}</b>, {name}<br>%{{x:.1%}} of what is missing (%{{customdata[0]:+.1%}} of the runs)"
            "<br>95% %{customdata[1]:.1%} – %{customdata[2]:.1%}; %{customdata[3]:,} runs a coalition<extra></extra>"
        ),
        showlegend=False,
    )
