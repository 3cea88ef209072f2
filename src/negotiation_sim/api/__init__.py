"""What a Python user calls: names, files or scenarios in, tables and figures out.

Each function here does what the command of the same name does.
"""

from negotiation_sim.api.analyses import explain, robustness, sensitivity, solve
from negotiation_sim.api.batch import replay, run_batch
from negotiation_sim.api.pictures import compare, plot, report

__all__ = [
    "compare",
    "explain",
    "plot",
    "replay",
    "report",
    "robustness",
    "run_batch",
    "sensitivity",
    "solve",
]
