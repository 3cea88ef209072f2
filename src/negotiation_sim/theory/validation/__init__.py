"""Everything that is known in closed form, in print or from the record, beside what we obtain: what
``validate`` runs.
"""

from negotiation_sim.theory.validation.everything import GROUPS, known_cases, validation_lines
from negotiation_sim.theory.validation.line import Line

__all__ = ["GROUPS", "Line", "known_cases", "validation_lines"]
