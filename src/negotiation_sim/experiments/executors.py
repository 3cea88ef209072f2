"""Where tasks are played: threads, spawned processes, a Dask cluster, or any executor; a lost worker costs a retry.

Anything with the `concurrent.futures.Executor` interface does. `Workers` adds what that interface lacks: how many
tasks to keep under way, which errors mean that a worker was lost, and a way to open the executor again.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib import import_module
from inspect import isclass
from multiprocessing import get_context
from types import TracebackType
from typing import Any

from negotiation_sim.errors import InputError, ResultsError
from negotiation_sim.experiments.tasks import Done, Failure, Task, play

__all__ = ["Execution", "Workers", "agent_class", "dask_cluster", "given", "in_order", "part_of", "processes", "threads"]

MOST_LOSSES = 3
"""Workers one task may cost before its runs are reported as failed."""

LEAST_AHEAD = 8
"""Tasks under way or waiting to be written, at least; enough for a few cores, little enough for memory to stay flat."""


@dataclass(frozen=True, slots=True)
class Execution:
    """How a study is played; nothing of it changes a row.

    Parameters
    ----------
    workers : where; threads of this process if None
    agents : for the Mesa engine, classes that replace its own, by actor name
    part : (I, N): write only every N-th stored part from the I-th on; a job of an array
    tallies : keep counts and sums per cell instead of rows
    """

    workers: Workers | Executor | None = None
    agents: Mapping[str, type] = field(default_factory=dict)
    part: tuple[int, int] | None = None
    tallies: bool = False


class Workers(AbstractContextManager["Workers"]):
    """An executor that can be opened again when it breaks.

    Parameters
    ----------
    name : what it is, in messages
    opener : opens the executor
    size : how many tasks it plays at once, asked anew each time since a cluster may grow
    lost : errors that mean a worker was lost, not that a run failed
    closer : closes what the executor stands on, after the executor
    """

    def __init__(
        self,
        name: str,
        opener: Callable[[], Executor],
        size: Callable[[], int],
        lost: tuple[type[BaseException], ...] = (BrokenExecutor,),
        closer: Callable[[], None] | None = None,
    ) -> None:
        self.name, self.opener, self.size, self.lost, self.closer = name, opener, size, lost, closer
        self.executor: Executor | None = None

    def __enter__(self) -> Workers:
        self.executor = self.opener()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self.executor is not None:
                _shut(self.executor)
        finally:
            self.executor = None
            if self.closer is not None:
                self.closer()

    def submit(self, task: Task) -> Future[Done]:
        """Hand a task in; an executor found broken is opened again first."""
        if self.executor is None:
            self.executor = self.opener()
        try:
            return self.executor.submit(play, task)
        except BrokenExecutor:
            self.renew()
            return self.executor.submit(play, task)

    def renew(self) -> None:
        """Open the executor again after a worker was lost."""
        if self.executor is not None:
            _shut(self.executor)
        self.executor = self.opener()

    @property
    def ahead(self) -> int:
        """Tasks to keep under way or waiting to be written."""
        return max(LEAST_AHEAD, 2 * self.size())


def _shut(executor: Executor) -> None:
    """Close an executor; what has not begun is dropped."""
    if isinstance(executor, (ThreadPoolExecutor, ProcessPoolExecutor)):
        executor.shutdown(wait=True, cancel_futures=True)
    else:
        executor.shutdown(wait=False)


# ------------------------------------------------------------------ kinds of workers


def threads(n: int | None = None) -> Workers:
    """Threads of this process: the kernel lets go of the interpreter, so they use every core."""
    most = n or os.cpu_count() or 1
    return Workers("threads", lambda: ThreadPoolExecutor(most), lambda: most)


def processes(n: int) -> Workers:
    """Spawned processes, for agents written in Python."""
    return Workers(
        "processes", lambda: ProcessPoolExecutor(n, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent), lambda: n
    )


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def given(executor: Executor) -> Workers:
    """Somebody's own executor, left open; it cannot be opened again."""
    opened = False

    def opener() -> Executor:
        nonlocal opened
        if opened:
            raise ResultsError("the executor lost a worker and cannot be used again; finished parts are kept, run again with a new one")
        opened = True
        return _LeftOpen(executor)

    return Workers("the executor", opener, lambda: 2 * (os.cpu_count() or 1))


class _LeftOpen(Executor):
    """An executor that is not closed with the batch."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self.executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave it to its owner."""


def dask_cluster(address: str) -> Workers:
    """A running Dask cluster by its scheduler's address, or ``local:N``: N processes started here.

    Raises
    ------
    InputError
        If Dask is not installed, the address is none, or nobody answers there.
    """
    try:
        from distributed import Client, LocalCluster
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise InputError("--dask needs Dask: pip install 'negotiation-sim[cluster]'") from None
    word, _, count = address.partition(":")
    if word == "local" and not (count.isascii() and count.isdigit() and int(count) > 0):
        raise InputError(f"--dask {address}: expected the address of a scheduler, or local:N for N processes here")
    cluster = None
    if word == "local":
        cluster = LocalCluster(n_workers=int(count), threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    try:
        client = Client(cluster or address, timeout=30)
    except (OSError, ValueError) as error:
        raise InputError(f"--dask {address}: no scheduler answers ({type(error).__name__}); start one with `dask scheduler`") from None

    def close() -> None:
        client.close()
        if cluster is not None:
            cluster.close()

    return Workers(
        f"Dask cluster {address}",
        lambda: client.get_executor(pure=False),
        lambda: sum(client.nthreads().values()),
        (KilledWorker,),
        close,
    )


# ------------------------------------------------------------------ results in order


@dataclass(slots=True)
class _Waiting:
    first_row: int
    task: Task
    future: Future[Done]


def in_order(workers: Workers, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Task, Done]]:
    """Results in the order of the tasks, with some of them under way at any time so that memory stays flat.

    A task whose worker is lost is played again, alone; one that costs `MOST_LOSSES` workers is given up and its runs
    are reported as failed.

    Raises
    ------
    ResultsError
        If the workers are gone altogether.
    """
    waiting: deque[_Waiting] = deque()
    for first, task in tasks:
        waiting.append(_Waiting(first, task, workers.submit(task)))
        while len(waiting) >= workers.ahead:
            yield _finished(workers, waiting)
    while waiting:
        yield _finished(workers, waiting)


def _finished(workers: Workers, waiting: deque[_Waiting]) -> tuple[int, Task, Done]:
    head = waiting.popleft()
    try:
        done = head.future.result()
    except CancelledError:
        raise ResultsError(f"{workers.name} was lost; finished parts are kept, run the same command again to continue") from None
    except workers.lost:
        done = _played_alone(workers, head.task)
        for other in waiting:
            if other.future.cancelled() or (other.future.done() and isinstance(other.future.exception(), workers.lost)):
                other.future = workers.submit(other.task)
    return head.first_row, head.task, done


def _played_alone(workers: Workers, task: Task) -> Done:
    """A task whose worker was lost, with nothing beside it, so that a task that kills workers is told from its neighbours."""
    for _ in range(MOST_LOSSES):
        if BrokenExecutor in workers.lost:
            workers.renew()
        try:
            return workers.submit(task).result()
        except workers.lost:
            continue
    if BrokenExecutor in workers.lost:
        workers.renew()
    return given_up(task)


def given_up(task: Task) -> Done:
    """Every run of a task as failed."""
    import numpy as np

    from negotiation_sim.engines.layout import row_dtype
    from negotiation_sim.experiments.tallies import tally_of

    reason = f"its worker was lost {MOST_LOSSES + 1} times"
    failures = tuple(Failure(piece.cell, piece.first_run, piece.n_runs, reason) for piece in task.pieces)
    sizes = [0 if task.kind == "tallies" else piece.n_runs for piece in task.pieces]
    rows = tuple(np.zeros(n, row_dtype(task.compiled[piece.cell].capacity)) for n, piece in zip(sizes, task.pieces, strict=True))
    if task.kind == "tallies":
        return Done(
            tallies=tuple(tally_of(task.compiled[p.cell], none) for p, none in zip(task.pieces, rows, strict=True)), failures=failures
        )
    return Done(rows, failures=failures)


# ------------------------------------------------------------------ words of the command line


def part_of(text: str) -> tuple[int, int]:
    """``I/N`` of an array job, I from 1 to N.

    Raises
    ------
    InputError
        If it is anything else.

    Examples
    --------
    >>> part_of("3/8")
    (3, 8)
    """
    mine, _, of = text.partition("/")
    if not (mine.isascii() and mine.isdigit() and of.isascii() and of.isdigit() and 1 <= int(mine) <= int(of)):
        raise InputError(f"--part {text}: expected I/N with I from 1 to N, e.g. 1/4 to 4/4 (for a Slurm array: --array=1-4)")
    return int(mine), int(of)


def agent_class(text: str) -> tuple[str, type]:
    """``actor=package.module:Class`` as the actor and the class, found from the current folder as Python itself would.

    Raises
    ------
    InputError
        If it cannot be imported, or is no class for an agent.
    """
    actor, _, where = text.partition("=")
    module, _, name = where.partition(":")
    if not (actor and module and name):
        raise InputError(f"--agent {text}: expected actor=package.module:Class")
    if "" not in sys.path and os.getcwd() not in sys.path:  # noqa: PTH109 - sys.path holds text
        sys.path.insert(0, os.getcwd())  # noqa: PTH109 - the same
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, SyntaxError) as error:
        raise InputError(f"--agent {text}: cannot be imported ({error})") from None
    from negotiation_sim.engines.mesa_engine import StateAgent

    if not isclass(found) or not issubclass(found, StateAgent):
        raise InputError(f"--agent {text}: is no subclass of Principal or ThirdParty of negotiation_sim.engines.mesa_engine")
    return actor, found
