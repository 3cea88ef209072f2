"""How many cores this process may use: fewer than the machine has, in a Slurm job or a
container.
"""

from __future__ import annotations

import os
from math import ceil
from pathlib import Path

__all__ = ["cores"]

QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux tells a container its share of processor time: quota and period in microseconds, or
``max`` for no limit."""


def cores(quota: Path = QUOTA) -> int:
    """Cores this process may use: those it is bound to, or as many as a container's quota is worth
    if that is less.

    Parameters
    ----------
    quota : file of the control group, version 2

    Examples
    --------
    >>> 1 <= cores() <= (os.cpu_count() or 1)
    True
    """
    bound = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(bound, _allowed(quota, bound)))


def _allowed(quota: Path, unlimited: int) -> int:
    """What a quota is worth in cores, rounded up."""
    try:
        time, period = quota.read_text("ascii").split()
        return unlimited if time == "max" else ceil(int(time) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return unlimited
