"""Designs, batches and result folders."""

from negotiation_sim.experiments.batch import run_batch, run_study
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import NamedScenario, Study

__all__ = ["NamedScenario", "Results", "Study", "run_batch", "run_study"]
