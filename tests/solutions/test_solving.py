"""Concepts on the tables of the engines: specification.md section 10."""

from __future__ import annotations

import numpy as np
import pytest
from tests.first import first
from tests.model.small import dispute, pie

from negotiation_sim.engines.payoff_tables import payoff_tables
from negotiation_sim.solutions.option_graph import option_graph
from negotiation_sim.solutions.solving import CONCEPTS_SOLVED, chosen, solve
from negotiation_sim.solutions.stability import stabilities

ARMS = ("", "no_threat", "binding_guarantee", "norms_halved")
SPECIFIED = {  # share of runs whose solution is a treaty with islands
    ("1956", "nash", "start"): (0.09, 0.46, 0.67, 0.17),
    ("2018", "nash", "start"): (0.30, 0.37, 0.69, 0.80),
    ("1956", "nash", "horizon"): (0.07, 0.37, 0.59, 0.16),
    ("2018", "nash", "horizon"): (0.01, 0.01, 0.10, 0.15),
    ("1956", "spe", "start"): (0.10, 0.49, 0.62, 0.15),
    ("2018", "spe", "start"): (0.30, 0.37, 0.69, 0.80),
}


@pytest.mark.long
@pytest.mark.parametrize(("name", "concept", "when"), SPECIFIED)
def test_shares_are_those_of_the_specification(name, concept, when):
    found = []
    for arm in ARMS:
        scenario = first(name).changed(first(name).intervention(arm)) if arm else first(name)
        step = 0 if when == "start" else scenario.calendar.n_steps - 1
        tables = payoff_tables(scenario, 1, 8000, step)
        picks = chosen(tables, concept)
        found.append(float(tables.settles[picks[picks >= 0]].sum() / len(picks)))
    assert found == pytest.approx(SPECIFIED[name, concept, when], abs=0.02)


def test_on_a_pie_every_concept_cuts_it_in_half_but_the_first_mover_of_an_ultimatum():
    scenario = pie(10)
    solved = solve(scenario, scenario.calendar.n_steps - 1, seed=1, runs=20)
    halves = solved.concepts.set_index("concept")
    assert set(halves.loc[["nash", "kalai_smorodinsky", "egalitarian", "zeuthen"], "usual"]) == {
        "x005"
    }
    spe = chosen(payoff_tables(scenario, 1, 20, scenario.calendar.n_steps - 1), "spe")
    assert set(spe.tolist()) == {1, 11}, "the last proposer takes all; who that is the coin decides"


def test_a_refused_signature_takes_a_text_off_the_set():
    scenario = first("2022").certain()
    tables = payoff_tables(scenario, 1, 50, 0)
    guaranteed = np.array(["guarantee" in outcome.levels for outcome in scenario.outcomes])
    for run in range(50):
        pick = chosen(tables, "nash")[run]
        assert pick < 0 or not guaranteed[pick] or tables.open[run, pick]


def test_what_is_picked_lies_in_the_zone_and_on_the_frontier():
    solved = solve(first("2018"), 0, seed=1, runs=5)
    picked = solved.outcomes[solved.outcomes["marks"] != ""]
    assert len(picked) > 0
    assert picked["zone"].all()
    assert picked["frontier"].all()


def test_a_dispute_among_three_has_no_zeuthen_path():
    scenario = dispute({"one": {"a": 1, "b": 2, "c": 1}}, principals=("a", "b", "c"))
    assert "zeuthen" not in set(solve(scenario, 0, 1, 2).concepts["concept"])
    assert "zeuthen" in CONCEPTS_SOLVED


def test_options_of_the_scenario_make_the_states():
    graph = option_graph(first("2018"), 2)
    assert len(graph.model.states) == 16
    agreed = [
        state for state, package in zip(graph.model.states, graph.packages, strict=True) if package
    ]
    assert agreed == [state for state in graph.model.states if state.startswith("YY")]


def test_in_2018_there_are_two_ways_to_be_stable_and_in_2022_one():
    """Section 10: a problem of coordination at the median of 2018; nothing to agree on in 2022."""
    for name, step, signing in (("2018", 2, True), ("2022", 5, False)):
        graph = option_graph(first(name), step)
        stable = {graph.model.states[i] for i in stabilities(graph.model, "Nash").equilibria}
        assert "NNNN" in stable
        assert ("YYNN" in stable) == signing


def test_pressing_for_its_own_sake_is_a_sanction_not_an_equilibrium():
    """Section 10: {insist, withhold, press} of 1956 is stable by sanctions (GMR, SMR) but not by
    credible ones (SEQ)."""
    graph = option_graph(first("1956"), 14)
    stable = {
        concept: {graph.model.states[i] for i in stabilities(graph.model, concept).equilibria}
        for concept in ("GMR", "SMR", "SEQ")
    }
    assert "NNYN" in stable["GMR"] & stable["SMR"]
    assert "NNYN" not in stable["SEQ"]


def test_no_dispute_without_levers_has_third_parties_in_its_graph():
    graph = option_graph(dispute({"one": {"a": 1, "b": 2}}), 0)
    assert graph.model.decision_makers == ("a", "b")
