"""The setting shown beside the pinned one: what differs between them, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate

from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.dashboard.words import percent, points, what_moved

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

HEAD = ("outcome", "A: pinned", "95%", "B: now", "95%", "B − A, points", "95%")


def register(app: Dash, player: Player) -> None:
    """The callbacks of the comparison."""

    @app.callback(
        Output("differs", "children"),
        Output("compared", "children"),
        Input("shown", "data"),
        Input("tab", "data"),
        Input("pinned", "data"),
        State("setting", "data"),
        prevent_initial_call=True,
    )
    def compared(_drawn: Any, tab: Any, pinned: Any, shown: Any) -> tuple[Any, ...]:
        if tab != "compare" or not shown:
            raise PreventUpdate
        setting, then = Setting.of(shown), Setting.of(pinned)
        scenario = player.library.get(setting.scenario).scenario
        sides = [
            html.Div([html.H3(name), html.Ul([html.Li(one) for one in said])], className="side")
            for name, said in (
                ("A: pinned", what_moved(then, scenario) or ["as the file has it"]),
                ("B: now", what_moved(setting, scenario) or ["as the file has it"]),
            )
        ]
        return html.Div(sides, className="sides"), _table(player.beside(setting, then))


def _table(table: pd.DataFrame) -> Any:
    seen = table[(table["count"] > 0) | (table["pinned_count"] > 0)]
    lines = [
        [
            row["label"],
            percent(row["pinned"]),
            f"{percent(row['pinned_low'])} to {percent(row['pinned_high'])}",
            percent(row["share"]),
            f"{percent(row['low'])} to {percent(row['high'])}",
            points(row["effect"]),
            f"{points(row['effect_low'])} to {points(row['effect_high'])}",
        ]
        for row in seen.to_dict("records")
    ]
    words = (
        f"{int(table['n'].max()):,} pairs of runs with the same luck; "
        "percentage points, intervals are Monte-Carlo error only"
    )
    head = html.Thead(html.Tr([html.Th(one, scope="col") for one in HEAD]))
    body = [
        html.Tr([html.Th(line[0], scope="row"), *(html.Td(cell) for cell in line[1:])])
        for line in lines
    ]
    return html.Table([html.Caption(words), head, html.Tbody(body)])
