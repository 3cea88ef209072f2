"""A pie for three: nobody's name is an advantage."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from tests.model.small import dispute, mapping

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.scenarios import build_scenario
from negotiation_sim.solutions.alternating_offers import spe_offers
from negotiation_sim.theory import baron_ferejohn

SLICES, RUNS = 9, 240
DRAWN = {"beta": [0.3, 0.6, 1.2], "window": [0.7, 0.9, 1]}
EVEN = {f"{who}.{noun}": value for who in "abc" for noun, value in DRAWN.items()}


def worth_of(slices):
    return {
        f"x{i:02}_{j:02}": {"a": i / slices, "b": j / slices, "c": k / slices}
        for i, j, k in pieces(slices)
    }


def pieces(slices):
    """Every way to share the slices among three."""
    return [(i, j, slices - i - j) for i in range(slices + 1) for j in range(slices + 1 - i)]


def pie_for_three(slices=SLICES, **details) -> Scenario:
    return dispute(worth_of(slices), principals=["a", "b", "c"], **details)


def shares(scenario, runs=RUNS):
    """What each gets, a row per run; nothing where nothing is signed."""
    return run_interpreted(compile_scenario(scenario), 1, 0, runs)["points"][:, :3]


def test_a_symmetric_pie_is_shared_in_thirds():
    found = shares(pie_for_three(params=EVEN))
    assert found.sum(axis=1) == pytest.approx(1), "everybody signs in every run"
    error = found.std(axis=0) / RUNS**0.5
    assert (np.abs(found.mean(axis=0) - 1 / 3) < 4 * error).all()


def test_equal_and_certain_bargainers_share_it_in_thirds_exactly():
    certain = dict.fromkeys(EVEN, 1)
    assert shares(pie_for_three(params=certain)) == pytest.approx(1 / 3)


def test_names_and_their_order_do_not_matter():
    """Sides that keep their streams under new names, or stand in another order, play the same."""
    other = {"a": "x", "b": "y", "c": "z"}
    drawn = EVEN | {"a.beta": 0.3, "a.walk_rate": 1, "c.reserve": [0, 0.1, 0.2]}
    was = shares(pie_for_three(params=drawn), 60)
    data = mapping(worth_of(SLICES), principals=["a", "b", "c"], params=drawn)
    text = json.dumps(data)
    for old, new in other.items():
        text = re.sub(rf'"{old}(["._])', rf'"{new}\1', text)
    named = json.loads(text)
    for old, new in other.items():
        named["actors"][new]["stream"] = old
    assert (shares(build_scenario(named), 60) == was).all()
    turned = mapping(worth_of(SLICES), principals=["c", "a", "b"], params=drawn) | {
        "order": {"actors": ["a", "b", "c"]}
    }
    assert (shares(build_scenario(turned), 60) == was).all()


@pytest.mark.parametrize("months", [7, 8, 9])
def test_unanimity_is_worth_a_third_to_each_whoever_opens(months):
    """Baron & Ferejohn (1989), unanimity: whoever may be first, all votes are bought, the budget is
    shared whole, and before it is known who opens a third is worth having for each. Who opens keeps
    what its two followers would not wait for, as backward induction over the same table says."""
    slices, delta = 20, 0.5
    every = {f"{who}.discount": delta for who in "abc"}
    actors = {who: {"label": who, "role": "principal", "strategy": "spe"} for who in "abc"}
    scenario = pie_for_three(slices, params=every, actors=actors, months=months)
    found = shares(scenario, 90)
    table = np.array([[o / slices for o in share] for share in pieces(slices)])
    opens = set()
    for row in found:
        first = int(row.argmax())
        opens.add(first)
        step, outcome = spe_offers(table, [0, 0, 0], months, delta, first).agreed
        assert (step, row.tolist()) == (0, pytest.approx(table[outcome].tolist()))
    assert opens == {0, 1, 2}
    assert found.sum(axis=1) == pytest.approx(1)
    value = baron_ferejohn(members=3, quota=3, delta=1).paid
    error = found.std(axis=0) / 90**0.5
    assert (np.abs(found.mean(axis=0) - value) < 4 * error).all()


def test_with_the_roles_swapped_the_distribution_is_the_same():
    tough = EVEN | {"a.beta": 0.3}
    other = EVEN | {"c.beta": 0.3}
    one, two = shares(pie_for_three(params=tough)), shares(pie_for_three(params=other))
    error = (one[:, 0].var() / RUNS + two[:, 2].var() / RUNS) ** 0.5
    assert abs(one[:, 0].mean() - two[:, 2].mean()) < 4 * error
    assert one[:, 0].mean() > 1 / 3
