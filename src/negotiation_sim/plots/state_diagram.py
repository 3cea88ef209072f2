"""The graph model as a picture: states, and who can move between them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.labels import broken, in_order, plain, records
from negotiation_sim.plots.theme import INK, MUTED, actor_colours, dressed

__all__ = ["state_diagram"]

STABLE, OTHER = "#FFF3C4", "#FFFFFF"


def state_diagram(
    states: pd.DataFrame,
    moves: pd.DataFrame,
    labels: dict[str, str] | None = None,
    notes: Sequence[str] = (),
) -> go.Figure:
    """Circles for states and arrows for moves, in the colour of the decision maker.

    Parameters
    ----------
    states : ``state``, ``label``, ``x``, ``y``, and optionally the boolean ``stable``
    moves : ``source``, ``target`` (states) and ``actor``
    labels : how to call the actors
    notes : what stands beneath the title, a line each

    Raises
    ------
    ValueError
        If there are no states, or a move leads to one that does not exist.
    """
    if states.empty:
        raise ValueError("there are no states, so there is nothing to draw")
    places = {row["state"]: (float(row["x"]), float(row["y"])) for row in records(states)}
    if strangers := (set(moves["source"]) | set(moves["target"])) - set(places):
        raise ValueError(
            f"moves name states that do not exist: {', '.join(map(str, sorted(strangers, key=str)))}"
        )
    actors = in_order(moves["actor"])
    colours = actor_colours(actors)
    fig = go.Figure()
    both = set(zip(moves["source"], moves["target"], strict=True))
    for move in records(moves):
        start, end = move["source"], move["target"]
        _arrow(fig, places[start], places[end], colours[move["actor"]], bent=(end, start) in both)
    stable = (
        states["stable"] if "stable" in states.columns else pd.Series(False, index=states.index)
    )
    fig.add_trace(
        go.Scatter(
            x=states["x"],
            y=states["y"],
            mode="markers+text",
            text=[f"<b>{plain(state)}</b>" for state in states["state"]],
            marker={
                "size": 46,
                "color": [STABLE if one else OTHER for one in stable],
                "line": {"color": INK, "width": 1.6},
            },
            customdata=[broken(str(label), 60) for label in states["label"]],
            hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    middle = float(states["y"].min() + states["y"].max()) / 2
    for row in records(states):
        above = row["y"] > middle  # away from the arrows, most of which lead inwards
        fig.add_annotation(
            x=row["x"],
            y=row["y"],
            yshift=28 if above else -28,
            yanchor="bottom" if above else "top",
            text=broken(str(row["label"]), 20),
            showarrow=False,
            bgcolor="rgba(255,255,255,0.85)",
            font={"size": 11, "color": MUTED},
        )
    key = {plain((labels or {}).get(actor, actor)): (colours[actor], "→") for actor in actors}
    if stable.any():
        key["stable"] = ("#C9A400", "●")
    said = [
        "A circle is a state; an arrow is a move that one actor can make alone",
        *map(plain, notes),
    ]
    dressed(fig, "Who can move the dispute where?", said, key, bottom=16)
    for update, column in ((fig.update_xaxes, "x"), (fig.update_yaxes, "y")):
        low, high = float(states[column].min()), float(states[column].max())
        room = 0.18 * (high - low or 1.0)
        update(visible=False, range=[low - room, high + room])
    return fig


def _arrow(
    fig: go.Figure, start: tuple[float, float], end: tuple[float, float], colour: str, *, bent: bool
) -> None:
    """An arrow that stops short of the circles; beside the straight line where another leads
    back.
    """
    side = 7 if bent else 0
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    across, along = side * dy / length, -side * dx / length
    fig.add_annotation(
        x=end[0],
        y=end[1],
        ax=start[0],
        ay=start[1],
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        text="",
        showarrow=True,
        arrowhead=2,
        arrowsize=1.2,
        arrowwidth=1.8,
        arrowcolor=colour,
        standoff=26,
        startstandoff=26,
        xshift=across,
        yshift=along,
    )
