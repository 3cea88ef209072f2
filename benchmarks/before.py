"""Runs per second of two checkouts in turn: is this one slower or faster than an earlier one?

    python benchmarks/before.py OLD [--rounds 21] [--old-files FOLDER] [--files FOLDER]

OLD is a folder with the earlier checkout. Each has a process of its own that is asked in turn for as
many runs of each episode; what is told is processor time, so that a noisy machine disturbs both alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

EPISODES = ("1956", "2018", "2022")
RUNS = 30_000
HERE = Path(__file__).parents[1]

PLAYER = f"""
import sys, time, warnings
warnings.simplefilter("ignore")
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import Ensemble
from negotiation_sim.scenarios import load_scenario
engines = {{name: Ensemble(compile_scenario(load_scenario(f"{{sys.argv[1]}}/{{name}}.yaml")))
           for name in {EPISODES!r}}}
for engine in engines.values():
    engine.rows(1, 0, 1000)
print("ready", flush=True)
for line in sys.stdin:
    began = time.process_time()
    engines[line.strip()].rows(1, 0, {RUNS})
    print(time.process_time() - began, flush=True)
"""


class Player:
    """A process that plays with the code of one checkout."""

    def __init__(self, checkout: Path, files: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PLAYER, str(files)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.asked, self.told = self.process.stdin, self.process.stdout
        if not self.told.readline():
            sys.exit(f"{checkout} cannot be played")

    def speed(self, episode: str) -> float:
        """Runs per second of one thread."""
        print(episode, file=self.asked, flush=True)
        return RUNS / float(self.told.readline())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("old", type=Path)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--old-files", type=Path, help="scenarios of the earlier one; its own")
    parser.add_argument("--files", type=Path, default=HERE / "scenarios")
    asked = parser.parse_args()
    old = Player(asked.old, asked.old_files or asked.old / "scenarios")
    new = Player(HERE, asked.files)
    for episode in EPISODES:
        pairs = [(old.speed(episode), new.speed(episode)) for _ in range(asked.rounds)]
        ratios = sorted(now / then for then, now in pairs)
        before, after = (median(column) for column in zip(*pairs, strict=True))
        print(
            f"{episode}: {before:,.0f} before, {after:,.0f} now, "
            f"ratio {median(ratios):.2f} ({ratios[0]:.2f} – {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    main()
