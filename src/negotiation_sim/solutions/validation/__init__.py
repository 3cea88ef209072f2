"""Everything that is known in closed form, in print or from the record, beside what we obtain: what
``validate`` runs.
"""

from negotiation_sim.solutions.validation.everything import GROUPS, known_cases, validation_lines
from negotiation_sim.solutions.validation.line import Line

__all__ = ["GROUPS", "Line", "known_cases", "validation_lines"]
