"""Work that may leave threads behind, done where they cannot keep the program alive."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

__all__ = ["in_daemon_thread"]

Answer = TypeVar("Answer")


def in_daemon_thread(work: Callable[[], Answer]) -> Answer:
    """Do something in a daemon thread and wait for it; threads that it starts are daemons too.

    A browser that fails can leave a thread that waits for its messages for ever; Python would wait
    for that thread at its end.

    Raises
    ------
    BaseException
        Whatever `work` raises.

    Examples
    --------
    >>> in_daemon_thread(lambda: Thread(target=print).daemon)
    True
    """
    done: Future[Answer] = Future()

    def doing() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed over to whoever waits
            done.set_exception(error)

    Thread(target=doing, daemon=True).start()
    return done.result()
