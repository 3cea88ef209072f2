"""Cost of a run against the size of the dispute: outcomes, principals, events, terms, rounds of talks.

python benchmarks/scaling.py
"""

from __future__ import annotations

import logging
from typing import Any

from timing import in_turn

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import Ensemble
from negotiation_sim.scenarios import build_scenario

RUNS = 5_000


def dispute(
    levels: int = 12, principals: int = 2, events: int = 2, terms: int = 4, rounds: int = 24
) -> dict[str, Any]:
    """A dispute over one issue that no principal likes shared, over 24 months; 24 rounds are talks at
    every step.
    """
    names = [f"p{i}" for i in range(principals)]
    shares = {f"l{k}": k / (levels - 1) for k in range(levels)}
    params: dict[str, Any] = {}
    all_terms: dict[str, Any] = {}
    for i, name in enumerate(names):
        params |= {
            f"{name}.beta": number([0.3, 0.6, 1.2], "shape"),
            f"{name}.window": number([0.7, 0.9, 1], "share of horizon"),
        }
        params |= {
            f"{name}.reserve": number([0, 4, 10]),
            f"{name}.walk_rate": number(1, "per year"),
            f"{name}.ratify_noise": number(5),
        }
        for t in range(terms):
            params[f"{name}.value{t}"] = number([20 / terms, 60 / terms, 100 / terms])
            score = "rising" if i == 0 else "falling"
            all_terms[f"{name}.t{t}"] = {
                "actor": name,
                "param": f"{name}.value{t}",
                "score": score,
                "when": {"status": "deal"},
            }
    dated = {
        f"e{k}": {
            "date": f"2000-{2 + k % 11:02d}",
            "label": f"event {k}",
            "shift": {f"{names[k % 2]}.value0": 0.5},
            "source": "benchmark",
        }
        for k in range(events)
    }
    return {
        "id": "benchmark",
        "title": "Benchmark",
        "calendar": {"start": "2000-01", "end": "2001-12", "step": "month", **meetings(rounds)},
        "actors": {name: {"label": name, "role": "principal", "ratifies": True} for name in names},
        "issues": {
            "status": {"levels": {"none": "nothing", "deal": "a deal"}},
            "share": {"levels": {level: level for level in shares}},
        },
        "kinds": {"status": {"none": "sq", "deal": "final"}},
        "forbid": [{"status": "none", "share": list(shares)[1:]}],
        "scores": {
            "rising": {"share": shares},
            "falling": {"share": {level: 1 - share for level, share in shares.items()}},
        },
        "terms": all_terms,
        "params": params,
        "events": dated,
        "classes": [
            {"class": "DEAL", "label": "deal", "kind": "final"},
            {"class": "BROKEN_OFF", "label": "broken off", "termination": "walk_out"},
            {"class": "NO_DEAL", "label": "no deal"},
        ],
    }


def meetings(rounds: int) -> dict[str, list[str]]:
    """So many rounds, spread over the two years."""
    months = [f"{2000 + k // 12}-{1 + k % 12:02d}" for k in range(0, 24, 24 // rounds)]
    return {} if rounds == 24 else {"rounds": months[:rounds]}


def number(value: Any, unit: str = "pts") -> dict[str, Any]:
    return {"value": value, "unit": unit, "source": "benchmark"}


def main() -> None:
    logging.disable(logging.INFO)
    cases = {
        "outcomes": ("levels", (5, 12, 30, 60, 200)),
        "principals": ("principals", (2, 3, 4, 8)),
    }
    cases |= {"events": ("events", (0, 2, 8, 16)), "terms": ("terms", (1, 4, 8, 16))}
    cases["rounds"] = ("rounds", (3, 6, 12, 24))
    jobs = {}
    for what, (argument, sizes) in cases.items():
        for size in sizes:
            engine = Ensemble(
                compile_scenario(build_scenario(dispute(**{argument: size}), "benchmark"))
            )
            engine.rows(1, 0, 10)
            jobs[f"{what:<12}{size:>5}"] = lambda engine=engine: len(engine.rows(1, 0, RUNS))
    for name, speed in in_turn(jobs, rounds=5).items():
        print(f"{name}{1e6 / speed:>10.2f} µs a run")


if __name__ == "__main__":
    main()
