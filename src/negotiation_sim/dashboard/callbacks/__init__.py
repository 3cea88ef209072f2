"""What happens when something on the page is touched: a module per part of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiation_sim.dashboard.callbacks import (
    classroom,
    comparing,
    explaining,
    keeping,
    opening,
    outcomes,
    reaching,
    refining,
    timing,
    watching,
)
from negotiation_sim.dashboard.jobs import Jobs

if TYPE_CHECKING:
    from dash import Dash

    from negotiation_sim.dashboard.playing import Player

__all__ = ["register"]


def register(app: Dash, player: Player, agents: Mapping[str, type], lesson: bool) -> None:
    """Give an app every callback of the page; those of the classroom only where it is one."""
    jobs = Jobs()
    opening.register(app, player, lesson)
    for part in (outcomes, timing, comparing, keeping):
        part.register(app, player)
    if lesson:
        classroom.register(app, player)
    watching.register(app, player, agents)
    for part in (refining, explaining, reaching):
        part.register(app, player, jobs)
