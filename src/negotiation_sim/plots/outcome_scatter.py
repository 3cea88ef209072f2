"""What every package is worth to two principals: the zone of agreement, the Pareto frontier and the
solutions.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.labels import broken, plain, records
from negotiation_sim.plots.theme import ACCENT, INK, MUTED, SPARE_COLOURS, dressed

__all__ = ["outcome_scatter"]

SIGNS = ("star", "square", "diamond", "triangle-up", "cross", "hexagon", "pentagon", "x")
LETTERS = ("★", "■", "◆", "▲", "✚", "⬢", "⬟", "✖")


def outcome_scatter(
    packages: pd.DataFrame,
    axes: Sequence[tuple[str, str]],
    reservations: Sequence[float] = (),
    solutions: pd.DataFrame | None = None,
) -> go.Figure:
    """A dot per package on the two principals' own scales, which cannot be compared with each
    other.

    Parameters
    ----------
    packages : ``label``, a column of worth per principal, and the booleans ``in_zopa`` and
        ``on_frontier``
    axes : column and name of the two principals
    reservations : what walking on is worth to each; drawn as lines where given
    solutions : ``name``, ``label`` (the package it picks) and the two columns of worth

    Raises
    ------
    ValueError
        If there is nothing to draw, or not two axes.
    """
    if packages.empty:
        raise ValueError("there are no packages, so there is nothing to draw")
    if len(axes) != 2:
        raise ValueError(f"{len(axes)} axes are given, expected 2")
    (x, x_name), (y, y_name) = axes
    fig = go.Figure()
    frontier = packages[packages["on_frontier"]].sort_values([x, y])
    key: dict[str, tuple[str, str]] = {}
    for within, words, colour, sign in (
        (True, "acceptable to both", ACCENT, "●"),
        (False, "not acceptable to somebody", MUTED, "○"),
    ):
        mine = packages[packages["in_zopa"] == within]
        if len(mine):
            key[words] = (colour, sign)
            fig.add_trace(_dots(mine, x, y, colour, filled=within))
    if len(frontier) > 1:
        key["Pareto frontier"] = (INK, "┄")
        line = {"color": INK, "width": 1.4, "dash": "dot"}
        fig.add_trace(
            go.Scatter(
                x=frontier[x],
                y=frontier[y],
                mode="lines",
                line=line,
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for at, draw in zip(reservations, (fig.add_vline, fig.add_hline), strict=False):
        draw(at, line={"color": MUTED, "width": 1.4, "dash": "dash"}, layer="below")
        key["value of waiting"] = (MUTED, "╎")
    for number, solution in enumerate([] if solutions is None else records(solutions)):
        colour, symbol = SPARE_COLOURS[number % len(SPARE_COLOURS)], number % len(SIGNS)
        key[plain(solution["name"])] = (colour, LETTERS[symbol])
        fig.add_trace(
            go.Scatter(
                x=[solution[x]],
                y=[solution[y]],
                mode="markers",
                marker={
                    "symbol": f"{SIGNS[symbol]}-open",
                    "size": 15 + 5 * number,
                    "color": colour,
                    "line": {"width": 2.5, "color": colour},
                },
                hovertemplate=f"<b>{plain(solution['name'])}</b><br>{broken(str(solution['label']), 60)}<extra></extra>",
                showlegend=False,
            )
        )
    lines = ["Points are each side's own scale: compare along an axis, never across"]
    dressed(fig, "Is there anything both could sign?", lines, key, bottom=60)
    fig.update_xaxes(title_text=f"worth to {plain(x_name)}, points")
    return fig.update_yaxes(title_text=f"worth to {plain(y_name)}, points")


def _dots(mine: pd.DataFrame, x: str, y: str, colour: str, *, filled: bool) -> go.Scatter:
    return go.Scatter(
        x=mine[x],
        y=mine[y],
        mode="markers",
        marker={
            "size": 8,
            "color": colour if filled else "#FFFFFF",
            "line": {"color": colour, "width": 1.5},
        },
        customdata=[broken(label, 60) for label in mine["label"]],
        hovertemplate="%{customdata}<br>%{x:.1f} and %{y:.1f} points<extra></extra>",
        showlegend=False,
    )
