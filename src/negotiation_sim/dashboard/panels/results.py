"""The right side: a tab for everything that can be asked of the setting shown."""

from __future__ import annotations

from dash import dcc, html

from negotiation_sim.dashboard.ids import Part, button, control, dom_id, graph, job_bar, labelled

__all__ = ["TABS", "tabs"]

TABS = {
    "when": "When and where",
    "watch": "Watch one run",
    "compare": "Compare",
    "why": "Why",
    "reach": "What would it take",
    "keep": "Keep",
}
"""Name and words of every tab."""


def tabs() -> Part:
    """A row of tabs and their panels; only the one that is open is worked out."""
    made = {
        "when": _when(),
        "watch": _watch(),
        "compare": _compare(),
        "why": _why(),
        "reach": _reach(),
        "keep": _keep(),
    }
    first = next(iter(TABS))
    row = [
        html.Button(
            words,
            id=control("tab", name),
            type="button",
            role="tab",
            n_clicks=0,
            tabIndex="0" if name == first else "-1",
            **{"aria-selected": str(name == first).lower(), "aria-controls": dom_id("panel", name)},
        )
        for name, words in TABS.items()
    ]
    panels = [
        html.Div(
            made[name],
            id=control("panel", name),
            role="tabpanel",
            hidden=name != first,
            **{"aria-labelledby": dom_id("tab", name)},
        )
        for name in TABS
    ]
    return html.Div(
        [
            dcc.Store(id="tab", data=first),
            html.Div(row, role="tablist", className="tabs"),
            *panels,
        ]
    )


def _when() -> list[Part]:
    return [
        graph("window", "Gap to a settlement and binding gate, month by month"),
        graph("states", "Share of runs in each state over time"),
        html.Div(graph("map", "Which regions change hands"), id="map-place"),
    ]


def _watch() -> list[Part]:
    return [
        html.Div(
            [
                labelled("Run", dcc.Input(id="run", type="number", min=0, step=1, value=0)),
                html.Label("A run that ends in", htmlFor="ending"),
                dcc.Dropdown(id="ending", clearable=False, searchable=False),
                button("Find the next one", "find"),
                html.Span(id="found", className="note", role="status"),
            ],
            className="bar",
        ),
        html.Div(
            [
                button("◀ Back", "back"),
                button("Next month ▶", "next", className="primary"),
                button("Play", "play"),
                labelled(
                    "Month",
                    dcc.Input(id="month", type="range", min=0, max=1, step=1, value=0),
                ),
                html.Strong(id="month-words", role="status"),
                dcc.Interval(id="clock", interval=900, disabled=True),
            ],
            className="bar",
        ),
        html.Div(id="told", className="told", role="log", tabIndex="0"),
        html.Div(id="on-table"),
        html.Div(
            graph("path", "The path of offers in the plane of both sides' worth"), id="path-place"
        ),
        graph("trace", "What each leader insists on and what is offered"),
    ]


def _compare() -> list[Part]:
    return [html.Div(id="differs"), html.Div(id="compared", className="scroll")]


def _why() -> list[Part]:
    about = "Plays every coalition of the causes; some seconds."
    return [
        html.P(
            "Which of the declared causes stand in the way of a settlement under the setting shown, "
            "at both meanings of absence."
        ),
        job_bar("why", "Work out the causes", about),
        html.Div(id="why-out"),
    ]


def _reach() -> list[Part]:
    return [
        html.P(
            "The nearest settings at which an outcome is as likely as you ask for. Distance counts "
            "widths of the plausible ranges; few levers come before many."
        ),
        html.Div(
            [
                html.Label("Outcome", htmlFor="reach-on"),
                dcc.Dropdown(id="reach-on", clearable=False, searchable=False),
                labelled(
                    "At least, %",
                    dcc.Input(id="reach-share", type="number", min=1, max=99, step=1, value=50),
                ),
                labelled(
                    "At most so many levers",
                    dcc.Input(id="reach-most", type="number", min=1, max=3, step=1, value=2),
                ),
            ],
            className="bar",
        ),
        job_bar("reach", "Search", "From the file's own setting; up to a minute."),
        html.Div(id="reach-out"),
    ]


def _keep() -> list[Part]:
    return [
        html.H3("As a command"),
        html.Div(
            [
                html.Code(id="command", className="command"),
                dcc.Clipboard(target_id="command", title="Copy the command"),
            ],
            className="bar",
        ),
        html.P(
            "It plays the same runs: its last table has the numbers of this page, to the last digit.",
            className="note",
        ),
        html.H3("As a link"),
        html.P("The address of this page restores the setting: bookmark it, or send it on."),
        html.H3("As a file"),
        html.Div(
            [
                button("Scenario", "save-scenario"),
                button("Rows (CSV)", "save-rows"),
                button("Report (HTML)", "save-report"),
                html.Span(id="saved", className="note", role="status"),
                dcc.Download(id="download"),
            ],
            className="bar",
        ),
    ]
