"""Figures: a table in, a plotly Figure out; one file per figure."""

from negotiation_sim.plots.calibration import calibration
from negotiation_sim.plots.cause_shares import cause_shares
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.plots.density_ridge import density_ridge
from negotiation_sim.plots.design_pairs import design_pairs
from negotiation_sim.plots.design_scatter import design_scatter
from negotiation_sim.plots.files import write_figure
from negotiation_sim.plots.heat_map import heat_map
from negotiation_sim.plots.island_map import island_map, outlines_for, outlines_of
from negotiation_sim.plots.negotiation_trace import negotiation_trace
from negotiation_sim.plots.offer_path import offer_path
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_scatter import outcome_scatter
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.plots.record_timeline import record_timeline
from negotiation_sim.plots.reflowing import reflowed
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.plots.rule_boxes import rule_boxes
from negotiation_sim.plots.sobol_bars import sobol_bars
from negotiation_sim.plots.state_diagram import state_diagram
from negotiation_sim.plots.states_over_time import states_over_time
from negotiation_sim.plots.theme import for_print
from negotiation_sim.plots.thesis_curve import thesis_curve
from negotiation_sim.plots.time_to_end import time_to_end

__all__ = [
    "calibration",
    "cause_shares",
    "closing_window",
    "density_ridge",
    "design_pairs",
    "design_scatter",
    "for_print",
    "heat_map",
    "island_map",
    "negotiation_trace",
    "offer_path",
    "outcome_distribution",
    "outcome_scatter",
    "outcome_stacks",
    "outlines_for",
    "outlines_of",
    "paired_effects",
    "record_timeline",
    "reflowed",
    "robust_conclusions",
    "rule_boxes",
    "sobol_bars",
    "state_diagram",
    "states_over_time",
    "thesis_curve",
    "time_to_end",
    "write_figure",
]
