"""Start, progress, cancel and result of a job, the same for every button that starts one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from negotiation_sim.dashboard.jobs import Jobs, Tell
from negotiation_sim.dashboard.setting import Setting

if TYPE_CHECKING:
    from dash import Dash

__all__ = ["job_callbacks"]

Work = Callable[[Setting, Setting, tuple[Any, ...], Tell], Any]
"""``work(setting, pinned, what else was asked, tell)``; None where it was cancelled."""


def job_callbacks(
    app: Dash,
    jobs: Jobs,
    name: str,
    outputs: Sequence[Output],
    work: Work,
    show: Callable[[Any], tuple[Any, ...]],
    asked: Sequence[State] = (),
) -> None:
    """The callbacks of a `job_bar`: its result goes to `outputs`, as `show` makes it.

    A setting that is changed meanwhile ends the job: its result would belong to another one. The
    result is fetched by a callback of its own, which no later look at the progress overtakes.
    """
    app.clientside_callback(
        ClientsideFunction("negotiation", "stale"),
        Output(f"{name}-stale", "data"),
        Input("setting", "data"),
        Input("pinned", "data"),
        State(f"{name}-poll", "disabled"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(f"{name}-poll", "disabled"),
        Output(f"{name}-cancel", "disabled"),
        Output(f"{name}-progress", "value"),
        Output(f"{name}-progress", "className"),
        Output(f"{name}-about", "children"),
        Output(f"{name}-ready", "data"),
        Input(f"{name}-start", "n_clicks"),
        Input(f"{name}-cancel", "n_clicks"),
        Input(f"{name}-poll", "n_intervals"),
        Input(f"{name}-stale", "data"),
        State("setting", "data"),
        State("pinned", "data"),
        State("page", "data"),
        *asked,
        prevent_initial_call=True,
    )
    def job(
        _start: Any,
        _cancel: Any,
        _poll: Any,
        _stale: Any,
        shown: Any,
        pinned: Any,
        page: Any,
        *more: Any,
    ) -> tuple[Any, ...]:
        here, trigger = _name(page, name), ctx.triggered_id
        if trigger == f"{name}-start":
            setting, then = Setting.of(shown), Setting.of(pinned)
            jobs.start(here, lambda tell: work(setting, then, more, tell))
            return False, False, "0", "", "starting …", no_update
        if trigger != f"{name}-poll":
            stopped = jobs.cancel(here)
            said = "cancelled" if stopped and trigger == f"{name}-cancel" else no_update
            return True, True, "0", "hidden", said, no_update
        found = jobs.look(here)
        if found is None:
            return True, True, "0", "hidden", no_update, no_update
        if found.finished:
            return True, True, "1", "hidden", "done", f"{ctx.triggered[0]['value']}"
        return False, False, f"{found.done:.3f}", "", f"{found.done:.0%}", no_update

    @app.callback(
        *outputs, Input(f"{name}-ready", "data"), State("page", "data"), prevent_initial_call=True
    )
    def result(_ready: Any, page: Any) -> Any:
        found = jobs.look(_name(page, name))
        made = found.result() if found and found.finished else None
        if made is None:
            raise PreventUpdate
        parts = show(made)
        return parts if len(outputs) > 1 else parts[0]


def _name(page: Any, name: str) -> str:
    return f"{str(page)[:64]}:{name}"
