"""Scenarios played side by side on the same luck, kept in memory only as long as the caller looks
at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.experiments.executors import threads
from negotiation_sim.experiments.order import Slice
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.retries import in_order
from negotiation_sim.experiments.tasks import ENGINES, TASK_ROWS, Task

__all__ = ["side_by_side"]


def side_by_side(
    compiled: Iterable[Compiled], seed: int, runs: int, progress: Progress = unheard
) -> Iterator[tuple[Compiled, NDArray[np.void]]]:
    """Each compiled scenario with the coded rows of runs 0 to ``runs - 1`` of a seed, in the order
    given.

    Run `r` has the same luck in all of them (common random numbers: Glasserman & Yao 1992), so
    differences are paired.

    Parameters
    ----------
    compiled : taken one by one, so many may be made as they are needed
    progress : called with the number of rows just played

    Raises
    ------
    RuntimeError
        If a run raises; the ensemble engine has no run that may.

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.scenarios import load_scenario
    >>> base = compile_scenario(load_scenario("1956"))
    >>> (_, rows), (_, again) = side_by_side([base, base], seed=1, runs=10)
    >>> len(rows), bool((rows == again).all())
    (10, True)
    """
    engine, waiting = ENGINES[0], dict[int, Compiled]()

    def tasks() -> Iterator[tuple[int, Task]]:
        for number, one in enumerate(compiled):
            waiting[number] = one
            for first in range(0, runs, TASK_ROWS[engine]):
                piece = Slice(number, first, min(TASK_ROWS[engine], runs - first))
                yield number, Task(engine, seed, (piece,), {number: one})

    with threads() as workers:
        for number, group in groupby(in_order(workers, tasks()), key=itemgetter(0)):
            found: list[NDArray[np.void]] = []
            for _, task, done in group:
                if done.failures:
                    raise RuntimeError(done.failures[0].reason)
                progress(task.n_rows)
                found += done.rows
            yield waiting.pop(number), np.concatenate(found)
