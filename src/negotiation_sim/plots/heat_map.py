"""P(settled) over two numbers: a panel per scenario and what-if, or per level of a third number."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import broken, in_order, level, n_text, percent, plain
from negotiation_sim.plots.theme import INK, SECOND, SHADES, dressed

__all__ = ["heat_map"]

MOST_COLUMNS = 4
Place = tuple[float, float]


def heat_map(
    grid: pd.DataFrame,
    x: str,
    y: str,
    panel: str = "panel",
    marks: Mapping[str, Place] | None = None,
    event: str = "settlement",
) -> go.Figure:
    """Small multiples of heat maps on one scale of colour.

    Where three numbers vary, the third makes the panels: reading a level off a panel's title is
    easier than a corner of a ternary plot, and needs no numbers that add up to one.

    Parameters
    ----------
    grid : a row per panel, level of `x` and level of `y`, with ``share``, ``mcse``, ``n``; levels
        categorical, in order
    x, y : columns of the levels; their names are the titles of the axes
    panel : column that tells the panels apart
    marks : where a panel's baseline lies, in levels from 0; a place that is NaN or missing is not
        marked
    event : whose probability it is, in words

    Raises
    ------
    ValueError
        If there is nothing to draw, or a place of a panel is given twice.
    """
    if grid.empty:
        raise ValueError("the grid has no rows, so there is nothing to draw")
    if grid.duplicated([panel, x, y]).any():
        raise ValueError(
            "the grid holds several rows of a panel and place; choose one, or pool them"
        )
    panels, across, up = in_order(grid[panel]), in_order(grid[x]), in_order(grid[y])
    n_columns = min(len(panels), 2 if len(panels) == 4 else 3 if len(panels) <= 9 else MOST_COLUMNS)
    n_rows = -(-len(panels) // n_columns)
    fig = make_subplots(
        rows=n_rows,
        cols=n_columns,
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=min(0.14, 0.3 / n_rows),
        subplot_titles=[f"<b>{broken(name, 26)}</b>" for name in panels],
    )
    top = max(0.05, float(grid["share"].max()))
    marked = False
    for number, name in enumerate(panels):
        place = (number // n_columns + 1, number % n_columns + 1)
        mine = grid[grid[panel].astype(str) == name]
        fig.add_trace(
            _cells(mine, (x, y), across, up, n_columns * len(across) > 20),
            row=place[0],
            col=place[1],
        )
        at = (marks or {}).get(name, (np.nan, np.nan))
        if not np.isnan(at).any():
            marked = True
            fig.add_trace(_mark(at), row=place[0], col=place[1])
        fig.update_xaxes(
            title_text=plain(x) if place[0] == n_rows else "", row=place[0], col=place[1]
        )
        fig.update_yaxes(title_text=plain(y) if place[1] == 1 else "", row=place[0], col=place[1])
    lines = [
        f"P({plain(event)}) in percent; n = {n_text(grid['n'])} runs a cell, Monte-Carlo standard error up to {grid['mcse'].max():.2g}"
    ]
    key = {"most likely values of the scenario": (SECOND, "◇")} if marked else {}
    title = f"P({plain(event)}): which of the numbers matters more?"
    dressed(fig, title, lines, key, height=max(450, 170 + 230 * n_rows), bottom=56, over=34)
    fig.update_layout(
        coloraxis={
            "colorscale": list(SHADES),
            "cmin": 0,
            "cmax": top,
            "colorbar": {
                "tickformat": ".0%",
                "thickness": 12,
                "len": 0.9,
                "outlinewidth": 0,
                "title": {"text": "P", "side": "top"},
            },
        }
    )
    span = {"showgrid": False, "tickfont": {"size": 11}, "ticks": ""}
    fig.update_xaxes(
        range=[-0.5, len(across) - 0.5],
        tickvals=list(range(len(across))),
        ticktext=[plain(level(one)) for one in across],
        **span,
    )
    fig.update_yaxes(
        range=[-0.5, len(up) - 0.5],
        tickvals=list(range(len(up))),
        ticktext=[plain(level(one)) for one in up],
        **span,
    )
    return fig.update_annotations(font={"size": 12, "color": INK})


def _cells(
    mine: pd.DataFrame, axes: tuple[str, str], across: list[str], up: list[str], crowded: bool
) -> go.Heatmap:
    x, y = axes
    places = {(str(row[x]), str(row[y])): row for _, row in mine.iterrows()}
    rows = [[places.get((one, other)) for one in across] for other in up]
    return go.Heatmap(
        x=list(range(len(across))),
        y=list(range(len(up))),
        z=[[None if cell is None else float(cell["share"]) for cell in line] for line in rows],
        text=[
            [
                "" if cell is None else percent(cell["share"], 0.01).removesuffix("%")
                for cell in line
            ]
            for line in rows
        ],
        texttemplate="%{text}",
        textfont={"size": 9 if crowded else 11},
        customdata=[
            [
                ("",) * 2 if cell is None else (f"{cell['mcse']:.2%}", f"{cell['n']:,}")
                for cell in line
            ]
            for line in rows
        ],
        hovertemplate=f"{plain(x)} %{{x}}<br>{plain(y)} %{{y}}<br>%{{z:.2%}} ± %{{customdata[0]}}<br>n = %{{customdata[1]}}<extra></extra>",
        coloraxis="coloraxis",
        xgap=1,
        ygap=1,
    )


def _mark(at: Place) -> go.Scatter:
    """A hollow diamond, so that the number inside stays readable."""
    return go.Scatter(
        x=[at[0]],
        y=[at[1]],
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": 26,
            "color": SECOND,
            "line": {"color": SECOND, "width": 2.5},
        },
        hovertemplate="most likely values of the scenario<extra></extra>",
        showlegend=False,
    )
