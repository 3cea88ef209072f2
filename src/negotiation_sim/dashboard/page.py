"""The page as it is sent: a frame that callbacks fill."""

from __future__ import annotations

from uuid import uuid4

from dash import dcc, html

from negotiation_sim.dashboard.ids import Part, button, graph, job_bar, labelled
from negotiation_sim.dashboard.library import LARGEST_FILE, Library
from negotiation_sim.dashboard.panels.results import tabs

__all__ = ["page_of"]


def page_of(library: Library, classroom: bool = False) -> Part:
    """The frame; a new name for every page that is loaded, so that pages keep apart.

    Parameters
    ----------
    classroom : whether questions come first, and three levers are shown large
    """
    stores = ("setting", "pinned", "starts", "drawn", "shown", "calm", "fragment", "narrow")
    return html.Div(
        [
            dcc.Location(id="location", refresh=False),
            dcc.Store(id="page", data=uuid4().hex),
            *(dcc.Store(id=name) for name in stores),
            _head(library),
            *([_classroom()] if classroom else []),
            html.Div(
                [
                    html.Section(
                        [
                            html.P(id="headline", className="headline", role="status"),
                            html.P(id="within", className="note"),
                            html.P(id="caveat", className="note caveat", role="status"),
                            html.P(id="alert", className="alert", role="alert"),
                        ],
                        className="answer",
                        **{"aria-label": "The answer"},
                    ),
                    _controls(),
                    html.Section(
                        [
                            graph("outcomes", "Share of runs in each outcome class"),
                            html.Div(
                                [
                                    button("Pin this", "pin"),
                                    button("Pin the file's own", "unpin"),
                                    html.Span(id="pinned-words", className="note"),
                                ],
                                className="bar",
                            ),
                            job_bar(
                                "refine",
                                "Refine: 200,000 runs",
                                "Intervals four to five times as narrow, in some seconds.",
                            ),
                        ],
                        className="picture",
                        **{"aria-label": "Outcomes"},
                    ),
                    html.Main(tabs(), className="more"),
                ],
                className="columns",
            ),
        ],
        className="page classroom" if classroom else "page",
    )


def _classroom() -> Part:
    return html.Section(
        [
            dcc.Store(id="round"),
            html.Div(id="lesson"),
            html.Div(
                [
                    button("◀ Back", "ask-back"),
                    button("Show the bars", "reveal", className="primary"),
                    button("Next question ▶", "ask-next"),
                ],
                className="bar",
            ),
        ],
        className="lesson",
        **{"aria-label": "Question"},
    )


def _controls() -> Part:
    seed = dcc.Input(id="seed", type="number", min=0, step=1, value=1, debounce=True)
    return html.Aside(
        [
            html.Div(
                [html.H2("Levers"), button("Reset all", "reset-all", className="link")],
                className="heading",
            ),
            html.Div(id="controls"),
            labelled("Luck (seed)", seed),
        ],
        className="controls",
        **{"aria-label": "Controls"},
    )


def _head(library: Library) -> Part:
    opening = dcc.Upload(
        html.Span("Open a file …"),
        id="upload",
        accept=".yaml,.yml",
        max_size=LARGEST_FILE,
        className="upload",
    )
    return html.Header(
        [
            html.Div(
                [
                    html.Label("Scenario", htmlFor="scenario"),
                    dcc.Dropdown(
                        id="scenario",
                        options=[{"label": name, "value": name} for name in library.names],
                        value=library.first,
                        clearable=False,
                        searchable=False,
                    ),
                    opening,
                ],
                className="chooser",
            ),
            html.H1(id="title"),
            html.P(id="question", className="question"),
        ]
    )
