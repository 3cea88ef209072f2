"""Whether there is anything to agree on, and whether it is agreed on; verification tests 16, 18-20,
32, 41."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.first import first, first_resolved
from tests.model.small import (
    EPISODES,
    classes,
    dispute,
    fixed,
    mapping,
    packages,
    pie,
    play,
    single_package,
    slice_of,
    within,
    zone,
)

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.scenarios import build_scenario

POINTS = st.floats(-20, 20).map(lambda points: round(points, 3))
"""To a thousandth: a proposer's own points, weighed by a millionth, decide between texts that are
nearer to each other for the other side."""
STATUS = {"none": "nothing", "treaty": "a treaty"}
YES_NO = {"no": "no", "yes": "yes"}


# ------------------------------------------------------------------ the zone


def test_bargaining_range_of_a_costly_lottery():
    """Test 16 (Fearon 1995): p = .6, costs .1 and .2 leave the slices from .5 to .8."""
    scenario = pie(100, params={"a.reserve": 0.5, "b.reserve": 0.2 - 1e-9})
    assert sorted(zone(scenario)) == [1 + i for i in range(50, 81)]
    assert 0.5 <= slice_of(scenario, play(scenario))[0] <= 0.8


def test_share_of_runs_with_one_package_good_for_both():
    """Test 20."""
    runs = 40_000
    rows = play(
        single_package(
            params={"a.value": {"uniform": [-10, 30]}, "b.value": {"uniform": [-20, 20]}}
        ),
        runs,
    )
    assert within(np.mean(rows["termination"] == 1), 0.375, runs)


@st.composite
def disputes(draw):
    """Up to six packages, with or without ratification, tactics and windows of any kind."""
    worth = {
        f"p{i}": {"a": draw(POINTS), "b": draw(POINTS)} for i in range(draw(st.integers(1, 6)))
    }
    params = {}
    for name in "ab":
        params[f"{name}.reserve"] = round(draw(st.floats(0, 5)), 3)
        params[f"{name}.beta"] = draw(st.floats(0.2, 3))
        params[f"{name}.window"] = draw(st.floats(0.3, 1))
        params[f"{name}.ratify_noise"] = draw(st.floats(0.5, 5))
        params[f"{name}.ratify_penalty"] = draw(st.floats(0, 10))
    return dispute(
        worth, ratifies=draw(st.lists(st.sampled_from("ab"), unique=True)), params=params
    )


@settings(max_examples=60, deadline=None)
@given(disputes(), st.integers(0, 2**62))
def test_a_text_is_signed_exactly_when_there_is_a_zone(scenario, seed):
    """Tests 18 and 19: complete information, nothing else going on, windows closed by the end."""
    rows = play(scenario, 4, seed)
    signed = (rows["termination"] == 1) | rows["failed"]
    assert signed.tolist() == [bool(zone(scenario, seed, run)) for run in range(4)]


@pytest.mark.parametrize("name", EPISODES)
def test_the_same_holds_for_the_episodes_stripped_of_all_else(name):
    """Tests 18 and 19, at values drawn from the whole range of every parameter."""
    dice = random.Random(19)
    data = first_resolved(name)
    data["menu"] = data.get("menu", {}) | {"status": ["none", "treaty"]}
    bare = build_scenario(data, name)
    quiet = Change(
        drop=tuple(event.name for event in bare.events), off=("us.threat",), force=("us.consent",)
    )
    found = []
    for _ in range(40):
        drawn = {
            p.address: Fixed(dice.uniform(*p.value.support))
            for p in bare.parameters
            if not isinstance(p.value, Fixed)
        }
        drawn |= {
            "japan.walk_rate": Fixed(0.0),
            "russia.walk_rate": Fixed(0.0),
            "japan.norm": Fixed(dice.uniform(0, 60)),
        }
        drawn["russia.norm"] = Fixed(dice.uniform(0, 40))
        scenario = bare.changed(quiet).changed(Change(values=tuple(drawn.items())))
        row = play(scenario)
        found.append(bool(zone(scenario)))
        assert bool(row["termination"][0] == 1 or row["failed"][0]) == found[-1]
    assert {True, False} <= set(found), "a test of both directions"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**62), st.floats(0.1, 20))
def test_without_a_zone_nobody_signs_whatever_is_known(seed, short):
    """Test 18: private values too, as long as no draw makes a package good for both."""
    scenario = dispute(
        {"p": {"a": 1, "b": 0}, "q": {"a": 0, "b": 1}, "r": {"a": -1, "b": -1}},
        params={name: {"uniform": [1, 30]} for name in ("a.value", "b.value")}
        | {"a.reserve": short, "b.reserve": short},
    )
    rows = play(scenario, 30, seed)
    assert set(packages(scenario, rows)) == {"none"}
    assert not rows["failed"].any()


# ------------------------------------------------------------------ linkage and side payments


def linked(x, y):
    """Two issues, worth (3, -1) and (-1, 3) where settled."""
    data = mapping(
        {},
        issues={
            "status": {"label": "Status", "levels": STATUS},
            "x": {"label": "X", "levels": YES_NO},
            "y": {"label": "Y", "levels": YES_NO},
        },
        menu={"x": x, "y": y},
        forbid=[
            {"status": "none", "x": "yes"},
            {"status": "none", "y": "yes"},
            {"status": "treaty", "x": "no", "y": "no"},
        ],
        params={"a.x": 3, "b.x": -1, "a.y": -1, "b.y": 3},
    )
    data["kinds"] = {"status": {"none": "sq", "treaty": "final"}}
    data["scores"] = {}
    data["terms"] = {
        f"{who}.{issue}": {"actor": who, "param": f"{who}.{issue}", "when": {issue: "yes"}}
        for who in "ab"
        for issue in "xy"
    }
    return build_scenario(data)


@pytest.mark.parametrize(("x", "y"), [(["no", "yes"], ["no"]), (["no"], ["no", "yes"])])
def test_neither_issue_alone_makes_a_deal(x, y):
    """Test 32."""
    scenario = linked(x, y)
    assert set(classes(scenario, play(scenario, 20))) == {"OPEN"}


def test_linking_them_always_does():
    """Test 32 (Tollison & Willett 1979)."""
    scenario = linked(["no", "yes"], ["no", "yes"])
    rows = play(scenario, 20)
    assert set(classes(scenario, rows)) == {"DEAL"}
    assert {scenario.outcomes[o].levels for o in rows["in_force"]} == {("treaty", "yes", "yes")}
    assert rows["points"][:, :2].tolist() == [[2.0, 2.0]] * 20


@pytest.mark.parametrize(
    ("transfer", "paid"), [(9.999, False), (10, True), (20, True), (30, True), (30.001, False)]
)
def test_a_side_payment_makes_a_deal_within_its_limits(transfer, paid):
    """Test 32: worth (30, -10) before the transfer."""
    scenario = dispute(
        {"unpaid": {"a": 30, "b": -10}, "paid": {"a": 30 - transfer, "b": -10 + transfer}}
    )
    assert set(packages(scenario, play(scenario, 4))) == {"paid" if paid else "none"}


# ------------------------------------------------------------------ what moves the zone

SHRINKS = [
    "us.threat",
    "russia.base_loss",
    "base.demand",
    "base.consent",
    "japan.norm",
    "russia.norm",
    "russia.clause",
]
GROWS = ["base.guarantee_credibility", "base.pledge_credibility"]


def stronger(scenario, address):
    """The scenario with every draw of a parameter a tenth of the way nearer its upper end, or ten
    points higher."""
    value = scenario.parameter(address).value
    bound = scenario.parameter(address).bounds[1]
    if isinstance(value, Fixed):
        moved = Fixed(min(value.value + (10 if bound > 1 else 0.2), bound))
    else:
        moved = value.scaled(1.3 if value.high * 1.3 <= bound else bound / value.high)
    return fixed(scenario, **{address.replace(".", "__"): moved})


@pytest.mark.parametrize("name", EPISODES)
@pytest.mark.parametrize("address", [*SHRINKS, "japan.hostility", "russia.hostility"])
def test_no_gap_closes_when_a_cost_rises(name, address):
    """Test 41, on the gap of every run: a text that clears every gate under the higher cost clears
    them under the lower."""
    scenario = first(name)
    scenario = scenario.changed(scenario.intervention("guarantee_as_believed"))
    before, after = play(scenario, 1000), play(stronger(scenario, address), 1000)
    for gap in ("gap_start", "gap_end"):
        assert (after[gap] <= before[gap] + 1e-9).all()


@pytest.mark.parametrize("name", EPISODES)
@pytest.mark.parametrize("address", GROWS)
def test_no_gap_opens_when_a_lock_is_believed_more(name, address):
    """Test 41, with consent."""
    scenario = first(name)
    scenario = scenario.changed(scenario.intervention("guarantee_as_believed"))
    before, after = play(scenario, 1000), play(stronger(scenario, address), 1000)
    for gap in ("gap_start", "gap_end"):
        assert (after[gap] >= before[gap] - 1e-9).all()


def test_no_gap_opens_when_money_comes_on_the_table():
    """Test 41."""
    data = first_resolved("2018")
    without = build_scenario(data | {"menu": data["menu"] | {"package": ["no"]}})
    for gap in ("gap_start", "gap_end"):
        assert (play(first("2018"), 1000)[gap] >= play(without, 1000)[gap]).all()


@pytest.mark.parametrize("address", [*SHRINKS[1:], *GROWS])
def test_the_zone_itself_shrinks_and_grows(address):
    """Test 41, on the sets, run by run."""
    scenario = first("2018")
    scenario = scenario.changed(scenario.intervention("norms_halved+guarantee_as_believed"))
    moved = stronger(scenario, address)
    for run in range(8):
        less, more = (
            (zone(moved, 1, run), zone(scenario, 1, run))
            if address in SHRINKS
            else (zone(scenario, 1, run), zone(moved, 1, run))
        )
        assert less <= more
