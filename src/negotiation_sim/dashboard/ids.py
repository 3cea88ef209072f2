"""Names of the parts of the page, and the small builders that every panel uses."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html

from negotiation_sim.plots.files import CONFIG
from negotiation_sim.plots.reflowing import reflowed

__all__ = ["Part", "button", "control", "dom_id", "fitting", "graph", "job_bar", "labelled"]

Part = Any
"""A component of Dash, which ships no types."""


def control(kind: str, address: str) -> dict[str, str]:
    """Id of a control."""
    return {"kind": kind, "address": address}


def dom_id(kind: str, address: str) -> str:
    """The same as it stands in the document, for a label to point to."""
    return json.dumps(control(kind, address), sort_keys=True, separators=(",", ":"))


def button(words: str, id: str, **more: Any) -> Part:
    """A button that is never taken for one that sends a form."""
    return html.Button(words, id=id, type="button", n_clicks=0, **more)


def graph(id: str, words: str) -> Part:
    """An empty figure; what it shows is said for a reader who does not see it."""
    unseen = {"visible": False}
    empty = {"data": [], "layout": {"xaxis": unseen, "yaxis": unseen, "height": 300}}
    drawn = dcc.Graph(id=id, figure=empty, config=CONFIG, className="graph")
    return html.Figure([drawn], className="figure", role="group", **{"aria-label": words})


def fitting(fig: go.Figure, narrow: object) -> go.Figure:
    """A figure for the window it is shown in."""
    return reflowed(fig) if narrow else fig


def labelled(words: str, part: Part) -> Part:
    """A label around its control."""
    return html.Label([html.Span(words), part], className="labelled")


def job_bar(name: str, words: str, about: str) -> Part:
    """Start, progress and cancel of work in the background."""
    return html.Div(
        [
            button(words, f"{name}-start", className="primary"),
            button("Cancel", f"{name}-cancel", disabled=True),
            html.Progress(id=f"{name}-progress", value="0", max="1", className="hidden"),
            html.Span(about, id=f"{name}-about", className="note", role="status"),
            dcc.Interval(id=f"{name}-poll", interval=300, disabled=True),
            dcc.Store(id=f"{name}-ready"),
            dcc.Store(id=f"{name}-stale"),
        ],
        className="bar",
    )
