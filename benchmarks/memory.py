"""Peak memory and time of `negotiation-sim run` at rising numbers of runs: rows written, then counts.

    python benchmarks/memory.py [1956] [--most 10000000]      # 100000000: counts as many, a quarter of an hour

Each size is a process of its own; memory is the operating system's account of it when it has ended.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(scenario: str, runs: int, *more: str) -> tuple[float, float, float]:
    """Seconds, peak MiB and MiB on disk of one batch."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "negotiation_sim",
            "run",
            scenario,
            "--runs",
            str(runs),
            "--out",
            f"{folder}/results",
            *more,
        ]
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        if status:
            sys.exit(f"{' '.join(command)} failed")
        disk = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    return seconds, usage.ru_maxrss / 1024, disk / 2**20


def main() -> None:
    most = int(sys.argv[sys.argv.index("--most") + 1]) if "--most" in sys.argv else 10_000_000
    scenario = next(
        (
            word
            for word in sys.argv[1:]
            if (not word.startswith("--") and not word.isdigit()) or len(word) == 4
        ),
        "1956",
    )
    print(f"{'':8}{'runs':>12}{'s':>10}{'runs/s':>12}{'peak MiB':>11}{'disk MiB':>11}")
    sizes = [("rows", n) for n in (1_000, 100_000, 1_000_000, 10_000_000)]
    sizes += [("counts", n) for n in (1_000_000, 10_000_000, 100_000_000)]
    for kept, runs in (one for one in sizes if one[1] <= most):
        seconds, peak, disk = measure(scenario, runs, *["--tallies"] * (kept == "counts"))
        print(
            f"{kept:8}{runs:>12,}{seconds:>10.1f}{runs / seconds:>12,.0f}{peak:>11.0f}{disk:>11.1f}",
            flush=True,
        )
    print(
        f"this process itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )


if __name__ == "__main__":
    main()
