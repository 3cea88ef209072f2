"""Why: the gates and the shares of the causes, for the setting shown."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from dash import Output, dcc, html

from negotiation_sim.analysis.coalitions import causes_of
from negotiation_sim.analysis.explanation import Explanation, Sizes, explain, rows_needed
from negotiation_sim.analysis.words import words_in
from negotiation_sim.dashboard.callbacks.background import job_callbacks
from negotiation_sim.dashboard.jobs import Jobs, Stopped, Tell, progress_of
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.plots.cause_shares import cause_shares
from negotiation_sim.plots.files import CONFIG
from negotiation_sim.report.explain_verdict import verdict

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]

SIZES = Sizes(4_000)
"""Runs of every coalition: the interval of a share is then about four percentage points wide."""


def register(app: Dash, player: Player, jobs: Jobs) -> None:
    """The callbacks of the causes."""

    def work(
        setting: Setting, _pinned: Setting, _asked: tuple[Any, ...], tell: Tell
    ) -> tuple[Setting, Explanation] | None:
        worlds = {setting.scenario: player.scenario(setting)}
        causes = {name: causes_of(world, name) for name, world in worlds.items()}
        total = rows_needed(worlds, causes, SIZES)
        try:
            told = progress_of(tell, total)
            return setting, explain(worlds, causes, setting.seed, SIZES, progress=told)
        except Stopped:
            return None

    def show(found: tuple[Setting, Explanation]) -> tuple[Any, ...]:
        setting, told = found
        named = player.library.get(setting.scenario)
        event, typed = named.scenario.settlement_label, player.library.typed_as(setting.scenario)
        leading = told.leaders(setting.scenario)
        words = words_in({setting.scenario: named.scenario})
        said = verdict(told.causes, told.blocks, leading, event, words).splitlines()
        parts = [html.P(line) for line in said]
        for shares in (told.blocks, told.causes):
            if not shares["owen_share"].isna().all():
                fig = cause_shares(shares, event, words)
                parts.append(dcc.Graph(figure=fig, config=CONFIG))
        sizes = f"--runs {SIZES.runs} --seed {setting.seed}"
        command = f"negotiation-sim explain {shlex.quote(typed)} {sizes}"
        options = shlex.join(setting.options(named.scenario))
        command = f"{command} {options}".strip()
        parts.append(html.P(["As a command: ", html.Code(command)], className="note"))
        return (parts,)

    job_callbacks(app, jobs, "why", [Output("why-out", "children")], work, show)
