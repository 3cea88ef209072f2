"""Where tasks are played: threads, spawned processes, or any executor; a lost worker costs a retry.

Anything with the `concurrent.futures.Executor` interface does. `Workers` adds what that interface
lacks: how many tasks to keep under way, which errors mean that a worker was lost, and a way to open
the executor again.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.cores import cores
from negotiation_sim.experiments.tasks import Done, Task, play

__all__ = ["Execution", "Workers", "given", "interrupts_held", "processes", "threads"]

MOST_LOST_IN_ALL = 200
"""Workers a batch may cost before something else than a run must be wrong."""

PATIENCE_SECONDS = 60.0
"""How long a cluster may be without any worker; most restart lost ones within seconds."""

LOOK_EVERY_SECONDS = 1.0
"""How often to see whether there still is a worker, while a result is waited for."""

KEPT = "finished parts are kept, run the same command again to continue"

LEAST_AHEAD = 8
"""Tasks under way or waiting to be written, at least; enough for a few cores, little enough for
memory to stay flat."""


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
    gone : errors of `opener`, `size` or handing in that mean there is nothing left to play on
    closer : closes what the executor stands on, after the executor
    """

    def __init__(
        self,
        name: str,
        opener: Callable[[], Executor],
        size: Callable[[], int],
        lost: tuple[type[BaseException], ...] = (BrokenExecutor,),
        gone: tuple[type[BaseException], ...] = (),
        closer: Callable[[], None] | None = None,
    ) -> None:
        self.name, self.opener, self.lost, self.gone, self.closer = name, opener, lost, gone, closer
        self._size = size
        self.executor: Executor | None = None
        self.losses = 0

    def __enter__(self) -> Workers:
        self.executor = self.opener()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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
            with interrupts_held():
                return self.executor.submit(play, task)
        except BrokenExecutor:
            self.renew()
            with interrupts_held():
                return self.executor.submit(play, task)
        except self.gone:
            raise self._all_lost() from None

    def result(self, future: Future[Done]) -> Done:
        """What a task gave, waited for as long as there is anybody to play it.

        Raises
        ------
        ResultsError
            If the workers are gone altogether, or cannot load the task.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while not wait([future], LOOK_EVERY_SECONDS).done:
            if self.size():
                until = time.monotonic() + PATIENCE_SECONDS
            elif time.monotonic() > until:
                raise ResultsError(
                    f"{self.name} has had no worker for {PATIENCE_SECONDS:.0f} s; {KEPT}"
                )
        try:
            return future.result()
        except CancelledError:
            raise self._all_lost() from None
        except (ImportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "deserialization" not in str(
                error
            ):  # Dask's words
                raise
            raise ResultsError(
                f"{self.name}: a worker cannot load what it is to play; install the agents' package there too"
            ) from None

    def _all_lost(self) -> ResultsError:
        return ResultsError(f"{self.name} was lost; {KEPT}")

    def renew_after_loss(self) -> None:
        """Count a lost worker, and open the executor again if that broke it.

        Raises
        ------
        ResultsError
            If so many were lost that it cannot be chance.
        """
        self.losses += 1
        if self.losses > MOST_LOST_IN_ALL:
            raise ResultsError(
                f"{self.name}: {self.losses} workers were lost, for want of memory perhaps; finished parts are kept"
            )
        if BrokenExecutor in self.lost:
            self.renew()

    def renew(self) -> None:
        """Open the executor again."""
        if self.executor is not None:
            _shut(self.executor)
        self.executor = self.opener()

    def size(self) -> int:
        """How many tasks are played at once, now."""
        try:
            return self._size()
        except self.gone:
            raise self._all_lost() from None

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


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold an interrupt back until what is started here has started: a process inherits that, so
    Ctrl-C reaches this process alone, which ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------ kinds of workers


def threads(n: int | None = None) -> Workers:
    """Threads of this process: the kernel lets go of the interpreter, so they use every core this
    process may.
    """
    most = n or cores()
    return Workers("threads", lambda: ThreadPoolExecutor(most), lambda: most)


def processes(n: int) -> Workers:
    """Spawned processes, for agents written in Python."""
    return Workers(
        "processes",
        lambda: ProcessPoolExecutor(
            n, mp_context=get_context("spawn"), initializer=_live_and_die_with_the_parent
        ),
        lambda: n,
    )


def _live_and_die_with_the_parent() -> None:
    """Leave interrupts to the parent, and end when it was killed: the pool alone would wait for its
    tasks for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def given(executor: Executor) -> Workers:
    """Somebody's own executor, left open; it cannot be opened again."""
    opened = False

    def opener() -> Executor:
        nonlocal opened
        if opened:
            raise ResultsError(
                "the executor lost a worker and cannot be used again; finished parts are kept, run again with a new one"
            )
        opened = True
        return _LeftOpen(executor)

    return Workers("the executor", opener, lambda: 2 * cores())


class _LeftOpen(Executor):
    """An executor that is not closed with the batch."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self.executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave it to its owner."""
