"""Watching one run of the Mesa engine month by month."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from negotiation_sim.analysis.trace_table import move_table
from negotiation_sim.analysis.words import words_in
from negotiation_sim.dashboard.ids import fitting
from negotiation_sim.dashboard.setting import Setting, whole
from negotiation_sim.dashboard.watched import (
    last_step,
    next_ending_in,
    path_so_far,
    positions,
    told,
    until_step,
)
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.engines.trace import Trace
from negotiation_sim.experiments.failures import told_in_a_line
from negotiation_sim.plots.negotiation_trace import negotiation_trace

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

REMEMBERED = 8
"""Runs whose moves are kept."""


def register(app: Dash, player: Player, agents: Mapping[str, type]) -> None:
    """The callbacks of the run that is watched."""

    @lru_cache(maxsize=REMEMBERED)
    def trace_of(setting: Setting, run: int) -> Trace:
        with told_in_a_line(f"run {run}", agents):
            return replay(player.scenario(setting), setting.seed, run, dict(agents))

    def asked(drawn: Any, tab: Any, run: Any) -> Trace:
        if tab != "watch" or not drawn:
            raise PreventUpdate
        setting = Setting.from_key(drawn)
        return trace_of(setting, whole(run, "run", 0, setting.runs - 1))

    @app.callback(
        Output("month", "max"),
        Output("month", "value"),
        Input("shown", "data"),
        Input("tab", "data"),
        Input("run", "value"),
        prevent_initial_call=True,
    )
    def begun(drawn: Any, tab: Any, run: Any) -> tuple[int, int]:
        return last_step(asked(drawn, tab, run)), 0

    @app.callback(
        Output("told", "children"),
        Output("on-table", "children"),
        Output("path", "figure"),
        Output("path-place", "hidden"),
        Output("trace", "figure"),
        Output("month-words", "children"),
        Input("month", "value"),
        Input("month", "max"),
        State("shown", "data"),
        State("tab", "data"),
        State("run", "value"),
        State("narrow", "data"),
        prevent_initial_call=True,
    )
    def shown(
        month: Any, _max: Any, drawn: Any, tab: Any, run: Any, narrow: Any
    ) -> tuple[Any, ...]:
        trace = asked(drawn, tab, run)
        step = min(whole(month, "month", 0, 100_000), last_step(trace))
        scenario = trace.scenario
        so_far, words = until_step(trace, step), words_in({scenario.id: scenario})
        label = scenario.calendar.label(min(step, scenario.calendar.n_steps - 1))
        of = f"run {trace.run} of seed {trace.seed}, until {label}"
        path = path_so_far(so_far, of, words)
        drawn_moves = negotiation_trace(move_table(so_far), of=of, words=words)
        return (
            _story(trace, step),
            _table(trace, step),
            no_update if path is None else fitting(path, narrow),
            path is None,
            fitting(drawn_moves, narrow),
            label,
        )

    @app.callback(
        Output("run", "value"),
        Output("found", "children"),
        Input("find", "n_clicks"),
        State("ending", "value"),
        State("run", "value"),
        State("shown", "data"),
        prevent_initial_call=True,
    )
    def found(_clicks: Any, ending: Any, run: Any, drawn: Any) -> tuple[int, str]:
        setting = Setting.from_key(drawn)
        after = whole(run, "run", 0, setting.runs - 1)
        number = next_ending_in(player.played(setting), str(ending), after)
        if number is None:
            return after, f"None of {setting.runs:,} runs ended so."
        return number, f"Run {number} ended so."

    app.clientside_callback(
        ClientsideFunction("negotiation", "month"),
        Output("month", "value", allow_duplicate=True),
        Output("clock", "disabled"),
        Output("play", "children"),
        Input("next", "n_clicks"),
        Input("back", "n_clicks"),
        Input("play", "n_clicks"),
        Input("clock", "n_intervals"),
        State("month", "value"),
        State("month", "max"),
        State("clock", "disabled"),
        prevent_initial_call=True,
    )


def _story(trace: Trace, step: int) -> list[Any]:
    """Months so far, the latest first, so that it stands where the reader looks."""
    return [
        html.Section([html.H4(label), *(html.P(sentence) for sentence in said)])
        for label, said in reversed(told(trace, step))
    ]


def _table(trace: Trace, step: int) -> Any:
    head = ("", "last offer", "worth to its own leader", "insists on")
    rows = [
        html.Tr(
            [
                html.Th(one.label, scope="row"),
                html.Td(one.offer or "nothing yet"),
                html.Td(_points(one.worth)),
                html.Td(_points(one.insists)),
            ]
        )
        for one in positions(trace, step)
    ]
    return html.Table(
        [
            html.Caption("On the table; points are each side's own scale"),
            html.Thead(html.Tr([html.Th(one, scope="col") for one in head])),
            html.Tbody(rows),
        ]
    )


def _points(number: float) -> str:
    return "–" if math.isnan(number) else f"{number:.1f}"
