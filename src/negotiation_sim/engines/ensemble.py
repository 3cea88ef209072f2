"""The ensemble engine: the same run as the Mesa engine's, compiled, millions of times.

Row `r` of seed `s` is the same whatever the chunk, the thread or the order. Where numba is missing
the same kernel is interpreted: the same rows, slower.
"""

from __future__ import annotations

from threading import local
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.jit import check_rules, compiled_loop, has_compiler
from negotiation_sim.engines.kernel import play
from negotiation_sim.engines.layout import row_dtype, talks_dtype
from negotiation_sim.engines.plain_records import plain, plain_talks
from negotiation_sim.errors import InputError
from negotiation_sim.model.strategies.registry import registered

__all__ = ["Ensemble", "run_ensemble", "run_interpreted"]


class Ensemble:
    """A compiled scenario with everything one thread needs to play it.

    Use one per thread: the scratch arrays are written by every run.

    Raises
    ------
    InputError
        If a strategy that a user registered cannot be compiled.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.row = row_dtype(compiled.capacity)
        self.talks = np.zeros(1, talks_dtype(compiled.capacity, compiled.others))
        self.take(compiled)
        try:
            self.loop = compiled_loop(compiled.capacity, compiled.others)
        except Exception as error:  # the compiler raises many kinds where it cannot read a rule
            if not registered():
                raise
            reason = next(iter(str(error).splitlines()), "")
            raise InputError(
                f"a registered strategy ({', '.join(registered())}) cannot be compiled: {reason}; "
                "play it with --engine mesa"
            ) from None

    def take(self, compiled: Compiled) -> None:
        """Play this scenario from now on; it has the same size class, and ``others`` is the same."""
        if compiled.others:
            check_rules()
        self.talks["dispute"] = compiled.dispute
        for name in ("briefs", "levers", "quantiles"):
            given = getattr(compiled, name)
            self.talks[name][0, : len(given)] = given

    def rows(self, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
        """Coded rows of consecutive runs; see `layout.row_dtype` for the fields."""
        found = np.zeros(n_runs, self.row)
        self.loop(self.talks, found, np.uint64(seed), first_run)
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
    held, size = vars(_of_this_thread), f"{compiled.capacity.outcomes} {compiled.others}"
    if size in held:
        held[size].take(compiled)
    else:
        held[size] = Ensemble(compiled)
    rows: NDArray[np.void] = held[size].rows(seed, first_run, n_runs)
    return rows


_of_this_thread = local()
"""Ensembles by size class: their memory takes longer to get than some cells to play."""


def run_interpreted(compiled: Compiled, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
    """The same rows from the same kernel, interpreted over plain lists."""
    found = np.zeros(n_runs, row_dtype(compiled.capacity))
    talks, names = plain_talks(compiled), found.dtype.names or ()
    for i in range(n_runs):
        row: SimpleNamespace = plain(found[i])
        play(talks, row, seed, first_run + i)
        found[i] = tuple(getattr(row, name) for name in names)
    return found
