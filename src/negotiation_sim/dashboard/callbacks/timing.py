"""When and where: gap and gate by month, states over time, the map where a scenario declares one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from negotiation_sim.analysis.gates import gap_path
from negotiation_sim.analysis.regions import regions_in
from negotiation_sim.analysis.timing import event_table, states_in
from negotiation_sim.analysis.words import words_in
from negotiation_sim.dashboard.ids import fitting
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.plots.island_map import island_map, outlines_for
from negotiation_sim.plots.states_over_time import states_over_time

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

ASKED = (
    Input("shown", "data"),
    Input("tab", "data"),
    State("narrow", "data"),
)


def register(app: Dash, player: Player) -> None:
    """The callbacks of gap, states and map."""

    @app.callback(Output("window", "figure"), *ASKED, prevent_initial_call=True)
    def window(drawn: Any, tab: Any, narrow: Any) -> Any:
        setting = _setting(drawn, tab)
        scenario, name = player.scenario(setting), setting.scenario
        gaps = gap_path(scenario, setting.seed, setting.runs).assign(scenario=name)
        events, words = event_table(scenario, name), words_in({name: scenario})
        return fitting(closing_window(gaps, gate_names(scenario), events, words), narrow)

    @app.callback(Output("states", "figure"), *ASKED, prevent_initial_call=True)
    def states(drawn: Any, tab: Any, narrow: Any) -> Any:
        setting = _setting(drawn, tab)
        played, name = player.played(setting), setting.scenario
        found = states_in(played.frame(), played.scenario)
        found = found.assign(scenario=name, intervention="", points=1)
        return fitting(states_over_time(found, event_table(played.scenario, name)), narrow)

    @app.callback(
        Output("map", "figure"), Output("map-place", "hidden"), *ASKED, prevent_initial_call=True
    )
    def coasts(drawn: Any, tab: Any, narrow: Any) -> Any:
        setting = _setting(drawn, tab)
        scenario: Scenario = player.library.get(setting.scenario).scenario
        if scenario.map is None:
            return no_update, True
        played = player.played(setting)
        found = regions_in(played.frame(), played.scenario).assign(panel=setting.scenario, points=1)
        return fitting(island_map(found, outlines_for(scenario.map)), narrow), False


def _setting(drawn: Any, tab: Any) -> Setting:
    if tab != "when" or not drawn:
        raise PreventUpdate
    return Setting.from_key(drawn)
