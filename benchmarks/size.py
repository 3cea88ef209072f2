"""Runs per second of the compiled engine over the size of a dispute: is there a cliff?

    python benchmarks/size.py [--runs 400]

Run it in the root of a checkout: the disputes are those of `tests/engines/big.py`. Time is that of
the processor, the least of three tries, so that neighbours on a shared machine do not count. The
time per package and actor should fall or stay level as disputes grow, also from 48 to 49 packages,
where another kernel takes over.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.engines.big import big_dispute

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import Ensemble
from negotiation_sim.engines.layout import LARGE

SIZES = (
    *((outcomes, 2, 1) for outcomes in (8, 16, 32, 48, 49, 64, 128, 256)),
    *((64, principals, 1) for principals in (3, 4, 6, 8)),
    *((64, 2, thirds) for thirds in (2, 3, 4)),
    (256, 8, 4),
)
TRIES = 3


def measure(outcomes: int, principals: int, thirds: int, runs: int) -> tuple[float, str]:
    """Runs per second, and the size class of the kernel."""
    compiled = compile_scenario(big_dispute(outcomes, principals, thirds))
    engine = Ensemble(compiled)
    engine.rows(1, 0, 10)
    least = min(_seconds(engine, runs) for _ in range(TRIES))
    return runs / least, "large" if compiled.capacity is LARGE else "standard"


def _seconds(engine: Ensemble, runs: int) -> float:
    start = time.process_time()
    engine.rows(1, 0, runs)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    runs = parser.parse_args().runs
    print("outcomes  principals  third parties  kernel      runs/s  ns per package and actor")
    for outcomes, principals, thirds in SIZES:
        speed, kernel = measure(outcomes, principals, thirds, runs)
        each = 1e9 / (speed * outcomes * (principals + thirds))
        print(
            f"{outcomes:8}  {principals:10}  {thirds:13}  {kernel:8}  {speed:8,.0f}  {each:10,.0f}"
        )


if __name__ == "__main__":
    main()
