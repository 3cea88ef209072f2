"""The gap to a settlement, worked out a second time from specification.md sections 3, 9
and 13 alone."""

from __future__ import annotations

import pytest
from tests.first import first
from tests.model.small import EPISODES, dispute, play

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.engines.compiled import compile_scenario, gate_names
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.model.draws import triangular
from negotiation_sim.model.gates import WITHHELD
from negotiation_sim.model.streams import place, stream_key, uniform
from negotiation_sim.model.third_party import stance
from negotiation_sim.report.story import story

TABLE = {  # islands: S, C, E, N, X
    "two": (0.35, 0.25, 0.40, 0.80, 1.0),
    "two_plus": (0.50, 0.35, 0.50, 0.50, 0.70),
    "four_phased": (0.80, 0.85, 0.85, 0.10, 0.20),
    "four": (1.0, 1.0, 1.0, 0.0, 0.0),
}
FORECLOSED = {"open": 0.0, "pledge": 0.5, "guarantee": 1.0}
MENU = {
    "1956": (("two", "four"), (0,)),
    "2018": (tuple(TABLE), (0, 1)),
    "2022": (tuple(TABLE), (0, 1)),
}


def drawn(scenario, seed, run):
    """Private values of a run."""
    key = stream_key(seed, run)
    values = {}
    for parameter in scenario.parameters:
        value = parameter.value
        luck = uniform(key, place("draw", parameter.address))
        values[parameter.address] = (
            value.value
            if isinstance(value, Fixed)
            else triangular(luck, value.low, value.mode, value.high)
        )
    return values, stance(uniform(key, place("leaning", "us")), values["us.noise"])


def after_events(scenario, values, last_step):
    values = dict(values)
    for event in scenario.events:
        if scenario.calendar.step_of(event.date) <= last_step:
            for address, amount in event.shifts:
                low, high = scenario.parameter(address).bounds
                values[address] = min(max(values[address] + amount, low), high)
    return values


def hazard(v, basing):
    """Equation 6."""
    d, s = v["base.demand"], v["base.consent"]
    kept = 1 - v["base.pledge_credibility"] * (1 - s)
    return {
        "open": d * s,
        "pledge": d * s * kept,
        "guarantee": d * (1 - v["base.guarantee_credibility"]) * s * kept,
    }[basing]


def margins(v, lean, islands, basing, package):
    """What each gate leaves over, in the order of the gates; None for a text Washington refuses to
    co-sign (equations 2-5)."""
    value, loss, exposure, renounced, opposed = TABLE[islands]
    us = (
        -v["us.alignment"] * opposed
        + v["us.stability"]
        - v["us.basing_option"] * FORECLOSED[basing] * exposure
    )
    us -= v["us.guarantee_cost"] * (basing == "guarantee")
    if basing == "guarantee" and us + lean < 0:
        return None
    charge = (
        v["us.threat"] * opposed
        if basing != "guarantee" and us + lean < -v["us.press_cost"]
        else 0.0
    )
    japan = (
        v["japan.islands"] * value
        + v["japan.treaty"]
        + v["japan.normalisation"]
        - v["japan.package_cost"] * package
    )
    japan -= (
        v["japan.pledge_cost"] * (basing == "pledge")
        + v["japan.hostility_cost"] * v["japan.hostility"]
        + charge
    )
    russia = (
        -v["russia.islands"] * loss
        + v["russia.treaty"]
        + v["russia.normalisation"]
        + v["russia.package_benefit"] * package
    )
    russia -= (
        hazard(v, basing) * v["russia.base_loss"] * exposure
        + v["russia.hostility_cost"] * v["russia.hostility"]
    )
    norms = v["japan.norm"] * renounced, v["russia.norm"] * loss
    found = [
        japan - v["japan.norm_share"] * norms[0] - v["japan.reserve"],
        japan - norms[0],
        russia - v["russia.norm_share"] * norms[1] - v["russia.reserve"],
        russia - norms[1] - v["russia.clause"],
    ]
    return found + ([us + lean] if basing == "guarantee" else [])


def gap(name, v, lean):
    """Largest of the smallest margins, and the gate that leaves it."""
    best = (-1e9, -1)
    islands, packages = MENU[name]
    for island in islands:
        for basing in FORECLOSED:
            for package in packages:
                found = margins(v, lean, island, basing, package)
                if found is not None and min(found) > best[0] + 1e-12:
                    best = (min(found), found.index(min(found)))
    return best


@pytest.mark.parametrize("name", EPISODES)
def test_gap_and_binding_gate_follow_from_the_formulas(name):
    scenario = first(name)
    rows = run_interpreted(compile_scenario(scenario), 1, 0, 150)
    for run in range(150):
        values, lean = drawn(scenario, 1, run)
        for when, step in (("start", 0), ("end", scenario.calendar.n_steps - 1)):
            expected, gate = gap(name, after_events(scenario, values, step), lean)
            assert rows[f"gap_{when}"][run] == pytest.approx(expected, abs=1e-9), (run, when)
            assert rows[f"gate_{when}"][run] == gate, (run, when)


def test_gates_are_those_of_the_formulas():
    assert gate_names(first("1956")) == (
        "japan.leader",
        "japan.domestic",
        "russia.leader",
        "russia.domestic",
        "us.consent",
    )


def test_without_any_settlement_text_there_is_no_gap():
    scenario = dispute(
        {"truce": {"a": 1, "b": 1}}, kinds={"truce": "interim"}, classes=[{"class": "OPEN"}]
    )
    assert play(scenario)["gate_start"][0] == -1
    assert play(scenario)["gate_end"][0] == -1


@pytest.mark.parametrize(
    ("worth", "gate"),
    [
        ({"one": {"a": 1, "b": 3}, "two": {"a": 3, "b": 1}}, "a.leader"),
        ({"one": {"a": 3, "b": 1}, "two": {"a": 1, "b": 3}}, "b.leader"),
        ({"one": {"a": 1, "b": 1}}, "a.leader"),
    ],
)
def test_of_equal_margins_that_of_the_first_text_and_of_the_first_gate_counts(worth, gate):
    scenario = dispute(worth, ratifies=["a", "b"])
    row = play(scenario)[0]
    assert (row["gap_start"], gate_names(scenario)[row["gate_start"]]) == (1.0, gate)


@pytest.mark.parametrize(
    ("order", "gate"), [(("one", "two"), "a.leader"), (("two", "one"), "b.leader")]
)
def test_a_text_that_promises_more_until_it_is_charged_wins_no_tie(order, gate):
    """Text two leaves 5 and, once b is threatened with 4, just as much as text one."""
    worth = {"one": {"a": 1, "b": 3}, "two": {"a": 9, "b": 5, "c": -1}}
    threat = {"type": "threat", "by": "c", "target": "b", "points": "c.threat", "cost": "c.cost"}
    scenario = dispute(
        {name: worth[name] for name in order},
        thirds=["c"],
        levers={"c.lever": threat | {"when": {"deal": "two"}}},
        params={"c.value": 1000, "c.noise": 0, "c.cost": 1, "c.threat": 4},
    )
    row = play(scenario)[0]
    assert (row["gap_start"], gate_names(scenario)[row["gate_start"]]) == (1.0, gate)


def test_a_signature_that_leaves_as_much_as_a_leader_does_not_bind():
    scenario = dispute(
        {"one": {"a": 2, "b": 1, "c": 1}},
        thirds=["c"],
        levers={"c.lever": {"type": "consent", "by": "c", "when": {"deal": "one"}}},
        params={"c.value": 1, "c.noise": 0},
    )
    row = play(scenario)[0]
    assert (row["gap_start"], gate_names(scenario)[row["gate_start"]]) == (1.0, "b.leader")


SIGNED = {"type": "consent", "by": "c", "when": {"deal": ["one", "two"]}}


def needing(worth, **changes):
    """Two settlements, both in need of the signature of `c`."""
    return dispute(
        {"one": {"a": 2, "b": 1, "c": -3}, "two": {"a": 8, "b": 9, "c": worth}},
        thirds=["c"],
        levers={"c.signs": SIGNED},
        params={"c.noise": 0},
        **changes,
    )


@pytest.mark.parametrize(("worth", "gap"), [(-5, -3), (-2, -2), (7, 7)])
def test_a_refused_signature_is_a_negative_margin(worth, gap):
    scenario = needing(worth)
    row = play(scenario)[0]
    assert (row["gap_end"], gate_names(scenario)[row["gate_end"]]) == (gap, "c.consent")


def test_a_signature_that_is_never_given_leaves_the_length_of_the_scale():
    scenario = needing(7).changed(Change(off=("c.signs",)))
    row = play(scenario)[0]
    assert (row["gap_end"], gate_names(scenario)[row["gate_end"]]) == (WITHHELD, "c.consent")


def test_a_refused_text_is_passed_over_where_another_settles_with_every_signature():
    scenario = dispute(
        {"one": {"a": -9, "b": 1}, "two": {"a": 8, "b": 9, "c": -1}},
        thirds=["c"],
        levers={"c.signs": SIGNED | {"when": {"deal": "two"}}},
        params={"c.noise": 0},
    )
    row = play(scenario)[0]
    assert (row["gap_end"], gate_names(scenario)[row["gate_end"]]) == (-9, "a.leader")


def test_a_told_run_names_who_refused():
    told = story(replay(needing(-5), 1, 0))
    assert "C refuses to sign, so no text that would settle the dispute is open." in told
    assert not any("refuses to sign" in line for line in story(replay(needing(5), 1, 0)))
