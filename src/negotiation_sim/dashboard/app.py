"""The page put together: frame, callbacks and guards, around one player."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from dash import Dash, set_props

from negotiation_sim.dashboard.callbacks import register
from negotiation_sim.dashboard.guards import guard
from negotiation_sim.dashboard.library import Library
from negotiation_sim.dashboard.page import page_of
from negotiation_sim.dashboard.playing import Player
from negotiation_sim.errors import NegotiationSimError

__all__ = ["make_app"]


def make_app(
    scenario: str,
    host: str = "127.0.0.1",
    agents: Mapping[str, type] | None = None,
    classroom: bool = False,
) -> Dash:
    """The dashboard of a scenario, as a Dash app; nothing is served yet.

    Parameters
    ----------
    scenario : shipped name or path
    host : the address it will listen on
    agents : classes that play actors in the run that is watched, by actor name
    classroom : whether questions come first

    Raises
    ------
    NegotiationSimError
        If the scenario cannot be read.
    """
    library = Library(scenario)
    app = Dash(
        "negotiation_sim.dashboard",
        title="negotiation_sim",
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
        on_error=_told,
        compress=False,
    )
    app.layout = lambda: page_of(library, classroom)
    register(app, Player(library), agents or {}, classroom)
    guard(app, host)
    return app


def _told(error: Exception) -> None:
    """Show what the user did wrong; anything else is ours, and goes to the log as a whole."""
    if isinstance(error, NegotiationSimError):
        set_props("alert", {"children": str(error)})
        return
    logging.getLogger(__name__).error("a callback failed", exc_info=error)
    set_props("alert", {"children": "Something failed here; the terminal shows what."})
