"""How long a run may take that asks an agent of the user's: one that loops for ever would keep the
batch for ever.

An error is raised in the thread that plays, which ends any loop in Python. What waits outside Python
(a socket, ``time.sleep``) hears nothing of it: a worker process then ends itself, and the run is
told as one that lost its worker; in a thread of the user's own process nothing can end it.
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Event, Lock, Thread, get_ident

from negotiation_sim.errors import AgentError, InputError

__all__ = ["RUN_SECONDS", "VARIABLE", "run_seconds", "time_limit"]

RUN_SECONDS = 60.0
"""Seconds a run may take; the longest talks of the Mesa engine take a few."""

VARIABLE = "NEGOTIATION_SIM_RUN_SECONDS"
"""Environment variable that sets another limit; ``inf`` for none."""

AGAIN_SECONDS, TRIES = 0.5, 20
"""How often the error is raised anew in code that swallows it, until it is taken to wait outside
Python."""

log = logging.getLogger("negotiation_sim")


class RunTooLongError(BaseException):
    """A run has had its time; no ``except Exception`` of an agent's may stop it."""


def run_seconds() -> float:
    """Seconds a run may take.

    Raises
    ------
    InputError
        If the environment variable is no number above 0.

    Examples
    --------
    >>> run_seconds()
    60.0
    """
    said = os.environ.get(VARIABLE, str(RUN_SECONDS))
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0.0
    if not seconds > 0.0:
        raise InputError(f"{VARIABLE} is {said!r}, expected seconds above 0, or inf")
    return seconds


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what this thread does here after so many seconds.

    Raises
    ------
    AgentError
        If it took longer; its traceback says where.
    """
    if seconds == float("inf"):
        yield
        return
    thread, done, lock = get_ident(), Event(), Lock()
    Thread(target=_watch, args=(seconds, thread, done, lock), daemon=True).start()
    try:
        yield
    except RunTooLongError as error:
        late = AgentError(f"took longer than {seconds:g} s")
        raise late.with_traceback(error.__traceback__) from None
    finally:
        with lock:
            done.set()
            _raise_in(thread, None)  # one that is on its way comes too late


def _watch(seconds: float, thread: int, done: Event, lock: Lock) -> None:
    wait, tries = seconds, 0
    while not done.wait(wait):
        with lock:
            if done.is_set():
                return
            _raise_in(thread, RunTooLongError)
        wait, tries = AGAIN_SECONDS, tries + 1
        if tries == TRIES:
            if parent_process() is not None:
                os._exit(1)
            log.warning(
                "a run has taken %g s and waits outside Python, where it cannot be ended; "
                "interrupt and play it with --workers",
                seconds,
            )


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    given = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)
