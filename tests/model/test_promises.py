"""Promises: who pays, what it costs, and what it takes to make a treaty."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.small import dispute, mapping

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows, replay
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.engines.trace import Act
from negotiation_sim.errors import FaultsError
from negotiation_sim.model.run.assessment import foresee
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.streams import stream_key
from negotiation_sim.report.story import story
from negotiation_sim.scenarios import build_scenario
from negotiation_sim.solutions.option_graph import option_graph

AID = {"type": "promise", "by": "c", "target": "b", "points": "c.aid", "cost": "c.cost"}
AID |= {"when": {"deal": "deal"}, "charged": True}
NUMBERS = {"c.aid": 4, "c.cost": 3, "c.noise": 0, "b.reserve": 1.25}


def helped(worth=5.0, lever=None, params=None, **details):
    """One package that `b` refuses by itself, and `c` who may pay for it."""
    return dispute(
        {"deal": {"a": 3, "b": -1.5, "c": worth}},
        thirds=["c"],
        levers={"c.aid": AID | dict(lever or {})},
        params=NUMBERS | dict(params or {}),
        **details,
    )


def played(scenario, runs=1):
    """Rows of both engines, which must agree."""
    compiled = compile_scenario(scenario)
    rows = run_interpreted(compiled, 1, 0, runs)
    told = mesa_rows(compiled, 1, 0, runs)
    assert all((rows[name] == told[name]).all() for name in rows.dtype.names)
    return rows


def signed(scenario):
    return bool(played(scenario)["termination"][0] == 1)


def test_the_smallest_promise_that_makes_a_treaty_is_the_shortfall_exactly():
    """b needs its reserve and what the deal takes from it: 1.25 + 1.5."""
    for aid, enough in ((2.75, True), (math.nextafter(2.75, 0), False)):
        assert signed(helped(params={"c.aid": aid})) == enough


@given(st.integers(-4000, 3000), st.integers(0, 4000), st.integers(0, 4000))
@settings(max_examples=25, deadline=None)
def test_the_smallest_promise_is_the_closed_form_wherever_one_looks(loss, reserve, aid):
    """In thousandths that a computer holds exactly: signed if and only if the promise covers what
    is missing."""
    scenario = dispute(
        {"deal": {"a": 3, "b": loss / 1024, "c": 5}},
        thirds=["c"],
        levers={"c.aid": AID},
        params=NUMBERS | {"c.aid": aid / 1024, "b.reserve": reserve / 1024},
        months=2,
    )
    rows = run_interpreted(compile_scenario(scenario), 1, 0, 1)
    assert bool(rows["termination"][0] == 1) == (aid >= reserve - loss)


@pytest.mark.parametrize(("worth", "pays"), [(3.0, True), (math.nextafter(3, 0), False)])
def test_who_promises_pays_for_what_is_worth_the_price(worth, pays):
    assert signed(helped(worth)) == pays


def test_the_price_is_charged_to_the_payer_by_what_is_delivered():
    half = {"score": "half", "points": "c.aid"}
    scenario = helped(lever=half, params={"c.aid": 8}, scores={"half": {"deal": {"deal": 0.5}}})
    row = played(scenario)[0]
    assert row["points"][:3].tolist() == [3, 2.5, 3.5]
    assert row["paid"][:3].tolist() == [0, 0, 1.5]
    free = helped(lever={"charged": False})
    assert played(free)[0]["points"][:3].tolist() == [3, 2.5, 5]


def test_what_is_paid_may_close_the_door_that_it_opens():
    """What c pays counts when it is asked to sign: of 5 points a price of 5 leaves none, and one of
    5.5 that it must pay makes it refuse."""
    consent = {"type": "consent", "by": "c", "when": {"deal": "deal"}}
    levers = {"c.aid": AID, "c.signs": consent}
    data = mapping(
        {"deal": {"a": 3, "b": -1.5, "c": 5}},
        thirds=["c"],
        levers=levers,
        params=NUMBERS | {"c.cost": 5},
    )
    assert signed(build_scenario(data))
    forced = build_scenario(data).changed(
        Change(values=(("c.cost", Fixed(5.5)),), force=("c.aid",))
    )
    assert not signed(forced)


def two_promises(budget, **params):
    levers = {
        "c.aid": AID | {"budget": "c.budget"},
        "c.more": AID | {"points": "c.more", "cost": "c.dear", "target": "a", "budget": "c.budget"},
    }
    return dispute(
        {"deal": {"a": -1, "b": -1.5, "c": 50}},
        thirds=["c"],
        levers=levers,
        params=NUMBERS | {"c.budget": budget, "c.more": 2, "c.dear": 4} | params,
    )


@pytest.mark.parametrize(("budget", "paid"), [(7, 7), (6.9, 3), (2.9, 0)])
def test_one_budget_covers_several_promises_in_declared_order(budget, paid):
    row = played(two_promises(budget))[0]
    assert row["paid"][2] == (paid if paid == 7 else 0), "only what is signed is paid"
    assert (row["termination"] == 1) == (paid == 7)
    assert spent_for(two_promises(budget), "deal") == paid


def spent_for(scenario, level):
    """What `c` would pay for a package, in the first run."""
    talks = plain_talks(compile_scenario(scenario))
    deal(talks, stream_key(1, 0))
    foresee(talks)
    o = next(o.index for o in scenario.outcomes if o.levels[0] == level)
    prices = [talks.state.values[row.cost] * row.score[o] for row in talks.levers]
    return sum(price for i, price in enumerate(prices) if talks.state.paid[i][o])


def random_promises(rng):
    """Up to five promises of two payers over four packages; every run draws budgets, prices and what
    the packages are worth to the payers anew, so that each is a scenario of its own."""
    worth = {
        f"t{i}": {who: float(rng.uniform(-5, 9)) for who in ("a", "b", "c", "d")} for i in range(4)
    }
    levers, params = (
        {},
        {f"{by}.budget": {"uniform": [0, 9]} for by in "cd"},
    )
    for k in range(int(rng.integers(1, 6))):
        by = "cd"[int(rng.integers(2))]
        params |= {f"{by}.{number}{k}": {"uniform": [0, 5]} for number in "pq"}
        levers[f"{by}.l{k}"] = {
            "type": "promise", "by": by, "target": ["a", "b"][: int(rng.integers(1, 3))],
            "points": f"{by}.p{k}", "cost": f"{by}.q{k}", "score": "part", "charged": True,
            "budget": f"{by}.budget",
        }  # fmt: skip
    of_payers = {"noise": 3, "value": {"uniform": [0, 3]}}
    part = {"deal": {level: float(rng.uniform(0, 1)) for level in worth}}
    return dispute(
        worth, thirds=["c", "d"], levers=levers, scores={"part": part}, months=1,
        params=params | {f"{by}.{noun}": value for by in "cd" for noun, value in of_payers.items()},
    )  # fmt: skip


def overspent(scenarios, runs):
    """Packages, over runs of random disputes, for which promises cost more than their budget."""
    found = 0
    rng = np.random.default_rng(7)
    for _ in range(scenarios):
        scenario = random_promises(rng)
        talks = plain_talks(compile_scenario(scenario))
        for run in range(runs):
            deal(talks, stream_key(1, run))
            foresee(talks)
            if rng.random() < 0.3:
                for row in talks.levers:
                    row.setting = int(rng.choice([0, 2]))
            values = talks.state.values
            for o in range(talks.dispute.n_outcomes):
                for budget in {row.budget for row in talks.levers}:
                    total = sum(
                        values[row.cost] * row.score[o]
                        for i, row in enumerate(talks.levers)
                        if row.budget == budget and talks.state.paid[i][o]
                    )
                    found += total > values[budget] + 1e-12
    return found


def test_budgets_are_never_overspent():
    """Of every package in every run, whatever is signed."""
    assert overspent(scenarios=40, runs=25) == 0


@pytest.mark.long
def test_budgets_are_never_overspent_in_a_hundred_thousand_cases():
    assert overspent(scenarios=1000, runs=100) == 0


def test_a_principal_may_promise_and_keeps_its_reserve():
    """a gains 3, wants 1 and pays 2 at most; b lacks 1.5 and what it wants."""
    lever = AID | {"by": "a", "points": "a.aid", "cost": "a.price"}

    def paying(price, worth=3):
        return dispute(
            {"deal": {"a": worth, "b": -1.5}},
            levers={"a.aid": lever},
            params={"a.aid": 2, "a.price": price, "a.reserve": 1, "b.reserve": 0.5},
        )

    assert signed(paying(2))
    assert not signed(paying(2.001))
    row = played(paying(2))[0]
    assert (row["points"][:2].tolist(), row["paid"][:2].tolist()) == ([1, 0.5], [2, 0])


def test_several_targets_gain_and_the_price_is_paid_once():
    scenario = dispute(
        {"deal": {"a": -1, "b": -1, "c": 5}},
        thirds=["c"],
        levers={"c.aid": AID | {"target": ["a", "b"]}},
        params=NUMBERS,
    )
    row = played(scenario)[0]
    assert (row["points"][:3].tolist(), row["paid"][2]) == ([3, 3, 2], 3)


def test_a_promise_may_spare_packages_and_hang_on_a_hazard():
    assert not signed(helped(lever={"exempt": {"deal": "deal"}}))
    hazards = {"doubt": {"keys": {"keeps": "doubt.chance"}}}
    scenario = helped(
        lever={"hazard": "doubt"},
        hazards=hazards,
        params={"c.aid": 12, "doubt.chance": 0.25},
    )
    row = played(scenario)[0]
    assert (row["points"][:3].tolist(), row["paid"][2]) == ([3, 1.5, 4.25], 0.75)


def test_a_drawn_hazard_and_prices_that_move_keep_engines_together():
    drawn = {"doubt.chance": [0.1, 0.5, 0.9], "a.aid": [0, 2, 4], "a.price": [0, 1, 3]}
    drawn |= {f"{who}.value": [0.5, 1, 2] for who in "abc"} | {"c.noise": 3}
    scenario = dispute(
        {"one": {"a": 3, "b": -1.5, "c": 4}, "two": {"a": 2, "b": 4, "c": -9}},
        thirds=["c"],
        ratifies=["a", "b"],
        hazards={"doubt": {"keys": {"keeps": "doubt.chance"}}},
        levers={
            "c.aid": AID | {"when": {"deal": "one"}, "hazard": "doubt", "budget": "c.budget"},
            "a.aid": AID | {"by": "a", "points": "a.aid", "cost": "a.price", "when": {"deal": "one"}},
            "c.threat": {"type": "threat", "by": "c", "target": "b", "points": "c.aid", "cost": "c.cost"}
            | {"when": {"deal": "two"}},
        },
        params=NUMBERS | drawn | {"c.budget": 2},
        events={
            "turn": {"date": "2001-04", "shift": {"doubt.chance": -0.2, "a.price": 0.5}, "source": "invented"}
        },
    )  # fmt: skip
    rows = played(scenario, 80)
    assert {0, 1} <= set(rows["termination"])
    assert (rows["paid"][:, 0] > 0).any()
    assert (rows["pressed_by"] > 0).any()


def test_a_run_tells_who_pays():
    trace = replay(helped(), 1, 0)
    assert [(move.act, move.actor, move.event) for move in trace.moves if move.act is Act.PAY] == [
        (Act.PAY, "c", "c.aid")
    ]
    assert any("C pays what it promised B." in line for line in story(trace))
    assert trace.ending.paid == (0, 0, 3)


@pytest.mark.parametrize("charged", [True, False])
def test_the_graph_model_knows_the_promise_and_its_price(charged):
    graph = option_graph(helped(lever={"charged": charged}), 0)
    assert [option.name for option in graph.options] == ["a accepts", "b accepts", "c.aid"]
    states, makers = graph.model.states, graph.model.decision_makers
    worth = {state: graph.model.payoffs[:, i].tolist() for i, state in enumerate(states)}
    assert makers == ("a", "b", "c")
    assert worth["YYY"] == pytest.approx([3, 1.25, 2])
    assert worth["YYN"] == pytest.approx([3, -2.75, 5])
    assert worth["NYY"] == pytest.approx([0, 0, 0]), "nothing is signed, so nothing is paid"


@pytest.mark.parametrize(
    ("lever", "fault"),
    [
        ({"target": ["b", "b"]}, "b is named already"),
        ({"by": "a", "charged": False}, "a is a principal, expected charged: true"),
        ({"by": "b"}, "b is named already"),
        ({"budget": "c.purse"}, "'c.purse' is not a"),
        ({"hazard": "doubt"}, "'doubt' is not a"),
    ],
)
def test_promises_that_make_no_sense_are_faults(lever, fault):
    with pytest.raises(FaultsError, match=fault):
        helped(lever=lever)
