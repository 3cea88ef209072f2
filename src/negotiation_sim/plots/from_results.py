"""Figures straight from a result folder: the table each needs, then the figure."""

from __future__ import annotations

import plotly.graph_objects as go

from negotiation_sim.analysis.summary import summarise
from negotiation_sim.experiments.results import Results
from negotiation_sim.plots.outcome_distribution import outcome_distribution

__all__ = ["distribution_of"]


def distribution_of(results: Results) -> go.Figure:
    """Outcome distribution across the scenarios and interventions of a folder, points of a design pooled."""
    by = ("scenario", "intervention")
    return outcome_distribution(summarise(results.frame([*by, "outcome_class"]), by), results.observed)
