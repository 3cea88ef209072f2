"""Ten and twenty times the runs, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Output

from negotiation_sim.dashboard.callbacks.background import job_callbacks
from negotiation_sim.dashboard.jobs import Jobs, Tell
from negotiation_sim.dashboard.setting import MOST_RUNS, Setting
from negotiation_sim.dashboard.words import headline
from negotiation_sim.plots.beside_baseline import beside_baseline

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]


def register(app: Dash, player: Player, jobs: Jobs) -> None:
    """The callbacks of the refined answer."""

    def work(setting: Setting, pinned: Setting, _asked: tuple[Any, ...], tell: Tell) -> Any:
        larger = setting.larger(MOST_RUNS)
        table = player.refined(larger, pinned, tell)
        return None if table is None else (larger, pinned, table)

    def show(found: Any) -> tuple[Any, ...]:
        setting, pinned, table = found
        named = player.library.get(setting.scenario)
        happened = named.scenario.observed.outcome_class if named.scenario.observed else ""
        moved = (setting.moved, setting.interventions, setting.dropped) != (
            pinned.moved,
            pinned.interventions,
            pinned.dropped,
        )
        typed = player.library.typed_as(setting.scenario)
        command = setting.command(named.scenario, typed)
        return (beside_baseline(table, happened, moved), *headline(table, moved), command)

    outputs = [
        Output("outcomes", "figure", allow_duplicate=True),
        Output("headline", "children", allow_duplicate=True),
        Output("within", "children", allow_duplicate=True),
        Output("command", "children", allow_duplicate=True),
    ]
    job_callbacks(app, jobs, "refine", outputs, work, show)
