"""Many runs in a row over plain numbers and arrays: what the ensemble engine compiles.

The step of the talks is `negotiation_sim.model.run.step`, the same as the Mesa engine's; this
module only holds a run's state and writes down how it ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiation_sim.model.promises import paid_by
from negotiation_sim.model.records import CONSENT, Talks
from negotiation_sim.model.run.assessment import fill_shared_publics, foresee, open_talks
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.run.patterns import close
from negotiation_sim.model.run.step import HORIZON, step
from negotiation_sim.model.streams import stream_key

__all__ = ["play", "play_runs", "pressed_by", "signed_by"]


def signed_by(talks: Talks, outcome: int) -> int:
    """Bits of the third parties whose signature stands under a package."""
    bits = 0
    for i in range(talks.dispute.n_levers):
        if talks.levers[i].type == CONSENT and talks.levers[i].marked[outcome]:
            bits |= 1 << talks.levers[i].third
    return bits


def pressed_by(talks: Talks) -> int:
    """Bits of the third parties that have pressed."""
    bits = 0
    for i in range(talks.dispute.n_levers):
        if talks.state.pressed[i]:
            bits |= 1 << talks.levers[i].third
    return bits


def play(talks: Talks, row: Any, seed: int, run: int) -> None:
    """Play run `run` of `seed` and write how it ended into `row`."""
    dispute, state = talks.dispute, talks.state
    deal(talks, stream_key(seed, run))
    row.gap_start, row.gate_start, row.gap_end, row.gate_end = foresee(talks)
    open_talks(talks)
    while state.termination == HORIZON and state.steps < dispute.n_steps:
        step(talks)
    close(talks)
    row.in_force, row.steps, row.termination = state.in_force, state.steps, state.termination
    row.walker, row.failed = state.walker, state.failed
    row.agreement_step, row.pressed_step = state.agreement_step, state.pressed_step
    row.cosigned_by = signed_by(talks, state.in_force)
    row.pressed_by, row.cosigned = pressed_by(talks), row.cosigned_by != 0
    for a in range(dispute.n_principals + dispute.n_thirds):
        row.paid[a] = paid_by(talks, a, state.in_force)
        row.points[a] = talks.standings[a].points[state.in_force]
    for p in range(dispute.n_patterns):
        row.shown[p] = state.shown[p]


def play_runs(tables: Sequence[Talks], rows: Sequence[Any], seed: int, first_run: int) -> None:
    """Compute the public estimates that all runs share, then play consecutive runs, one per row."""
    talks = tables[0]
    if talks.dispute.shared:
        fill_shared_publics(talks)
    for i in range(len(rows)):
        play(talks, rows[i], seed, first_run + i)
