"""Opening a scenario: from a link, a menu or a file; and collecting what is moved in it."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from negotiation_sim.dashboard.ids import control
from negotiation_sim.dashboard.panels.controls import controls_panel, other_numbers, starts_of
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.errors import InputError

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

ALL_OF = ("slider", "number", "choice")


def register(app: Dash, player: Player, classroom: bool) -> None:
    """The callbacks that open a setting and note what is moved."""

    @app.callback(
        Output("controls", "children"),
        Output("setting", "data"),
        Output("starts", "data"),
        Output("pinned", "data"),
        Output("seed", "value"),
        Output("title", "children"),
        Output("question", "children"),
        Output("scenario", "options"),
        Output("scenario", "value"),
        Output("ending", "options"),
        Output("ending", "value"),
        Output("reach-on", "options"),
        Output("reach-on", "value"),
        Output("alert", "children"),
        Input("location", "hash"),
        Input("scenario", "value"),
        Input("upload", "contents"),
        Input("reset-all", "n_clicks"),
        State("upload", "filename"),
        State("setting", "data"),
        State("pinned", "data"),
    )
    def opened(
        link: str | None,
        chosen: str | None,
        contents: str | None,
        _reset: int | None,
        file_name: str | None,
        shown: Any,
        pinned: Any,
    ) -> tuple[Any, ...]:
        setting = _asked(player, ctx.triggered_id, link, chosen, contents, file_name, shown)
        if shown and setting == Setting.of(shown) and ctx.triggered_id != "reset-all":
            return (no_update,) * 14
        named = player.library.get(setting.scenario)
        player.study(setting)
        kept = pinned and Setting.of(pinned).scenario == setting.scenario
        scenario, names = named.scenario, [*player.library.names]
        if setting.scenario not in names:
            names.append(setting.scenario)
        endings = [
            {"label": rule.label or rule.name, "value": rule.name} for rule in scenario.classes
        ]
        settled = [{"label": scenario.settlement_label, "value": "settled"}]
        return (
            controls_panel(named, setting, classroom),
            setting.data(),
            starts_of(named) | {"opening": setting.key()},
            pinned if kept else setting.plain().data(),
            setting.seed,
            scenario.title,
            scenario.question,
            [{"label": name, "value": name} for name in names],
            setting.scenario,
            endings,
            endings[0]["value"],
            settled + endings,
            "settled",
            "",
        )

    @app.callback(
        Output(control("folded", MATCH), "children"),
        Input(control("unfold", MATCH), "n_clicks"),
        State("setting", "data"),
        prevent_initial_call=True,
    )
    def unfolded(clicks: int, shown: Any) -> Any:
        if clicks != 1:
            raise PreventUpdate
        setting = Setting.of(shown)
        return other_numbers(player.library.get(setting.scenario), setting, classroom)

    app.clientside_callback(
        ClientsideFunction("negotiation", "collect"),
        Output("setting", "data", allow_duplicate=True),
        *(Input(control(kind, ALL), "value") for kind in ALL_OF),
        Input(control("happen", ALL), "value"),
        Input(control("made", ALL), "value"),
        Input("seed", "value"),
        Input(control("reset", ALL), "n_clicks"),
        State("setting", "data"),
        State("starts", "data"),
        prevent_initial_call=True,
    )


def _asked(
    player: Player,
    trigger: object,
    link: str | None,
    chosen: str | None,
    contents: str | None,
    file_name: str | None,
    shown: Any,
) -> Setting:
    """The setting that is to be shown."""
    if trigger == "upload" and contents:
        return Setting(player.library.open(_text(contents), file_name or "scenario.yaml"))
    if trigger == "reset-all" and shown:
        return Setting.of(shown).plain()
    if trigger == "scenario" and chosen:
        if shown and Setting.of(shown).scenario == chosen:
            return Setting.of(shown)
        return Setting.of({"scenario": chosen})
    return Setting.from_fragment(link or "", player.library.first)


def _text(contents: str) -> str:
    """What an upload holds: a data URL in base64."""
    try:
        return base64.b64decode(contents.partition(",")[2], validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise InputError("the file is not text in UTF-8, expected a scenario file") from None
