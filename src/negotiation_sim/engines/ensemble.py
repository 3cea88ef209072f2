"""The ensemble engine: the same run as the Mesa engine's, compiled, millions of times.

Row `r` of seed `s` is the same whatever the chunk, the thread or the order. Where numba is missing
the same kernel is interpreted: the same rows, slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines import layout, loops
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.jit import check_rules, compiled_loop, has_compiler
from negotiation_sim.engines.plain_records import plain
from negotiation_sim.errors import InputError
from negotiation_sim.model.strategies.registered import names

__all__ = ["Ensemble", "run_ensemble", "run_interpreted"]


class Ensemble:
    """A compiled scenario with everything one thread needs to play it.

    Use one per thread: the scratch arrays are written by every run, the rest is only read.
    """

    def __init__(self, compiled: Compiled) -> None:
        if compiled.strategies is not None:
            check_rules()
        self.loop = compiled_loop()
        self.given = (compiled.dispute, compiled.briefs, compiled.levers, compiled.tables)
        self.scratch = scratch(compiled)
        self.row = layout.row_dtype(compiled.capacity)
        self.strategies = compiled.strategies

    def rows(self, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
        """Coded rows of consecutive runs; see `layout.row_dtype` for the fields.

        Raises
        ------
        InputError
            If a strategy that a user registered cannot be compiled.
        """
        found = np.zeros(n_runs, self.row)
        try:
            self.loop(
                *self.given, *self.scratch, found, np.uint64(seed), first_run, self.strategies
            )
        except (
            Exception
        ) as error:  # the compiler raises many kinds where it cannot read a user's rule
            if not names():
                raise
            reason = next(iter(str(error).splitlines()), "")
            raise InputError(
                f"a registered strategy ({', '.join(names())}) cannot be compiled: {reason}; play it with --engine mesa"
            ) from None
        return found


def scratch(compiled: Compiled) -> tuple[NDArray[np.void], NDArray[np.void], NDArray[np.void]]:
    """Public estimates, desk and standings, empty."""
    capacity = compiled.capacity
    standings = np.zeros(len(compiled.actors), layout.standing_dtype(capacity))
    return np.zeros_like(compiled.publics), np.zeros(1, layout.desk_dtype(capacity)), standings


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
    found = np.zeros(n_runs, layout.row_dtype(compiled.capacity))
    rows: Any = plain(found)
    dispute, briefs, levers = (
        plain(compiled.dispute),
        plain(compiled.briefs),
        plain(compiled.levers),
    )
    publics, desk, standings = map(plain, scratch(compiled))
    loops.play_runs(
        dispute,
        briefs,
        levers,
        compiled.tables.tolist(),
        publics,
        desk,
        standings,
        rows,
        seed,
        first_run,
        compiled.strategies,
    )
    names = found.dtype.names or ()
    for i, row in enumerate(rows):
        found[i] = tuple(getattr(row, name) for name in names)
    return found
