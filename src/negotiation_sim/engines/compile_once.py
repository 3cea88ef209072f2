"""One process compiles a kernel, others wait for it: marks beside the compiled code."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from negotiation_sim.engines import kernel
from negotiation_sim.engines.layout import Capacity

__all__ = ["alone", "is_being_made", "mark_of"]

MOST_SECONDS = 180.0
"""After so long whoever began has been stopped."""

LOOK_EVERY_SECONDS = 0.1


def mark_of(folder: Path, capacity: Capacity, others: bool) -> Path:
    """The file that says that a kernel lies in a folder, compiled for this compiler and machine; the
    compiler's cache goes by the time of the source, too.
    """
    import llvmlite.binding
    import numba

    made_by = f"{sys.implementation.cache_tag}-{numba.__version__}"
    made_for = f"{platform.machine()}-{llvmlite.binding.get_host_cpu_name()}"
    kind, made_of = "any" if others else "time", Path(kernel.__file__).stat().st_mtime_ns
    return folder / f"{capacity.outcomes}-{kind}-{made_of}-{made_by}-{made_for}.ready"


def is_being_made(mark: Path) -> bool:
    """Whether a process is at it."""
    try:
        return time.time() - _making(mark).stat().st_mtime < MOST_SECONDS
    except OSError:
        return False


@contextmanager
def alone(mark: Path) -> Iterator[None]:
    """Compile within: at once if nobody does, else when whoever does has finished, and what it made
    is there.
    """
    while not mark.exists() and not _taken(mark):
        time.sleep(LOOK_EVERY_SECONDS)
    if mark.exists():
        yield
        return
    try:
        yield
        mark.touch()
    finally:
        _making(mark).unlink(missing_ok=True)


def _making(mark: Path) -> Path:
    return mark.with_suffix(".making")


def _taken(mark: Path) -> bool:
    """Whether it is this process's turn."""
    if is_being_made(mark):
        return False
    _making(mark).unlink(missing_ok=True)
    try:
        _making(mark).open("x").close()
    except FileExistsError:
        return False
    return True
