"""Stored rows of small disputes that together take every branch of the rules, under every strategy
and protocol, whatever the shipped episodes say.

After a change that is meant, ``pytest tests/engines/test_golden_rules.py --force-regen`` writes them
anew; say why in the commit.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from tests.engines.odd import event, lever, odd_scenarios
from tests.engines.test_extremes import PROTOCOLS, data_of, with_strategy
from tests.engines.test_golden import CODES
from tests.model.small import dispute, fixed

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.model.strategies.registry import STRATEGIES
from negotiation_sim.scenarios import build_scenario

FILE = Path(__file__).parents[1] / "golden" / "rules.csv"
RUNS = 12


def scenarios() -> dict[str, Scenario]:
    """By name, what is played."""
    found = odd_scenarios()
    for number, protocol in enumerate(PROTOCOLS):
        data = data_of()
        data["protocol"] |= protocol
        found[f"protocol {number}"] = build_scenario(data)
    for name in STRATEGIES:
        found[f"two sides, {name}"] = with_strategy(found["protocol 2"], name)
        found[f"three sides, {name}"] = with_strategy(found["three sides and a neighbour"], name)
    found["estimates shared by all runs"] = dispute(
        {"west": {"a": 9, "b": 4, "n": -5, "s": 3}, "east": {"a": 4, "b": 9, "n": 3, "s": -5}},
        thirds=["n", "s"],
        params={"a.beta": [0.3, 0.6, 1.2], "n.threat": 3, "n.price": 1, "n.noise": 3, "s.noise": 3},
        levers={
            "n.west": lever("threat", "n", "a", "n.threat", "n.price", ["west"]),
            "n.east": lever("threat", "s", "b", "n.threat", "n.price", ["east"]),
        },
        events={"storm": event("2001-05", {"a.reserve": 3})},
    )
    averse = {"a__risk_aversion": 0.1, "b__risk_aversion": 0.05, "a__loss_aversion": 2.25}
    found["averse"] = fixed(found["protocol 1"], **averse)
    found["few rounds"] = build_scenario(
        data_of()
        | {"calendar": data_of()["calendar"] | {"rounds": ["2001-02", "2001-05..2001-08"]}}
    )
    return found


SCENARIOS = scenarios()


def rows_of(name: str) -> list[list[str]]:
    rows = run_interpreted(compile_scenario(SCENARIOS[name]), 1, 0, RUNS)
    points = np.column_stack([rows["gap_start"], rows["gap_end"], rows["points"]])
    return [
        [name, str(run), *(str(int(rows[code][run])) for code in CODES), *map("{:.10g}".format, points[run])]
        for run in range(RUNS)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def stored(request):
    """The stored rows by scenario; written first under ``--force-regen``."""
    if request.config.getoption("force_regen"):
        with FILE.open("w", encoding="utf-8", newline="") as file:
            every = [row for name in SCENARIOS for row in rows_of(name)]
            csv.writer(file, lineterminator="\n").writerows(every)
    with FILE.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    return {name: [row for row in found if row[0] == name] for name in SCENARIOS}


@pytest.mark.parametrize("name", SCENARIOS)
def test_rows_of_every_rule(name, stored):
    """Codes are exact, points to nine digits."""
    rows, codes = rows_of(name), 2 + len(CODES)
    assert [row[:codes] for row in rows] == [row[:codes] for row in stored[name]]
    mine, theirs = (np.array([row[codes:] for row in one], float) for one in (rows, stored[name]))
    assert mine == pytest.approx(theirs, rel=1e-9, abs=1e-9)
