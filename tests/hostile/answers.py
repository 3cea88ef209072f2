"""A command in this process, stopped where it takes too long: whether it answered."""

from __future__ import annotations

import contextlib
import io
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PATIENCE = 30.0
"""Seconds of processor time a command has."""

WAITING = 6
"""Times as long it may take by the clock: one that waits for a pipe uses no processor."""


class TooLongError(BaseException):
    """Nobody may catch this but `answer`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended.

    Parameters
    ----------
    code : exit code; None where it raised or was stopped
    said : on stderr, or the traceback
    """

    code: int | None
    said: str
    seconds: float

    @property
    def is_answer(self) -> bool:
        return self.code in (0, 1, 2)


def answer(words: Sequence[str], patience: float = PATIENCE) -> Answer:
    """Run a command line."""
    from negotiation_sim.cli.main import main

    said, began = io.StringIO(), time.process_time()
    code: int | None = None
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            with _patience(patience):
                code = main(list(words))
        except TooLongError:
            said.write("TooLongError")
        except BaseException:  # noqa: BLE001 - an exit or an escape, whatever it is, is told
            said.write(traceback.format_exc())
    return Answer(code, said.getvalue(), time.process_time() - began)


@contextlib.contextmanager
def _patience(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError

    clocks = {
        signal.SIGPROF: (signal.ITIMER_PROF, seconds),
        signal.SIGALRM: (signal.ITIMER_REAL, WAITING * seconds),
    }
    before = {one: signal.signal(one, stop) for one in clocks}
    for clock, after in clocks.values():
        signal.setitimer(clock, after)
    try:
        yield
    finally:
        for one, (clock, _) in clocks.items():
            signal.setitimer(clock, 0.0)
            signal.signal(one, before[one])
