"""Where the talks end, beside a pinned setting on the same luck."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import broken, percent
from negotiation_sim.plots.theme import INK, MUTED, class_colours

__all__ = ["beside_baseline"]

LONGEST = 24
"""Letters of a line of a class's words."""

ROOM = 0.1
"""Where a ring is nearer to the end of a bar than this share, the value stands beyond it."""

ROW = 34
"""Height of a class in points."""


def beside_baseline(table: pd.DataFrame, observed: str = "", moved: bool = True) -> go.Figure:
    """A bar per outcome class with its interval, and a ring with its interval for the pinned
    setting.

    It is drawn after every step of a slider, so it is built in one piece, which plotly checks once.

    Parameters
    ----------
    table : as `negotiation_sim.analysis.beside.beside_table` gives it; the last row is settlement
    observed : the class that happened
    moved : whether anything differs from the pinned setting; if not, only the bars are drawn

    Raises
    ------
    ValueError
        If there are no runs.
    """
    if table.empty or not table["n"].max():
        raise ValueError("no run was played, so there is nothing to draw")
    classes, settled = table.iloc[:-1], table.iloc[-1:]
    shown = (classes[["count", "pinned_count"]].sum(axis=1) > 0) | (classes["event"] == observed)
    rows = pd.concat([settled, classes[shown]], ignore_index=True)
    colours = class_colours(classes["event"])
    names = list(rows["event"])
    traces = [
        _bars(rows, [colours.get(name, INK) for name in names]),
        *([_pins(rows)] if moved else []),
        _values(rows, observed, moved),
    ]
    key = {"now": (INK, "■")}
    if moved:
        key["pinned"] = (INK, "○")
    if observed in names:
        key["what happened"] = (INK, "◆")
    lines = [f"{int(rows['n'].max()):,} runs on the same luck; whiskers: 95% intervals"]
    said = Said("Where the talks end", "Beside the pinned setting" if moved else "", lines, key)
    return dressed(go.Figure(traces, _layout(rows)), said, 30 + ROW * len(names), under=36)


def _bars(rows: pd.DataFrame, colours: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(rows["event"]),
        "x": rows["share"],
        "marker": {"color": colours},
        "width": 0.62,
        "error_x": _whisker(rows["share"], rows["low"], rows["high"], INK),
        "customdata": rows[["label", "count", "n", "low", "high"]],
        "hovertemplate": (
            "<b>%{customdata[0]}</b><br>%{x:.2%} of runs (%{customdata[1]:,} of %{customdata[2]:,})"
            "<br>95% interval %{customdata[3]:.2%} – %{customdata[4]:.2%}<extra></extra>"
        ),
        "showlegend": False,
    }


def _pins(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": list(rows["event"]),
        "x": rows["pinned"],
        "marker": {
            "symbol": "circle",
            "size": 10,
            "color": "#FFFFFF",
            "line": {"color": INK, "width": 1.6},
        },
        "error_x": _whisker(rows["pinned"], rows["pinned_low"], rows["pinned_high"], MUTED),
        "customdata": rows[["label", "pinned_count", "n", "effect", "effect_low", "effect_high"]],
        "hovertemplate": (
            "<b>%{customdata[0]}</b>, pinned: %{x:.2%} (%{customdata[1]:,} of %{customdata[2]:,})"
            "<br>now %{customdata[3]:+.2%}, 95% %{customdata[4]:+.2%} to %{customdata[5]:+.2%}"
            "<extra></extra>"
        ),
        "showlegend": False,
    }


def _values(rows: pd.DataFrame, observed: str, moved: bool) -> dict[str, Any]:
    """The share beside each bar, beyond the ring where that stands in its way."""
    near = moved & rows["pinned"].between(rows["low"], rows["high"] + ROOM)
    ends = rows["high"].where(~near, rows[["high", "pinned_high"]].max(axis=1))
    return {
        "type": "scatter",
        "mode": "text",
        "y": list(rows["event"]),
        "x": ends,
        "text": [
            f"  {percent(share, 0.003)}{' ◆' if name == observed else ''}"
            for name, share in zip(rows["event"], rows["share"], strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _whisker(middle: pd.Series, low: pd.Series, high: pd.Series, colour: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": high - middle,
        "arrayminus": middle - low,
        "color": colour,
        "thickness": 1.2,
        "width": 3,
    }


def _layout(rows: pd.DataFrame) -> dict[str, Any]:
    names = list(rows["event"])
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    words = [broken(label, LONGEST) for label in rows["label"]]
    under_settled = {
        "type": "line",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": 0.5,
        "y1": 0.5,
        "line": {"color": MUTED, "width": 1},
    }
    return {
        "bargap": 0.3,
        "uirevision": "outcomes",
        "margin": {"l": 10},
        "shapes": [under_settled],
        "xaxis": {
            "range": [0, 1.15],  # the same for every setting; values stand beyond bars
            "tickvals": ticks,
            "ticktext": [f"{tick:.0%}" if tick else "0" for tick in ticks],
        },
        "yaxis": {
            "type": "category",
            "range": [len(names) - 0.5, -0.5],
            "categoryarray": names,
            "tickvals": names,
            "ticktext": [f"<b>{words[0]}</b>", *words[1:]],
            "showgrid": False,
            "automargin": True,
        },
    }
