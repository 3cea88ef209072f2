"""When and where: gap and gate by month, states over time, the map where a scenario has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output
from dash.exceptions import PreventUpdate

from negotiation_sim.analysis.gates import gap_path
from negotiation_sim.analysis.timing import event_table
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.plots.closing_window import closing_window

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]


def register(app: Dash, player: Player) -> None:
    """The callbacks of gap, states and map."""

    def asked(drawn: Any, tab: Any) -> Setting:
        if tab != "when" or not drawn:
            raise PreventUpdate
        return Setting.from_key(drawn)

    @app.callback(
        Output("window", "figure"),
        Input("drawn", "data"),
        Input("tab", "data"),
        prevent_initial_call=True,
    )
    def window(drawn: Any, tab: Any) -> Any:
        setting = asked(drawn, tab)
        scenario = player.scenario(setting)
        gaps = gap_path(scenario, setting.seed, setting.runs).assign(scenario=setting.scenario)
        events = event_table(scenario, setting.scenario)
        return closing_window(gaps, gate_names(scenario), events)
