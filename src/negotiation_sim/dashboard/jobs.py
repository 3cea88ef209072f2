"""Long work in the background: its progress, its result, and an end when nobody waits for it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

__all__ = ["Job", "Jobs", "Stopped", "Tell", "progress_of"]

AT_ONCE, MOST_KEPT = 1, 16
"""Jobs worked on, and jobs whose result is kept."""

PATIENCE = 30.0
"""Seconds without a question after which nobody waits any more."""

Tell = Callable[[float], bool]
"""Called by the work with the share that is done; returns whether to go on."""


class Stopped(Exception):  # noqa: N818 - it is no error
    """The work is no longer wanted."""


def progress_of(tell: Tell, total: int) -> Callable[[int], None]:
    """A function to tell how many more of `total` rows are done, which stops work that nobody wants.

    Raises
    ------
    Stopped
        When it is called and the work is no longer wanted.
    """
    done = 0

    def more(rows: int) -> None:
        nonlocal done
        done += rows
        if not tell(min(1.0, done / max(total, 1))):
            raise Stopped

    return more


@dataclass
class Job:
    """Work that was asked for.

    Parameters
    ----------
    done : share that is done
    """

    done: float = 0.0
    asked: float = field(default_factory=time.monotonic)
    stop: Event = field(default_factory=Event)
    future: Future[Any] | None = None

    def tell(self, done: float) -> bool:
        """Note progress; whether the work is still wanted."""
        self.done = done
        return not self.stop.is_set() and time.monotonic() - self.asked < PATIENCE

    @property
    def finished(self) -> bool:
        return self.future is not None and self.future.done()

    def result(self) -> Any:
        """What came out; raises what the work raised."""
        return self.future.result() if self.future else None


class Jobs:
    """Jobs by page and purpose; a new one of the same page and purpose ends the old one."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._workers = ThreadPoolExecutor(AT_ONCE, "job")

    def start(self, name: str, work: Callable[[Tell], Any]) -> None:
        """Begin work under a name."""
        job = Job()
        with self._lock:
            if name in self._jobs:
                self._jobs.pop(name).stop.set()
            self._jobs[name] = job
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)[1].stop.set()
        job.future = self._workers.submit(lambda: work(job.tell) if job.tell(0.0) else None)

    def look(self, name: str) -> Job | None:
        """The job of a name, which is thereby known to be waited for."""
        with self._lock:
            job = self._jobs.get(name)
        if job is not None:
            job.asked = time.monotonic()
        return job

    def cancel(self, name: str) -> bool:
        """End a job; whether there was one."""
        with self._lock:
            job = self._jobs.pop(name, None)
        if job is not None:
            job.stop.set()
        return job is not None
