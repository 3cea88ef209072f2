"""What a reader takes away: a scenario file, the rows, a report."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, ctx, dcc

from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.report.page import write_report
from negotiation_sim.scenarios import saved_text
from negotiation_sim.scenarios.shelf import is_shipped

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]


def register(app: Dash, player: Player) -> None:
    """The callbacks of what is taken away."""

    @app.callback(
        Output("download", "data", allow_duplicate=True),
        Output("saved", "children", allow_duplicate=True),
        Input("save-scenario", "n_clicks"),
        State("setting", "data"),
        prevent_initial_call=True,
    )
    def saved_scenario(_clicks: Any, shown: Any) -> tuple[Any, str]:
        setting = Setting.of(shown)
        text, beside = scenario_file(player, setting)
        said = f"put it beside {beside}" if beside else "the scenario"
        return dcc.send_string(text, f"{_stem(setting)}_mine.yaml"), said

    @app.callback(
        Output("download", "data"),
        Output("saved", "children"),
        Input("save-rows", "n_clicks"),
        Input("save-report", "n_clicks"),
        State("setting", "data"),
        running=[
            (Output("save-rows", "disabled"), True, False),
            (Output("save-report", "disabled"), True, False),
        ],
        prevent_initial_call=True,
    )
    def saved(_rows: Any, _report: Any, shown: Any) -> tuple[Any, str]:
        setting = Setting.of(shown)
        named = player.library.get(setting.scenario)
        command = setting.command(named.scenario, player.library.typed_as(setting.scenario))
        with TemporaryDirectory() as scratch:
            results = run_study(player.study(setting), f"{scratch}/results", command=command)
            if ctx.triggered_id == "save-rows":
                text = results.frame().to_csv(index=False)
                return dcc.send_string(
                    text, f"{_stem(setting)}.csv"
                ), f"{results.study.n_rows:,} rows"
            page = write_report(results, Path(scratch) / "report.html")
            return dcc.send_bytes(page.read_bytes(), f"{_stem(setting)}.html"), "the report"


def scenario_file(player: Player, setting: Setting) -> tuple[str, str]:
    """The setting as a scenario file, and the file it must lie beside; empty for none.

    Raises
    ------
    InputError
        If an intervention changes what a scenario file cannot say.
    """
    named = player.library.get(setting.scenario)
    after = player.scenario(setting)
    if after.levers != named.scenario.levers:
        raise InputError(
            "a scenario file cannot say that a third party always or never acts; keep the command "
            "or the link, or take back the intervention that says so"
        )
    typed = player.library.typed_as(setting.scenario)
    name = typed if is_shipped(typed) else PurePath(typed).name
    path = Path(f"{_stem(setting)}_mine.yaml")
    said = [*setting.settings(named.scenario), *(f"without {one}" for one in setting.dropped)]
    said += [setting.arm] if setting.arm else []
    text = saved_text(name, path, named.scenario, after, said)
    return text, "" if is_shipped(typed) else name


def _stem(setting: Setting) -> str:
    """A file name that is plain everywhere."""
    return "".join(one if one.isalnum() else "_" for one in setting.scenario) or "scenario"
