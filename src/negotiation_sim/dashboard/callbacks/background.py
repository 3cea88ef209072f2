"""Start, progress, cancel and result of a job, the same for every button that starts one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, ctx, no_update

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

    A setting that is changed meanwhile ends the job: its result would belong to another one.
    """
    bar = [
        Output(f"{name}-poll", "disabled"),
        Output(f"{name}-cancel", "disabled"),
        Output(f"{name}-progress", "value"),
        Output(f"{name}-progress", "className"),
        Output(f"{name}-about", "children"),
    ]
    untouched = (no_update,) * len(outputs)

    @app.callback(
        *outputs,
        *bar,
        Input(f"{name}-start", "n_clicks"),
        Input(f"{name}-cancel", "n_clicks"),
        Input(f"{name}-poll", "n_intervals"),
        Input("setting", "data"),
        Input("pinned", "data"),
        State("page", "data"),
        *asked,
        prevent_initial_call=True,
    )
    def job(
        _start: Any, _cancel: Any, _poll: Any, shown: Any, pinned: Any, page: Any, *more: Any
    ) -> tuple[Any, ...]:
        here, trigger = f"{str(page)[:64]}:{name}", ctx.triggered_id
        if trigger == f"{name}-start":
            setting, then = Setting.of(shown), Setting.of(pinned)
            jobs.start(here, lambda tell: work(setting, then, more, tell))
            return (*untouched, False, False, "0", "", "starting …")
        if trigger != f"{name}-poll":
            stopped = jobs.cancel(here)
            said = "cancelled" if stopped and trigger == f"{name}-cancel" else ""
            return (*untouched, True, True, "0", "hidden", said or no_update)
        found = jobs.look(here)
        if found is None:
            return (*untouched, True, True, "0", "hidden", no_update)
        if not found.finished:
            done = f"{found.done:.3f}"
            return (*untouched, False, False, done, "", f"{found.done:.0%}")
        jobs.cancel(here)
        result = found.result()
        if result is None:
            return (*untouched, True, True, "0", "hidden", "cancelled")
        return (*show(result), True, True, "1", "hidden", "done")
