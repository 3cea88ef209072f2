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
from tests.engines.odd import odd_scenarios
from tests.engines.test_extremes import PROTOCOLS, data_of, with_strategy
from tests.engines.test_golden import CODES
from tests.model.small import fixed

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
    averse = {"a__risk_aversion": 0.1, "b__risk_aversion": 0.05, "a__loss_aversion": 2.25}
    found["averse"] = fixed(found["protocol 1"], **averse)
    found["few rounds"] = build_scenario(
        data_of()
        | {"calendar": data_of()["calendar"] | {"rounds": ["2001-02", "2001-05..2001-08"]}}
    )
    return found


def rows_of(name: str, scenario: Scenario) -> list[list[str]]:
    rows = run_interpreted(compile_scenario(scenario), 1, 0, RUNS)
    points = np.column_stack([rows["gap_start"], rows["gap_end"], rows["points"]])
    return [
        [name, str(run), *(str(int(rows[code][run])) for code in CODES), *map("{:.10g}".format, points[run])]
        for run in range(RUNS)
    ]  # fmt: skip


def test_rows_of_every_rule(request):
    """Codes are exact, points to nine digits."""
    found = [row for name, one in scenarios().items() for row in rows_of(name, one)]
    if request.config.getoption("force_regen"):
        with FILE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(found)
    with FILE.open(encoding="utf-8", newline="") as file:
        stored = list(csv.reader(file))
    codes = 2 + len(CODES)
    assert [row[:codes] for row in found] == [row[:codes] for row in stored]
    for mine, theirs in zip(found, stored, strict=True):
        known = [float(number) for number in theirs[codes:]]
        assert [float(number) for number in mine[codes:]] == pytest.approx(known, 1e-9, 1e-9), mine[
            :2
        ]
