"""After every change: the bars beside what is pinned, the headline, the command and the link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Input, Output, State, ctx

from negotiation_sim.analysis.box_shares import over_box, share_at_points
from negotiation_sim.analysis.lever_ranges import box_experiment
from negotiation_sim.dashboard.ids import control, fitting
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.dashboard.words import BOX_RUNS, box_sentence, change_words, headline
from negotiation_sim.plots.beside_baseline import beside_baseline

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

BOX_POINTS = 60
"""Points of the plausible box behind the caveat."""


def register(app: Dash, player: Player) -> None:
    """The callbacks of the answer."""

    @app.callback(
        Output("outcomes", "figure"),
        Output("headline", "children"),
        Output("within", "children"),
        Output("command", "children"),
        Output("fragment", "data"),
        Output("drawn", "data"),
        Output("pinned-words", "children"),
        Input("setting", "data"),
        Input("pinned", "data"),
        State("narrow", "data"),
        prevent_initial_call=True,
    )
    def redrawn(shown: Any, pinned: Any, narrow: Any) -> tuple[Any, ...]:
        setting, then = Setting.of(shown), Setting.of(pinned)
        table = player.beside(setting, then)
        named, moved = player.library.get(setting.scenario), _same(setting) != _same(then)
        happened = named.scenario.observed.outcome_class if named.scenario.observed else ""
        first, within = headline(table, moved)
        return (
            fitting(beside_baseline(table, happened, moved), narrow),
            first,
            within,
            setting.command(named.scenario, player.library.typed_as(setting.scenario)),
            setting.fragment(),
            setting.key(),
            f"Pinned: {change_words(then, named.scenario)}.",
        )

    @app.callback(Output("caveat", "children"), Input("calm", "data"), prevent_initial_call=True)
    def cautioned(shown: Any) -> str:
        setting = Setting.of(shown)
        held = [address for address, _ in setting.moved]
        study = over_box(player.study(setting), box_experiment(), BOX_POINTS, held)
        if study is None:
            return box_sentence(None)
        return box_sentence(share_at_points(study, setting.seed, BOX_RUNS))

    @app.callback(
        Output("pinned", "data", allow_duplicate=True),
        Input("pin", "n_clicks"),
        Input("unpin", "n_clicks"),
        State("setting", "data"),
        prevent_initial_call=True,
    )
    def pinned(_pin: int, _unpin: int, shown: Any) -> Any:
        setting = Setting.of(shown)
        return (setting if ctx.triggered_id == "pin" else setting.plain()).data()

    app.clientside_callback(
        ClientsideFunction("negotiation", "shown"),
        Output("shown", "data"),
        Input("drawn", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("negotiation", "drawn"),
        Output("calm", "data"),
        Input("drawn", "data"),
        State("setting", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("negotiation", "tab"),
        Output("tab", "data"),
        Input(control("tab", ALL), "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("negotiation", "warned"),
        Output("alert", "className"),
        Input("alert", "children"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("negotiation", "narrow"),
        Output("narrow", "data"),
        Input("page", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("negotiation", "link"),
        Output("fragment", "storage_type"),
        Input("fragment", "data"),
        prevent_initial_call=True,
    )


def _same(setting: Setting) -> tuple[Any, ...]:
    """What tells settings of one scenario apart on the same luck."""
    return setting.moved, setting.interventions, setting.dropped
