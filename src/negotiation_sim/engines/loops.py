"""The entry point of the kernel: many runs in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation_sim.engines.kernel import play
from negotiation_sim.engines.table import fill_shared_publics
from negotiation_sim.model.records import Brief, Desk, Dispute, LeverRow, Standing

__all__ = ["play_runs"]


def play_runs(
    disputes: Sequence[Dispute],
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    tables: Sequence[Sequence[float]],
    publics: Sequence[Standing],
    desks: Sequence[Desk],
    standings: Sequence[Standing],
    rows: Sequence[Any],
    seed: int,
    first_run: int,
    strategies: int | None,
) -> None:
    """Work out the public estimates that all runs share, then play consecutive runs, one per
    row.
    """
    if disputes[0].shared:
        fill_shared_publics(disputes[0], briefs, levers, desks[0], standings, publics)
    for i in range(len(rows)):
        play(
            disputes[0],
            briefs,
            levers,
            tables,
            publics,
            desks[0],
            standings,
            rows[i],
            seed,
            first_run + i,
            strategies,
        )
