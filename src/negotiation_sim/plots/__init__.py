"""Figures: a table in, a plotly Figure out; one file per figure."""

from negotiation_sim.plots.files import write_figure
from negotiation_sim.plots.outcome_distribution import outcome_distribution

__all__ = ["outcome_distribution", "write_figure"]
