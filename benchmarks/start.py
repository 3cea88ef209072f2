"""Times of whole processes: help, listing, first result cold and warm, the analyses that take longest.

python benchmarks/start.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

EPISODES = ("1956", "2018", "2022")


def seconds(words: list[str], cache: str, rounds: int) -> float:
    """Median wall time of ``python -m`` with some words."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", *words],
            env=os.environ | {"NEGOTIATION_SIM_CACHE": cache},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        found.append(time.perf_counter() - began)
    return median(found)


def main() -> None:
    bare = median(timed_python() for _ in range(7))
    print(f"{'python -c pass':<44}{bare:>7.2f} s")
    with tempfile.TemporaryDirectory() as cache:
        ours = "negotiation_sim"
        batch = [ours, "run", "1956", "--runs", "1000"]
        for label, words, rounds in (
            ("negotiation-sim --help", [ours, "--help"], 7),
            ("negotiation-sim scenarios list", [ours, "scenarios", "list"], 7),
            ("run 1956 --runs 1000, first ever", batch, 1),
            ("until the kernel is compiled, after that", [f"{ours}.engines.meanwhile"], 1),
            ("run 1956 --runs 1000, kernel on disk", batch, 5),
            ("explain 1956 2018 2022", [ours, "explain", *EPISODES], 1),
            ("robustness plausible_box", [ours, "robustness", "plausible_box"], 1),
            ("sensitivity sobol_2018", [ours, "sensitivity", "sobol_2018"], 1),
        ):
            print(f"{label:<44}{seconds(words, cache, rounds):>7.2f} s", flush=True)


def timed_python() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
