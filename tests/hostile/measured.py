"""A command in a process of its own: what it says, how long it takes, how much memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE, MOST_MEMORY = 60.0, 6 * 2**30


@dataclass(frozen=True, slots=True)
class Measured:
    """How a command ended.

    Parameters
    ----------
    code : exit code; negative for a signal, None if it was stopped after `PATIENCE` seconds
    seconds : of processor time; the clock would count what else the machine does
    megabytes : of memory at most
    said : on stderr
    """

    code: int | None
    seconds: float
    megabytes: float
    said: str

    @property
    def is_answer(self) -> bool:
        """Whether it ended as it should: by itself, without a traceback."""
        return self.code in (0, 1, 2) and "Traceback" not in self.said


def measured(words: Sequence[str], cwd: Path | None = None, patience: float = PATIENCE) -> Measured:
    """Run ``negotiation-sim`` with some words."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+b") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "negotiation_sim", *words],
            cwd=cwd,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            preexec_fn=_bounded,
            start_new_session=True,
        )
        code, usage = _ended(process, began + patience)
        said.seek(0)
        text = said.read(100_000).decode("utf-8", "replace")
    return Measured(code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def _ended(
    process: subprocess.Popen[bytes], until: float
) -> tuple[int | None, resource.struct_rusage]:
    """Exit code of a process and what it used; it is killed where it takes too long."""
    stopped = False
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            code = process.returncode = os.waitstatus_to_exitcode(status)
            return (None if stopped else code), usage
        if time.monotonic() > until and not stopped:
            process.kill()
            stopped = True
        time.sleep(0.01)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
