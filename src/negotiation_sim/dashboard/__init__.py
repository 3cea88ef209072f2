"""The page on which levers are dragged: `dashboard/app.py` puts it together."""

from negotiation_sim.dashboard.app import make_app

__all__ = ["make_app"]
