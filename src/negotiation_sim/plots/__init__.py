"""Figures: a table in, a plotly Figure out; one file per figure."""

from negotiation_sim.plots.calibration import calibration
from negotiation_sim.plots.cause_shares import cause_shares
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.plots.files import write_figure
from negotiation_sim.plots.heat_map import heat_map
from negotiation_sim.plots.island_map import island_map, northern_territories
from negotiation_sim.plots.negotiation_trace import negotiation_trace
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_scatter import outcome_scatter
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.plots.rule_boxes import rule_boxes
from negotiation_sim.plots.sobol_bars import sobol_bars
from negotiation_sim.plots.state_diagram import state_diagram
from negotiation_sim.plots.theme import for_print
from negotiation_sim.plots.time_to_end import time_to_end

__all__ = [
    "calibration",
    "cause_shares",
    "closing_window",
    "for_print",
    "heat_map",
    "island_map",
    "negotiation_trace",
    "northern_territories",
    "outcome_distribution",
    "outcome_scatter",
    "outcome_stacks",
    "paired_effects",
    "robust_conclusions",
    "rule_boxes",
    "sobol_bars",
    "state_diagram",
    "time_to_end",
    "write_figure",
]
