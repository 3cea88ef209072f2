"""Parameters: every number of a scenario that a user may change, with its unit and source."""

from __future__ import annotations

import math
from dataclasses import dataclass

from negotiation_sim.domain.distributions import LARGEST, Distribution
from negotiation_sim.domain.expressions import Expression

__all__ = ["UNITS", "Parameter"]

UNITS: dict[str, tuple[float, float]] = {
    "pts": (-math.inf, math.inf),
    "1/pts": (-math.inf, math.inf),
    "probability": (0.0, 1.0),
    "share": (0.0, 1.0),
    "share of horizon": (0.0, math.inf),
    "per year": (0.0, math.inf),
    "months": (0.0, math.inf),
    "level": (0.0, math.inf),
    "shape": (0.0, math.inf),
    "factor": (0.0, math.inf),
}
"""Units a parameter may have and the range events keep it in; a value outside is a fault."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a scenario.

    Parameters
    ----------
    address : ``<actor>.<noun>`` or ``<hazard>.<noun>``
    value : what is believed about it; its mode is public, a run's draw is private
    unit : a key of `UNITS`
    source : where the number comes from, in words
    label : a short phrase for tables and figures
    lever : one of the few shown first
    stream : name of its random stream; the address unless declared
    formula : what it is computed from in every run, and again after events; none for a number of
        its own
    prior_weight : observations a belief is worth before the talks; 0 for one that does not learn
    """

    address: str
    value: Distribution
    unit: str
    source: str
    label: str = ""
    lever: bool = False
    stream: str = ""
    prior_weight: float = 0.0
    formula: Expression | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        return UNITS[self.unit]

    @property
    def kept_within(self) -> tuple[float, float]:
        """Where events and formulas keep it: the range of its unit, no farther than `LARGEST`."""
        low, high = self.bounds
        return max(low, -LARGEST), min(high, LARGEST)

    @property
    def stream_name(self) -> str:
        return self.stream or self.address
