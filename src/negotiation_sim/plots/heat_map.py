"""P(settled) over two numbers: a panel per scenario and what-if, or per level of a third number."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words, level
from negotiation_sim.plots.dressing import Said, dressed, panel_titles, room_over
from negotiation_sim.plots.labels import basis, broken, in_order, percent, plain
from negotiation_sim.plots.theme import SECOND, SHADES, shade_key

__all__ = ["heat_map"]

MOST_COLUMNS = 4
ROW, LEVELS = 200, 30
"""Points that a row of panels takes, and the levels beneath it."""

Place = tuple[float, float]


def heat_map(
    grid: pd.DataFrame,
    axes: tuple[str, str],
    marks: Mapping[str, Place] | None = None,
    event: str = "settlement",
    words: Words = CODES,
) -> go.Figure:
    """Small multiples of heat maps on one scale of colour, 0 to 100%.

    Where three numbers vary, the third makes the panels: reading a level off a panel's title is
    easier than a corner of a ternary plot, and needs no numbers that add up to one.

    Parameters
    ----------
    grid : a row per ``panel``, level of x and level of y, with ``share``, ``mcse``, ``n``; levels
        categorical, in order
    axes : columns of the levels, addresses of the two numbers
    marks : where a panel's baseline lies, in levels from 0; a place that is NaN or missing is not
        marked
    event : whose probability it is, in words

    Raises
    ------
    ValueError
        If there is nothing to draw, or a place of a panel is given twice.
    """
    x, y = axes
    if grid.empty:
        raise ValueError("the grid has no rows, so there is nothing to draw")
    if grid.duplicated(["panel", x, y]).any():
        raise ValueError(
            "the grid holds several rows of a panel and place; choose one, or pool them"
        )
    panels, across, up = in_order(grid["panel"]), in_order(grid[x]), in_order(grid[y])
    n_columns = min(len(panels), 2 if len(panels) == 4 else 3 if len(panels) <= 9 else MOST_COLUMNS)
    n_rows = -(-len(panels) // n_columns)
    titles = [f"<b>{broken(name, 40)}</b>" for name in panels]
    over = room_over(titles, 24)
    gap = over + LEVELS
    height = ROW * n_rows + gap * (n_rows - 1)
    fig = make_subplots(
        rows=n_rows,
        cols=n_columns,
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=gap / height,
    )
    marked = False
    for number, name in enumerate(panels):
        place = (number // n_columns + 1, number % n_columns + 1)
        mine = grid[grid["panel"].astype(str) == name]
        fig.add_trace(_cells(mine, axes, (across, up), words, n_columns * len(across) > 20), *place)
        at = (marks or {}).get(name, (np.nan, np.nan))
        if not np.isnan(at).any():
            marked = True
            fig.add_trace(_mark(at), row=place[0], col=place[1])
        fig.update_xaxes(
            title_text=broken(words.axis(x), 44) if place[0] == n_rows else "",
            row=place[0],
            col=place[1],
        )
        fig.update_yaxes(
            title_text=broken(words.axis(y), 26) if place[1] == 1 else "",
            row=place[0],
            col=place[1],
        )
    panel_titles(fig, titles)
    fig.update_layout(
        coloraxis={"colorscale": list(SHADES), "cmin": 0, "cmax": 1, "showscale": False}
    )
    _name_levels(fig, across, up)
    key = shade_key()
    if marked:
        key["most likely values of the scenario"] = (SECOND, "□")
    said = Said(
        _range(grid, axes, event, words),
        f"Share of runs that end in {event} over two numbers, in percent",
        basis(grid, "a cell"),
        key,
    )
    return dressed(fig, said, height, over=over, under=64)


def _range(grid: pd.DataFrame, axes: tuple[str, str], event: str, words: Words) -> str:
    """From what to what the share goes, and where it is largest if one cell is above all others."""
    most = grid.sort_values("share", kind="stable").iloc[-1]
    error = np.hypot(grid["mcse"], most["mcse"]).fillna(0.005)
    top = grid[grid["share"] >= most["share"] - 2 * error]
    alone = top["panel"].nunique() == 1
    mine = grid[grid["panel"] == most["panel"]] if alone else grid
    ends = " to ".join(percent(share, 0.01) for share in (mine["share"].min(), most["share"]))
    where = "at " + " and ".join(f"{words.number(name)} {level(str(most[name]))}" for name in axes)
    if len(top) > 1:
        where = f"in {len(top)} of {len(mine)} cells, which no error tells apart"
    panel = f"{most['panel']}: " if alone else ""
    return f"{panel}{event} in {ends} of runs, most {where}"


def _name_levels(fig: go.Figure, across: list[str], up: list[str]) -> None:
    for update, names in ((fig.update_xaxes, across), (fig.update_yaxes, up)):
        update(
            range=[-0.5, len(names) - 0.5],
            tickvals=list(range(len(names))),
            ticktext=[plain(level(one)) for one in names],
            showgrid=False,
            tickfont={"size": 11},
            ticks="",
        )


def _cells(
    mine: pd.DataFrame,
    axes: tuple[str, str],
    levels: tuple[list[str], list[str]],
    words: Words,
    crowded: bool,
) -> go.Heatmap:
    (x, y), (across, up) = axes, levels
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
            [("",) * 2 if cell is None else (_error(cell), f"{cell['n']:,}") for cell in line]
            for line in rows
        ],
        hovertemplate=f"{plain(words.number(x))} %{{x}}<br>{plain(words.number(y))} %{{y}}<br>%{{z:.2%}}%{{customdata[0]}}<br>n = %{{customdata[1]}}<extra></extra>",
        coloraxis="coloraxis",
        xgap=1,
        ygap=1,
    )


def _error(cell: pd.Series) -> str:
    return "" if pd.isna(cell["mcse"]) else f" ± {cell['mcse']:.2%}"


def _mark(at: Place) -> go.Scatter:
    """The outline of a cell, or a narrow one between two cells, so that no number is hidden."""
    (left, right), (low, high) = (
        (one - 0.5, one + 0.5) if one == int(one) else (floor(one) + 0.35, floor(one) + 0.65)
        for one in at
    )
    return go.Scatter(
        x=[left, right, right, left, left],
        y=[low, low, high, high, low],
        mode="lines",
        line={"color": SECOND, "width": 2.5},
        cliponaxis=False,
        hovertemplate="most likely values of the scenario<extra></extra>",
        showlegend=False,
    )
