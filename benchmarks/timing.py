"""Timing in one process, in turn, so that a noisy machine disturbs everybody alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def in_turn(jobs: dict[str, Callable[[], int]], rounds: int = 7) -> dict[str, float]:
    """Median units of work per second of each job; every round plays each job once.

    A job does its work and returns how many units it did.
    """
    speeds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            began = time.perf_counter()
            done = job()
            speeds[name].append(done / (time.perf_counter() - began))
    return {name: median(found) for name, found in speeds.items()}
