"""Results in the order of their tasks, whatever becomes of the workers: a lost worker costs a
retry, never a row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from negotiation_sim.engines.layout import row_dtype
from negotiation_sim.experiments.executors import Workers
from negotiation_sim.experiments.failures import Failure
from negotiation_sim.experiments.tallies import tally_of
from negotiation_sim.experiments.tasks import Done, Task, halves

__all__ = ["in_order"]

MOST_LOSSES = 3
"""Workers a task may cost, played alone, before it is taken apart."""


@dataclass(slots=True)
class _Waiting:
    first_row: int
    task: Task
    future: Future[Done]


def in_order(
    workers: Workers, tasks: Iterator[tuple[int, Task]]
) -> Iterator[tuple[int, Task, Done]]:
    """Results in the order of the tasks, with some of them under way at any time so that memory
    stays flat.

    A task whose worker is lost is played again, alone; one that keeps costing workers is halved
    until the runs that do it are found, and those are reported as failed.

    Raises
    ------
    ResultsError
        If the workers are gone altogether.
    """
    waiting: deque[_Waiting] = deque()
    for first, task in tasks:
        waiting.append(_Waiting(first, task, workers.submit(task)))
        while len(waiting) >= workers.ahead:
            yield from _finished(workers, waiting)
    while waiting:
        yield from _finished(workers, waiting)


def _finished(workers: Workers, waiting: deque[_Waiting]) -> Iterator[tuple[int, Task, Done]]:
    head = waiting.popleft()
    try:
        yield head.first_row, head.task, workers.result(head.future)
    except workers.lost:
        for task, done in _played_alone(workers, head.task, MOST_LOSSES):
            yield head.first_row, task, done
        for other in waiting:
            if other.future.cancelled() or (
                other.future.done() and isinstance(other.future.exception(), workers.lost)
            ):
                other.future = workers.submit(other.task)


def _played_alone(workers: Workers, task: Task, attempts: int) -> Iterator[tuple[Task, Done]]:
    """A task whose worker was lost, with nothing beside it, so that what kills workers is told from
    its neighbours.
    """
    for _ in range(attempts):
        workers.renew_after_loss()
        try:
            done = workers.result(workers.submit(task))
        except workers.lost:
            continue
        yield task, done
        return
    workers.renew_after_loss()
    if task.n_rows == 1:
        yield task, given_up(task)
        return
    for half in halves(task):
        yield from _played_alone(workers, half, 1)


def given_up(task: Task) -> Done:
    """A task of one run, as failed."""
    (piece,) = task.pieces
    failure = Failure(piece.cell, piece.first_run, 1, "its worker was lost each time it was played")
    nothing = np.zeros(1, row_dtype(task.compiled[piece.cell].capacity))
    if task.kind == "tallies":
        return Done(
            tallies=(tally_of(task.compiled[piece.cell], nothing[:0]),), failures=(failure,)
        )
    return Done((nothing,), failures=(failure,))
