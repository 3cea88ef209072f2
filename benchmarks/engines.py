"""Runs per second of the engines on the same scenario, side by side in one process.

    python benchmarks/engines.py [--quick]

Ensemble engine (one and two threads), Mesa engine, Mesa's own `batch_run` over the same model,
NegMAS on a comparable negotiation where it is installed, and a plain compiled loop as the yardstick
for threads.
"""

from __future__ import annotations

import logging
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import mesa
import numba
from timing import in_turn

from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.engines.ensemble import Ensemble
from negotiation_sim.engines.mesa_engine import Negotiation, Prepared, mesa_endings
from negotiation_sim.scenarios import load_scenario

EPISODES = ("1956", "2018", "2022")
RUNS = 20_000


class BatchNegotiation(Negotiation):
    """The Mesa model in the shape `mesa.batch_run` wants: parameters by keyword, a data
    collector."""

    def __init__(self, table: Prepared, run: int, rng: int | None = None) -> None:
        super().__init__(table, seed=1, run=run, collect=False)
        self.datacollector = mesa.DataCollector(
            model_reporters={"in_force": lambda model: model.talks.state.in_force}
        )

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


def ensemble_job(engine: Ensemble) -> int:
    engine.rows(1, 0, RUNS)
    return RUNS


def threads_job(pool: ThreadPoolExecutor, engines: list[Ensemble]) -> int:
    list(pool.map(lambda engine: engine.rows(1, 0, RUNS), engines))
    return RUNS * len(engines)


def mesa_job(compiled: Compiled, runs: int = 200) -> int:
    return sum(1 for _ in mesa_endings(compiled, 1, 0, runs))


def batch_run_job(table: Prepared, runs: int = 100) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mesa.batch_run(
            BatchNegotiation,
            {"table": [table], "run": list(range(runs))},
            number_processes=1,
            max_steps=1000,
            display_progress=False,
        )
    return runs


@numba.njit(nogil=True)
def arithmetic(n: int) -> float:
    """Floating-point work that touches no memory."""
    x = 1.0
    for i in range(n):
        x = x * 1.0000001 + i * 1e-9
    return x


def arithmetic_job(threads: int, pool: ThreadPoolExecutor, n: int = 20_000_000) -> int:
    list(pool.map(arithmetic, [n] * threads))
    return n * threads


def negmas_job(runs: int = 20) -> int:
    """Two time-based negotiators over 28 outcomes and at most 28 offers, as in 2018."""
    from negmas import AspirationNegotiator, LinearAdditiveUtilityFunction, SAOMechanism, make_issue
    from negmas.preferences.value_fun import TableFun

    issues = [make_issue([str(i) for i in range(28)], name="package")]
    for k in range(runs):
        rising = {str(i): ((i * 7 + k) % 28) / 27 for i in range(28)}
        falling = {level: 1 - value for level, value in rising.items()}
        mechanism = SAOMechanism(issues=issues, n_steps=28, one_offer_per_step=True)
        for values in (rising, falling):
            preferences = LinearAdditiveUtilityFunction(
                [TableFun(values)], weights=[1.0], issues=issues
            )
            mechanism.add(AspirationNegotiator(), preferences=preferences)
        mechanism.run()
    return runs


def main() -> None:
    logging.disable(logging.INFO)
    rounds = 3 if "--quick" in sys.argv else 9
    pool = ThreadPoolExecutor(2)
    jobs = {}
    for name in EPISODES:
        compiled = compile_scenario(load_scenario(name))
        one, two, table = (
            Ensemble(compiled),
            [Ensemble(compiled), Ensemble(compiled)],
            Prepared(compiled),
        )
        one.rows(1, 0, 100)
        jobs[f"{name} ensemble, 1 thread"] = lambda one=one: ensemble_job(one)
        jobs[f"{name} ensemble, 2 threads"] = lambda two=two: threads_job(pool, two)
        jobs[f"{name} Mesa engine"] = lambda compiled=compiled: mesa_job(compiled)
        jobs[f"{name} Mesa batch_run"] = lambda table=table: batch_run_job(table)
    arithmetic(10)
    jobs["arithmetic, 1 thread"] = lambda: arithmetic_job(1, pool)
    jobs["arithmetic, 2 threads"] = lambda: arithmetic_job(2, pool)
    if find_spec("negmas"):
        jobs["NegMAS"] = negmas_job
    speeds = in_turn(jobs, rounds)
    print(
        f"Mesa {mesa.__version__}, numba {numba.__version__}, Python {sys.version.split()[0]}; medians of {rounds} rounds in turn\n"
    )
    for name, speed in speeds.items():
        print(f"{name:<28}{speed:>14,.0f} /s")
    mean = sum(speeds[f"{name} ensemble, 1 thread"] for name in EPISODES) / len(EPISODES)
    print(f"\n{'ensemble, 1 thread, mean of the three':<40}{mean:>12,.0f} runs/s")
    for rival in ("Mesa engine", "Mesa batch_run"):
        ratios = [
            speeds[f"{name} ensemble, 1 thread"] / speeds[f"{name} {rival}"] for name in EPISODES
        ]
        print(f"{'ensemble / ' + rival:<40}{min(ratios):>10,.0f} – {max(ratios):,.0f} ×")
    if "NegMAS" in speeds:
        print(
            f"{'ensemble 2018 / NegMAS':<40}{speeds['2018 ensemble, 1 thread'] / speeds['NegMAS']:>10,.0f} ×"
        )
    gains = [
        speeds[f"{name} ensemble, 2 threads"] / speeds[f"{name} ensemble, 1 thread"]
        for name in EPISODES
    ]
    print(f"{'two threads / one':<40}{min(gains):>10.2f} – {max(gains):.2f} ×")
    print(
        f"{'  the same for the arithmetic loop':<40}{speeds['arithmetic, 2 threads'] / speeds['arithmetic, 1 thread']:>10.2f} ×"
    )


if __name__ == "__main__":
    main()
