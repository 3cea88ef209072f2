"""The ensemble engine: the same run as the Mesa engine's, compiled, millions of times.

Row `r` of seed `s` is the same whatever the chunk, the thread or the order. Where numba is missing the same kernel is
interpreted: the same rows, slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines import layout, loops
from negotiation_sim.engines.compiled import Compiled, plain
from negotiation_sim.engines.jit import compiled_loops, has_compiler

__all__ = ["Ensemble", "run_ensemble", "run_interpreted"]


class Ensemble:
    """A compiled scenario with everything one thread needs to play it.

    Parameters
    ----------
    compiled : from `compile_scenario`; its public estimates are worked out here, once

    Use one per thread: the scratch arrays are written by every run, the rest is only read.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.play, prepare = compiled_loops()
        self.desk = np.zeros(1, layout.desk_dtype(compiled.capacity))
        self.standings = np.zeros(len(compiled.actors), layout.standing_dtype(compiled.capacity))
        self.publics = np.zeros_like(compiled.publics)
        if compiled.dispute["shared"][0]:
            prepare(compiled.dispute, compiled.briefs, compiled.levers, self.publics, self.desk, self.standings)

    def rows(self, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
        """Coded rows of consecutive runs; see `layout.row_dtype` for the fields."""
        found = np.zeros(n_runs, layout.row_dtype(self.compiled.capacity))
        given = self.compiled
        self.play(
            given.dispute,
            given.briefs,
            given.levers,
            given.tables,
            self.publics,
            self.desk,
            self.standings,
            found,
            np.uint64(seed),
            first_run,
        )
        return found


def run_ensemble(compiled: Compiled, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
    """Coded rows of runs ``first_run`` to ``first_run + n_runs - 1`` of a seed.

    Parameters
    ----------
    compiled : from `compile_scenario`
    seed, first_run : 0 to 2**63 - 1

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.scenarios import load_scenario
    >>> compiled = compile_scenario(load_scenario("1956"))
    >>> whole = run_ensemble(compiled, seed=1, first_run=0, n_runs=100)
    >>> bool((whole[40:60] == run_ensemble(compiled, seed=1, first_run=40, n_runs=20)).all())
    True
    """
    if not has_compiler():
        return run_interpreted(compiled, seed, first_run, n_runs)
    return Ensemble(compiled).rows(seed, first_run, n_runs)


def run_interpreted(compiled: Compiled, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
    """The same rows from the same kernel, interpreted over plain lists."""
    feed = [plain(part) for part in (compiled.dispute, compiled.briefs, compiled.levers, compiled.publics)]
    dispute, briefs, levers, publics = feed
    desk = plain(np.zeros(1, layout.desk_dtype(compiled.capacity)))
    standings = plain(np.zeros(len(compiled.actors), layout.standing_dtype(compiled.capacity)))
    if dispute[0].shared:
        loops.prepare_publics(dispute, briefs, levers, publics, desk, standings)
    dtype = layout.row_dtype(compiled.capacity)
    found = np.zeros(n_runs, dtype)
    row: Any = plain(np.zeros(1, dtype))
    tables = compiled.tables.tolist()
    names = dtype.names or ()
    for i in range(n_runs):
        loops.play_runs(dispute, briefs, levers, tables, publics, desk, standings, row, seed, first_run + i)
        found[i] = tuple(getattr(row[0], name) for name in names)
    return found
