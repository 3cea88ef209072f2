"""Parameters computed from others in every run, and again after events."""

from __future__ import annotations

from collections.abc import MutableSequence

from negotiation_sim.model.hazard import chance, within
from negotiation_sim.model.records import Dispute

__all__ = ["derive"]


def derive(dispute: Dispute, values: MutableSequence[float], stack: MutableSequence[float]) -> None:
    """Compute every derived parameter, inputs first, kept in the range of its unit."""
    for i in range(dispute.n_derived):
        p = dispute.derived[i]
        span = (dispute.derived_from[p], dispute.derived_to[p])
        value = chance(dispute.chance_op, dispute.chance_number, span, values, stack)
        values[p] = within(value, dispute.lower[p], dispute.upper[p])
