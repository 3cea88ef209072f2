"""Play without the compiler while it works: the first runs of a fresh installation do not wait.

    python -m negotiation_sim.engines.meanwhile      # compiles the kernel of ordinary disputes

The rules are the same object compiled or not, so the rows are the same.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines.compile_once import is_being_made, mark_of
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.jit import compiled_loop, has_compiler, kept_folder
from negotiation_sim.engines.layout import LARGE, STANDARD, Capacity

__all__ = ["rows_at_once"]

log = logging.getLogger("negotiation_sim")

AT_ONCE = 50
"""Runs played before one looks again; a fifth of a second or so."""


def rows_at_once(compiled: Compiled, seed: int, first_run: int, n_runs: int) -> NDArray[np.void]:
    """The rows of `run_ensemble`: interpreted until the kernel is compiled, which another process
    sees to and ends even if this one does not wait for it.
    """
    if _is_ready(compiled.capacity, compiled.others):
        return run_ensemble(compiled, seed, first_run, n_runs)
    return np.concatenate(list(_pieces(compiled, seed, first_run, n_runs)))


def _pieces(
    compiled: Compiled, seed: int, first_run: int, n_runs: int
) -> Iterator[NDArray[np.void]]:
    last = first_run + n_runs
    while first_run < last:
        ready = _is_ready(compiled.capacity, compiled.others)
        n = last - first_run if ready else min(AT_ONCE, last - first_run)
        yield (run_ensemble if ready else run_interpreted)(compiled, seed, first_run, n)
        first_run += n


_ready: set[tuple[Capacity, bool]] = set()
_at_it: dict[tuple[Capacity, bool], tuple[Path, subprocess.Popen[bytes] | None]] = {}
"""Kernels that are waited for: their marks, and the process that compiles, if it is ours."""


def _is_ready(capacity: Capacity, others: bool) -> bool:
    """Whether there is no reason to play without the kernel; the first time that there is one
    somebody is sent to compile it.
    """
    kernel = capacity, others
    if kernel in _ready:
        return True
    if kernel not in _at_it:
        mark = _mark(capacity, others)
        if mark is None or mark.exists():
            _ready.add(kernel)
            return True
        _at_it[kernel] = mark, None if is_being_made(mark) else _sent(capacity, others)
    mark, process = _at_it[kernel]
    going_on = is_being_made(mark) if process is None else process.poll() is None
    if mark.exists() or not going_on:
        _ready.add(kernel)
    return kernel in _ready


def _mark(capacity: Capacity, others: bool) -> Path | None:
    """None where no other process could leave a kernel for this one."""
    if not (has_compiler() and sys.executable):
        return None
    folder = kept_folder()
    return None if folder is None else mark_of(folder, capacity, others)


def _sent(capacity: Capacity, others: bool) -> subprocess.Popen[bytes]:
    log.info(
        "the rules are being compiled in the background, once for this version, for half a minute; "
        "until then runs are played without, slowly"
    )
    words = ["large"] * (capacity == LARGE) + ["any"] * others
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "negotiation_sim.engines.meanwhile", *words],
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        start_new_session=True,
    )


if __name__ == "__main__":
    compiled_loop(LARGE if "large" in sys.argv else STANDARD, "any" in sys.argv)
