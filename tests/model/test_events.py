"""Events move parameters, within the range of their unit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.odd import event
from tests.model.small import dispute, play, single_package, within

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows, replay
from negotiation_sim.engines.on_date import changing_steps
from negotiation_sim.engines.payoff_tables import at_modes
from negotiation_sim.errors import FaultsError
from negotiation_sim.model.events import happens, shifted
from negotiation_sim.scenarios.overrides import Overrides


@given(st.floats(0, 1), st.floats(-3, 3))
def test_a_share_stays_a_share(value, amount):
    assert 0.0 <= shifted(value, amount, 0.0, 1.0) <= 1.0


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_points_have_no_bounds(value, amount):
    assert shifted(value, amount, -math.inf, math.inf) == value + amount


def test_what_is_certain_always_happens_and_what_is_not_never():
    assert happens(1 - 2**-53, 1.0)
    assert not happens(0.0, 0.0)


def test_an_uncertain_event_happens_as_often_as_it_says():
    runs = 20_000
    scenario = single_package(
        -1, 1, events={"luck": event("2001-06", {"a.value": -2}, probability=0.3)}
    )
    rows = play(scenario, runs)
    assert within(np.mean(rows["termination"] == 1), 0.3, runs)
    assert set(rows["agreement_step"][rows["termination"] == 1]) == {6}, (
        "at once, in the step of the event"
    )


def test_an_event_of_the_first_month_comes_before_the_first_offer():
    scenario = single_package(-1, 1, events={"luck": event("2001-01", {"a.value": -2})})
    assert play(scenario)["agreement_step"][0] == 1


def test_a_fading_event_fades():
    """Worth 4 in March, 2 two months later, 1 four months later: what is at home in May is gone in
    July."""
    scenario = single_package(1, 1, params={"a.value": -1.5, "a.beta": 5, "b.beta": 5})
    assert play(scenario)["termination"][0] == 0
    fading = single_package(
        1,
        1,
        params={"a.value": -1.5, "b.value": -1},
        events={
            "spring": event("2001-03", {"a.value": 4}, half_life_months=2),
            "late": event("2001-07", {"b.value": 3}),
        },
    )
    assert play(fading)["termination"][0] == 0, "too late: a is back below zero"
    early = single_package(
        1,
        1,
        params={"a.value": -1.5, "b.value": -1},
        events={
            "spring": event("2001-03", {"a.value": 4}, half_life_months=2),
            "soon": event("2001-04", {"b.value": 3}),
        },
    )
    assert play(early)["agreement_step"][0] == pytest.approx(4)


def test_a_fading_event_is_told_once():
    scenario = single_package(
        1,
        1,
        params={"a.value": -1.5},
        events={"spring": event("2001-03", {"a.value": 1}, half_life_months=2)},
    )
    told = [move.step for move in replay(scenario, 1, 0).moves if move.event == "spring"]
    assert told == [2]
    assert list(changing_steps(compile_scenario(scenario))) == [0, 2]


SPREAD = {"uniform": ["2001-03", "2001-08"]}


def dated(date, **more):
    """A deal that everybody takes as soon as the event has happened."""
    params = {"a.beta": 5, "b.beta": 5, "a.window": 0.01, "b.window": 0.01}
    return single_package(
        -1, 1, params=params, events={"luck": event(date, {"a.value": -2}, **more)}
    )


def test_a_date_is_drawn_evenly_between_two_months():
    rows = run_interpreted(compile_scenario(dated(SPREAD)), 1, 0, 1200)
    counts = np.bincount(rows["agreement_step"], minlength=9)
    assert set(np.flatnonzero(counts)) == set(range(3, 9))
    assert counts[3:9] == pytest.approx([200] * 6, abs=4 * (1200 * 5 / 36) ** 0.5)


def test_a_most_likely_date_is_the_most_frequent():
    rows = run_interpreted(compile_scenario(dated(["2001-02", "2001-06", "2001-11"])), 1, 0, 600)
    counts = np.bincount(rows["agreement_step"])
    assert counts.argmax() in (5, 6, 7)
    assert (rows["agreement_step"].min(), rows["agreement_step"].max()) >= (2, 6)


def test_what_falls_after_the_calendar_does_not_happen():
    scenario = dated({"uniform": ["2001-07", "2002-06"]})
    rows = run_interpreted(compile_scenario(scenario), 1, 0, 800)
    assert within(np.mean(rows["termination"] == 1), 0.5, 800)
    gaps = rows["gap_end"]
    assert ((gaps > 0) == (rows["termination"] == 1)).all(), "the gap knows what happened"


@pytest.mark.parametrize("step", ["month", "week", "day"])
def test_engines_agree_on_drawn_dates(step):
    scenario = dispute(
        {"one": {"a": 3, "b": -1, "c": 1}, "two": {"a": -2, "b": 4, "c": -9}},
        thirds=["c"],
        months=6,
        step=step,
        levers={
            "c.threat": {
                "type": "threat",
                "by": "c",
                "target": "b",
                "points": "c.stake",
                "cost": "c.cost",
            }
            | {"when": {"deal": "two"}}
        },
        params={"c.stake": 1, "c.cost": 1, "a.walk_rate": 1, "a.value": [1, 2, 3]},
        events={
            "luck": event(["2001-02", "2001-03", "2001-05"], {"b.value": -1.5}, half_life_months=1),
            "harm": event({"uniform": ["2001-01-10", "2001-02-03"]}, {"a.value": -2}, injures="a"),
            "sure": event("2001-03", {"a.value": 1}),
        },
    )
    compiled = compile_scenario(scenario)
    one, other = mesa_rows(compiled, 1, 0, 60), run_interpreted(compiled, 1, 0, 60)
    assert all((one[name] == other[name]).all() for name in one.dtype.names)
    assert len(set(one["steps"])) > 3


def test_a_drawn_date_is_told_when_it_comes_and_its_mode_is_solved():
    scenario = dated(SPREAD)
    told = {
        next(move.step for move in replay(scenario, 1, run).moves if move.event == "luck")
        for run in range(20)
    }
    assert told <= set(range(2, 8))
    assert len(told) > 2
    tables = [at_modes(scenario, step) for step in (3, 4)]
    assert [bool((table.surplus[0][:, 1] >= 0).all()) for table in tables] == [False, True]
    assert scenario.events[0].when == "1 Mar 2001 to 31 Aug 2001"


def test_a_date_set_by_hand_is_certain_again():
    scenario = dated(SPREAD)
    change = Overrides(scenario).change("events.luck.date", "2001-04")
    assert set(play(scenario.changed(change), 50)["agreement_step"]) == {4}


@pytest.mark.parametrize(
    ("date", "fault"),
    [
        (["2001-05", "2001-03", "2001-06"], "expected the earlier date first"),
        (["2001-05", "2001-06"], r"expected \[earliest, most likely, latest\]"),
        ({"normal": ["2001-05", "2001-06"]}, "expected a date as"),
        ("soon", r"\[earliest, most likely, latest\] or"),
    ],
)
def test_dates_that_make_no_sense_are_faults(date, fault):
    with pytest.raises(FaultsError, match=fault):
        dated(date)
