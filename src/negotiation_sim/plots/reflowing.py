"""A figure for a narrow window: panels one below the other, words broken anew, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from negotiation_sim.plots.dressing import NARROW, fitted

__all__ = ["BREAKPOINT", "reflowed"]

BREAKPOINT = 760
"""Width in points below which a figure is drawn for a telephone."""

TICKS, AXIS_TITLE = 44, 20
"""Points between two panels for the labels and the title of the upper one's axis."""

LONGEST_TICK = 17
LINE, SPACE = 13, 10
"""Points of a line of such a label, and between two labels."""


def reflowed(fig: go.Figure) -> go.Figure:
    """A copy of a dressed figure for a window of 390 points; the data are the same.

    Panels keep their height and their order, row by row.

    Examples
    --------
    >>> from negotiation_sim.plots.dressing import Said, dressed
    >>> fig = dressed(go.Figure(), Said("A finding in one long sentence that needs two lines", "kind"))
    >>> reflowed(fig).layout.title.text
    'A finding in one long sentence that<br>needs two lines'
    """
    copy = go.Figure(fig)
    copy.layout.meta = {**fig.layout.meta, "room": dict(fig.layout.meta["room"])}
    panels = _in_reading_order(copy)
    if copy.layout.meta["room"].get("columns_first"):
        panels.sort(key=lambda both: copy.layout[both[0]].domain[0])
    for _, y in panels:
        _shorten(copy.layout[y])
    if len({round(copy.layout[x].domain[0], 3) for x, _ in panels}) > 1:
        _stack(copy, panels)
    else:
        _give_room(copy, panels)
    copy.update_layout(title_font_size=15, margin_l=10)
    return fitted(copy, NARROW)


def _in_reading_order(fig: go.Figure) -> list[tuple[str, str]]:
    """Names of the axes of every panel that has a place of its own."""
    numbers = [name.removeprefix("xaxis") for name in fig.layout if name.startswith("xaxis")]
    axes = [(f"xaxis{number}", f"yaxis{number}") for number in numbers]
    placed = [both for both in axes if all(fig.layout[name].domain for name in both)]
    return sorted(
        placed,
        key=lambda both: (
            -round(fig.layout[both[1]].domain[1], 3),
            fig.layout[both[0]].domain[0],
        ),
    )


def _stack(fig: go.Figure, panels: list[tuple[str, str]]) -> None:
    room = fig.layout.meta["room"]
    _repeat_labels(fig, panels)
    before = {y: len(fig.layout[y].tickvals or ()) for _, y in panels}
    for y, names in fig.layout.meta["own"].items():
        _leave_out(fig.layout[y], names)
    titled = any(fig.layout[x].title.text for x, _ in panels)
    gap = room["over"] + TICKS + (AXIS_TITLE if titled else 0)
    heights = [
        max(
            _height(fig, y) * (len(fig.layout[y].tickvals or ()) / before[y] if before[y] else 1),
            _needed(fig.layout[y]),
        )
        for _, y in panels
    ]
    total = sum(heights) + gap * (len(panels) - 1)
    top = total
    for (x, y), height in zip(panels, heights, strict=True):
        fig.layout[x].domain = [0, 1]
        fig.layout[y].domain = [max(0.0, (top - height) / total), top / total]
        top -= height + gap
    room["panels"] = round(total)


def _leave_out(axis: Any, names: Sequence[str]) -> None:
    """Take categories off an axis that no other panel shares any more."""
    labels = dict(zip(axis.tickvals, axis.ticktext, strict=True))
    axis.update(
        matches=None,
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
        tickvals=names,
        ticktext=[labels[name] for name in names],
    )


def _give_room(fig: go.Figure, panels: list[tuple[str, str]]) -> None:
    """Make all panels so high that the labels of each fit."""
    grown = max((_needed(fig.layout[y]) / _height(fig, y) for _, y in panels), default=1.0)
    room = fig.layout.meta["room"]
    room["panels"] = round(room["panels"] * max(1.0, grown))


def _height(fig: go.Figure, y: str) -> float:
    low, high = fig.layout[y].domain or (0.0, 1.0)
    return float((high - low) * fig.layout.meta["room"]["panels"])


def _needed(axis: Any) -> float:
    """Points that the labels beside an axis take, if none may touch the next."""
    labels = axis.ticktext or ()
    return len(labels) * max(
        (SPACE + LINE * (1 + text.count("<br>")) for text in labels), default=0
    )


def _repeat_labels(fig: go.Figure, panels: list[tuple[str, str]]) -> None:
    """Every panel says on its own axes what the first of its row or column said for all."""
    rows: dict[float, list[tuple[str, str]]] = {}
    for both in panels:
        rows.setdefault(round(fig.layout[both[1]].domain[1], 3), []).append(both)
    for row in rows.values():
        for k in (0, 1):
            said = next((t for both in row if (t := fig.layout[both[k]].title.text)), None)
            for both in row:
                axis = fig.layout[both[k]]
                axis.update(showticklabels=True, title_text=axis.title.text or said)
    below = {fig.layout[x].domain[0]: fig.layout[x].title.text for x, _ in panels}
    for x, _ in panels:
        fig.layout[x].title.text = fig.layout[x].title.text or below[fig.layout[x].domain[0]]


def _shorten(axis: Any) -> None:
    """Labels beside an axis on more and shorter lines."""
    if axis.ticktext is not None:
        axis.ticktext = [
            text
            if max(map(len, text.split("<br>"))) <= LONGEST_TICK
            else "<br>".join(wrap(text.replace("<br>", " "), LONGEST_TICK, break_long_words=False))
            for text in axis.ticktext
        ]
