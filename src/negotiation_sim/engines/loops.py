"""The entry points of the kernel: many runs in a row, and the public estimates they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation_sim.engines.kernel import play
from negotiation_sim.engines.table import fill_shared_publics
from negotiation_sim.model.records import Brief, Desk, Dispute, LeverRow, Standing

__all__ = ["play_runs", "prepare_publics"]


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
) -> None:
    """Play consecutive runs, one per row."""
    for i in range(len(rows)):
        play(disputes[0], briefs, levers, tables, publics, desks[0], standings, rows[i], seed, first_run + i)


def prepare_publics(
    disputes: Sequence[Dispute],
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    publics: Sequence[Standing],
    desks: Sequence[Desk],
    standings: Sequence[Standing],
) -> None:
    """Fill the public estimates that all runs share."""
    fill_shared_publics(disputes[0], briefs, levers, desks[0], standings, publics)
