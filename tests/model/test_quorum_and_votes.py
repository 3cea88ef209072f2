"""A quorum of principals, and votes of third parties."""

from __future__ import annotations

import numpy as np
import pytest
from tests.model.small import dispute, mapping, within

from negotiation_sim.domain.changes import Change
from negotiation_sim.engines.compiled import compile_scenario, gate_names
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows, replay
from negotiation_sim.errors import FaultsError
from negotiation_sim.model.ratification import logistic
from negotiation_sim.report.story import story
from negotiation_sim.scenarios import build_scenario

TWO_OF_THREE = {"quorum": 2}


def played(scenario, runs=40):
    """Rows of both engines, which must agree."""
    compiled = compile_scenario(scenario)
    rows = run_interpreted(compiled, 1, 0, runs)
    told = mesa_rows(compiled, 1, 0, runs)
    assert all((rows[name] == told[name]).all() for name in rows.dtype.names)
    return rows


def three(worth, **details):
    return dispute(worth, principals=["a", "b", "c"], **details)


AGAINST = {"deal": {"a": 3, "b": 2, "c": -5}}


def test_all_must_agree_unless_a_quorum_is_named():
    assert not (played(three(AGAINST))["termination"] == 1).any()
    assert (played(three(AGAINST, protocol=TWO_OF_THREE))["termination"] == 1).all()


def test_the_gap_is_that_of_those_who_are_needed():
    row = played(three(AGAINST))[0]
    assert (row["gap_start"], row["gate_start"]) == (-5, 4)
    row = played(three(AGAINST, protocol=TWO_OF_THREE))[0]
    assert (row["gap_start"], row["gate_start"]) == (2, 2)


def test_a_quorum_of_all_is_no_quorum():
    worth = {"one": {"a": 3, "b": 1, "c": 2}, "two": {"a": 1, "b": 3, "c": 2}}
    drawn = {f"{who}.value": [0, 1, 3] for who in "abc"} | {f"{who}.reserve": 1 for who in "abc"}
    every = three(worth, params=drawn, ratifies=["a"])
    same = three(worth, params=drawn, ratifies=["a"], protocol={"quorum": 3})
    assert (played(every) == played(same)).all()


def test_who_refused_need_not_ratify():
    scenario = three(AGAINST, protocol=TWO_OF_THREE, ratifies=["c"])
    assert (played(scenario)["termination"] == 1).all()


@pytest.mark.parametrize("quorum", [1, 4])
def test_a_quorum_must_lie_between_two_and_all(quorum):
    data = mapping(AGAINST, principals=["a", "b", "c"], protocol={"quorum": quorum})
    with pytest.raises(FaultsError, match=r"protocol\.quorum: found"):
        build_scenario(data)


VOTE = {"type": "ratification", "by": "s", "when": {"deal": "deal"}}


def senate(points, **details):
    return dispute(
        {"deal": {"a": 3, "b": 2, "s": 1}},
        thirds=["s"],
        levers={"s.vote": VOTE},
        params={"s.value": points, "s.ratify_noise": 2},
        **details,
    )


@pytest.mark.parametrize("points", [-1, 0, 3])
def test_a_third_party_votes_with_the_odds_of_its_points(points):
    runs = 2000
    rows = run_interpreted(compile_scenario(senate(points, months=2)), 1, 0, runs)
    assert within(np.mean(rows["termination"] == 1), logistic(points / 2), runs)
    assert (rows["failed"] == (rows["termination"] != 1)).all()


def test_what_those_who_vote_feel_may_differ_from_what_the_third_party_feels():
    lobby = {"actor": "s", "param": "s.lobby", "sign": -1, "when": {"deal": "deal"}}
    data = mapping(
        {"deal": {"a": 3, "b": 2, "s": 5}},
        thirds=["s"],
        levers={"s.vote": VOTE},
        params={"s.lobby": 90},
        terms={"s.lobby": lobby | {"channel": "domestic"}},
    )
    row = played(build_scenario(data))[0]
    assert row["failed"]
    assert (row["gap_start"], row["gate_start"]) == (-85, 5)
    del data["levers"]
    with pytest.raises(FaultsError, match="third parties that vote"):
        build_scenario(data)


def test_its_vote_is_a_gate_and_is_told():
    scenario = senate(-50)
    assert gate_names(scenario)[-2:] == ("s.consent", "s.vote")
    told = " ".join(story(replay(scenario, 1, 0)))
    assert "S fails to ratify: the text is dead" in told
    assert "50.0 points short at the start (vote of S)" in told


def test_a_vote_can_be_forced_or_refused():
    for change, signed in ((Change(force=("s.vote",)), True), (Change(off=("s.vote",)), False)):
        rows = played(senate(0).changed(change))
        assert ((rows["termination"] == 1) == signed).all()
