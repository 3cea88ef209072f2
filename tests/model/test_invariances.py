"""What must not matter, run by run, and what must matter evenly; verification tests 33-37, 39,
40."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.first import first, first_resolved
from tests.model.episodes import distance
from tests.model.small import (
    EPISODES,
    OUTCOME,
    class_shares,
    classes,
    dispute,
    mapping,
    packages,
    pie,
    play,
    slice_of,
)

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.payoff_tables import payoff_tables
from negotiation_sim.scenarios import build_scenario

RUNS = 2000


def same_endings(one: Scenario, other: Scenario, runs: int = RUNS) -> bool:
    """Whether every run of two scenarios ends the same way, in the same month and class."""
    rows = play(one, runs), play(other, runs)
    ends = [
        [one.outcomes[i].kind for i in rows[0]["in_force"]],
        [other.outcomes[i].kind for i in rows[1]["in_force"]],
    ]
    columns = all((rows[0][name] == rows[1][name]).all() for name in OUTCOME[1:])
    return columns and ends[0] == ends[1] and classes(one, rows[0]) == classes(other, rows[1])


def same_rows(one: Scenario, other: Scenario, runs: int = RUNS) -> bool:
    rows, others = play(one, runs), play(other, runs)
    return all((rows[name] == others[name]).all() for name in rows.dtype.names)


# ------------------------------------------------------------------ units of points

SCALE_OF = {"us.threat": "japan"}
"""A threat is felt on the scale of its target."""


def scaled(data, actor, factor):
    """The scenario with one actor's points counted in another unit."""

    def times(value, by):
        return [times(x, by) for x in value] if isinstance(value, list) else value * by

    data = json.loads(json.dumps(data))
    mine = [
        address
        for address in data["params"]
        if SCALE_OF.get(address, address.split(".")[0]) == actor
    ]
    for address in mine:
        entry = data["params"][address]
        by = {"pts": factor, "1/pts": 1 / factor}.get(entry["unit"], 1.0)
        entry["value"] = times(entry["value"], by)
        for event in data.get("events", {}).values():
            if address in event["shift"]:
                event["shift"][address] *= by
    return build_scenario(data)


@pytest.mark.parametrize("factor", [2.0, 0.5])
@pytest.mark.parametrize("actor", ["japan", "russia", "us"])
@pytest.mark.parametrize("name", EPISODES)
def test_the_unit_of_an_actors_points_does_not_matter(name, actor, factor):
    """Test 33: no run compares the points of two actors."""
    data = first_resolved(name)
    assert same_endings(build_scenario(data), scaled(data, actor, factor))


def test_the_unit_does_not_matter_to_the_risk_averse_either():
    """Test 33: risk aversion is per point."""
    data = first_resolved("2018")
    data["params"]["russia.risk_aversion"]["value"] = 0.03125
    assert same_endings(build_scenario(data), scaled(data, "russia", 2.0))


# ------------------------------------------------------------------ names and order

NEW_NAMES = {
    "japan": "nippon",
    "russia": "rossiya",
    "us": "amerika",
    "islands": "kurils",
    "basing": "garrison",
    "two": "deux",
    "two_plus": "deux_plus",
    "four_phased": "quatre_par_etapes",
    "four": "quatre",
    "base": "risk",
    "constitution": "amendment",
    "ldp_merger": "fusion",
    "invasion": "attack",
}


def renamed(data):
    """The same scenario under other names, its random streams declared to be the old ones."""
    pattern = re.compile(
        r"(?<![A-Za-z0-9_])("
        + "|".join(sorted(NEW_NAMES, key=len, reverse=True))
        + r")(?![A-Za-z0-9_])"
    )
    new = json.loads(pattern.sub(lambda found: NEW_NAMES[found[0]], json.dumps(data)))
    for section in ("params", "actors", "events"):
        for old_key, entry in zip(
            data.get(section, {}), new.get(section, {}).values(), strict=True
        ):
            entry["stream"] = old_key
    return new


def shuffled(data):
    """The same file written in another order, the old one declared."""
    order = {
        "actors": list(data["actors"]),
        "issues": list(data["issues"]),
        "levels": {name: list(issue["levels"]) for name, issue in data["issues"].items()},
        "terms": list(data["terms"]),
    }

    def reverse(node):
        return (
            {key: reverse(node[key]) for key in reversed(node)} if isinstance(node, dict) else node
        )

    return reverse(data) | {"order": order}


@pytest.mark.parametrize("name", EPISODES)
def test_names_do_not_matter(name):
    """Test 34."""
    data = first_resolved(name)
    other = build_scenario(renamed(data))
    assert {actor.name for actor in other.actors} == {"nippon", "rossiya", "amerika"}
    assert same_rows(build_scenario(data), other)


@pytest.mark.parametrize("name", EPISODES)
def test_order_in_the_file_does_not_matter_once_declared(name):
    """Test 34."""
    data = first_resolved(name)
    other = shuffled(data)
    assert list(other["params"]) != list(data["params"])
    assert same_rows(build_scenario(data), build_scenario(other))


def test_a_name_without_a_declared_stream_is_other_luck():
    data = first_resolved("1956")
    other = json.loads(json.dumps(data))
    other["actors"]["japan"]["stream"] = "nippon"
    assert not same_rows(build_scenario(data), build_scenario(other))


def test_a_renamed_actor_keeps_the_luck_of_its_parameters():
    """Its declared stream is theirs too, as the manual says."""
    drawn = {"a.value": [1, 2, 9], "b.value": [1, 2, 9], "a.reserve": {"uniform": [0, 4]}}
    old = mapping({"one": {"a": 3, "b": 1}, "two": {"a": 1, "b": 3}}, params=drawn)
    new = json.loads(re.sub(r'"a(?=[".])', '"alba', json.dumps(old)))
    new["actors"]["alba"]["stream"] = "a"
    assert [p.stream_name for p in build_scenario(new).parameters][:2] == ["a.value", "b.value"]
    assert same_rows(build_scenario(old), build_scenario(new))


def test_chance_opens_evenly_among_three():
    worth = {"one": {"a": 3, "b": 1, "c": 1}, "two": {"a": 1, "b": 3, "c": 1}}
    scenario = dispute(worth, principals=["a", "b", "c"])
    first = payoff_tables(scenario, seed=1, runs=3000, step=0).first
    assert np.bincount(first) == pytest.approx([1000] * 3, abs=4 * (3000 * 2 / 9) ** 0.5)


def test_another_actor_or_parameter_moves_nobody_elses_luck():
    """Common random numbers: a bystander changes nothing."""
    data = first_resolved("1956")
    data["actors"]["un"] = {"label": "United Nations", "role": "third_party"}
    data["params"]["un.interest"] = {"value": [0, 1, 2], "unit": "pts", "source": "invented"}
    rows, others = play(build_scenario(data), RUNS), play(first("1956"), RUNS)
    assert all((rows[name] == others[name]).all() for name in (*OUTCOME, "gap_start", "gap_end"))


# ------------------------------------------------------------------ symmetry


def test_a_symmetric_pie_is_shared_evenly_whoever_is_named_first():
    """Tests 34 and 35: equal tactics, drawn anew in every run."""
    runs = 20_000
    drawn = {
        f"{name}.{noun}": value
        for name in "ab"
        for noun, value in {"beta": [0.3, 0.6, 1.2], "window": [0.7, 0.9, 1]}.items()
    }
    scenario = pie(20, params=drawn)
    share = slice_of(scenario, play(scenario, runs))
    assert not np.isnan(share).any()
    assert abs(share.mean() - 0.5) < 4 * share.std() / runs**0.5
    swapped = np.bincount(np.rint(20 * share).astype(int), minlength=21) / runs
    assert np.abs(swapped - swapped[::-1]).max() < 4 * (2 * 0.25 / runs) ** 0.5


def test_being_named_second_costs_nothing():
    """Test 34: with the roles swapped the distribution is the same."""
    runs = 20_000
    uneven = {"a.beta": 0.4, "b.beta": {"uniform": [0.8, 1.6]}}
    one, other = (
        pie(20, params=params)
        for params in (uneven, {"a.beta": uneven["b.beta"], "b.beta": uneven["a.beta"]})
    )
    share, swapped = slice_of(one, play(one, runs)), 1 - slice_of(other, play(other, runs))
    assert (
        abs(share.mean() - swapped.mean())
        < 4 * (share.var() / runs + swapped.var() / runs) ** 0.5 + 1e-12
    )


# ------------------------------------------------------------------ packages nobody wants


def test_a_package_nobody_wants_changes_no_run_of_a_small_dispute():
    """Test 36."""
    worth = {"p": {"a": 9, "b": 1}, "q": {"a": 4, "b": 5}}
    drawn = {"a.value": {"uniform": [-1, 3]}, "b.value": {"uniform": [-1, 3]}}
    one = dispute(worth, params=drawn)
    other = dispute(
        worth | {"hated": {"a": 0, "b": 0}},
        params=drawn | {"a.bad": 500, "b.bad": 500},
        terms={
            f"{who}.bad": {
                "actor": who,
                "param": f"{who}.bad",
                "sign": -1,
                "when": {"deal": "hated"},
            }
            for who in "ab"
        },
    )
    rows = play(one, 400), play(other, 400)
    assert packages(one, rows[0]) == packages(other, rows[1])
    assert all((rows[0][name] == rows[1][name]).all() for name in OUTCOME)


@pytest.mark.parametrize("name", EPISODES)
def test_a_package_nobody_wants_changes_no_run_of_an_episode(name):
    """Test 36."""
    data = first_resolved(name)
    data["issues"]["status"]["levels"]["surrender"] = "unconditional surrender of both"
    data["kinds"]["status"]["surrender"] = "final"
    data.setdefault("menu", {}).setdefault(
        "status", list(data["issues"]["status"]["levels"])
    ).append("surrender")
    for level in data["forbid"][:3]:
        level["status"].append("surrender")
    for who in ("japan", "russia"):
        data["params"][f"{who}.surrender"] = {"value": 1000, "unit": "pts", "source": "invented"}
        data["terms"][f"{who}.surrender"] = {
            "actor": who,
            "param": f"{who}.surrender",
            "sign": -1,
            "when": {"status": "surrender"},
        }
    assert len(build_scenario(data).outcomes) == len(first(name).outcomes) + 1
    assert same_rows(first(name), build_scenario(data))


# ------------------------------------------------------------------ length of a step


@pytest.mark.parametrize("name", EPISODES)
def test_shorter_steps_give_the_same_outcomes(name):
    """Test 37: total variation below .02."""
    runs, data, shares = 10_000, first_resolved(name), {}
    for step in ("month", "half_month", "week"):
        scenario = build_scenario(data | {"calendar": data["calendar"] | {"step": step}})
        shares[step] = class_shares(scenario, play(scenario, runs))
    assert distance(shares["month"], shares["half_month"]) < 0.02
    assert distance(shares["month"], shares["week"]) < 0.02


# ------------------------------------------------------------------ what the engine must not see


@pytest.mark.parametrize("name", EPISODES)
def test_what_happened_in_history_never_reaches_the_engine(name):
    """Test 39."""
    data = first_resolved(name)
    data["observed"] = {"class": "TREATY_FOUR", "note": "another world", "source": "invented"}
    for section in ("params", "events"):
        for entry in data.get(section, {}).values():
            entry["source"] = "somebody said so"
    other = build_scenario(data)
    assert other.observed.outcome_class == "TREATY_FOUR"
    assert same_rows(first(name), other)


def test_neither_do_titles_labels_and_descriptions():
    data = first_resolved("2018")
    data |= {"id": "other", "title": "Another title", "question": "Why?", "description": "Nothing."}
    for section in ("actors", "terms", "params", "events"):
        for entry in data[section].values():
            entry["label"] = "Another label"
    del data["causes"], data["interventions"]
    assert same_rows(first("2018"), build_scenario(data))


@pytest.mark.parametrize("name", EPISODES)
def test_an_event_after_the_end_or_without_weight_changes_nothing(name):
    """Test 40."""
    scenario = first(name)
    last = scenario.events[-1]
    without = scenario.changed(Change(drop=(last.name,)))
    late = replace(scenario, events=(*scenario.events[:-1], replace(last, date=date(2049, 1, 1))))
    weightless = replace(
        scenario,
        events=(
            *scenario.events[:-1],
            replace(last, shifts=tuple((where, 0.0) for where, _ in last.shifts)),
        ),
    )
    assert not same_rows(scenario, without)
    assert same_rows(without, late)
    assert same_rows(without, weightless)


def test_an_event_that_never_happens_changes_no_ending():
    """Test 40, probability zero: the public estimate is then worked out run by run, with the same
    result."""
    scenario = first("2018")
    last = scenario.events[-1]
    never = replace(scenario, events=(*scenario.events[:-1], replace(last, probability=0.0)))
    assert same_rows(scenario.changed(Change(drop=(last.name,))), never)
