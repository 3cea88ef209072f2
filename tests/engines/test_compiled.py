"""From a scenario to arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.first import first
from tests.model.small import EPISODES, dispute, pie, single_package

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.scenario import Termination
from negotiation_sim.engines.compiled import compile_scenario, gate_names, shift_list
from negotiation_sim.engines.layout import LARGE, STANDARD
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios import load_scenario, shipped_scenarios


def with_event(scenario, **details):
    event = Event(
        "shock", scenario.calendar.day_of(2), "a shock", (("a.value", 8.0),), "invented", **details
    )
    return replace(scenario, events=(event,))


@pytest.mark.parametrize("name", [one.name for one in shipped_scenarios() if one.is_dispute])
def test_one_small_kernel_plays_every_shipped_dispute(name):
    assert compile_scenario(load_scenario(name)).capacity is STANDARD


def test_a_fine_pie_takes_the_large_kernel():
    assert compile_scenario(pie(100)).capacity is LARGE


def test_what_no_kernel_can_hold_is_refused_with_the_count():
    terms = {f"a.t{i}": {"actor": "a", "param": "a.value", "score": "a"} for i in range(65)}
    with pytest.raises(InputError, match="small: 66 terms, at most 64 can be played"):
        compile_scenario(single_package(terms=terms))


def test_an_unknown_tactic_is_refused():
    scenario = first("1956").changed(Change(strategies=(("japan", "wishful"),)))
    with pytest.raises(
        UnknownNameError, match="'wishful' is not a strategy; known: aqre, obstinate"
    ):
        compile_scenario(scenario)


def test_every_ending_of_every_episode_has_a_class():
    for name in EPISODES:
        compiled = compile_scenario(first(name))
        for outcome in compiled.scenario.outcomes:
            ends = (
                [Termination.AGREEMENT]
                if outcome.kind == "final"
                else [Termination.HORIZON, Termination.WALK_OUT]
            )
            for end in ends:
                assert (compiled.classes[outcome.index, end] >= 0).all()


def test_gates_are_named_leader_and_home_then_signatures():
    assert gate_names(first("1956")) == (
        "japan.leader",
        "japan.domestic",
        "russia.leader",
        "russia.domestic",
        "us.consent",
    )


def test_a_lasting_event_is_one_shift():
    assert shift_list(with_event(single_package())) == [(2, 0, "a.value", 8.0)]


def test_a_fading_event_halves_in_its_half_life():
    shifts = shift_list(with_event(single_package(), half_life_months=3))
    level = np.cumsum([amount for _, _, _, amount in shifts])
    assert [step for step, *_ in shifts] == list(range(2, 12))
    assert level[[0, 3, 6, 9]] == pytest.approx([8, 4, 2, 1])


@pytest.mark.parametrize("step", ["month", "half_month"])
def test_fading_does_not_hang_on_the_length_of_a_step(step):
    scenario = with_event(single_package(step=step), half_life_months=3)
    level = np.cumsum([amount for _, _, _, amount in shift_list(scenario)])
    per_month = {"month": 1, "half_month": 2}[step]
    assert level[3 * per_month] == pytest.approx(4)


def test_shifts_of_one_step_keep_the_order_of_the_file():
    scenario = first("2022")
    assert [address for _, _, address, _ in shift_list(scenario)] == [
        "japan.hostility",
        "russia.hostility",
        "russia.hostility",
        "japan.process",
    ]


def test_scenarios_are_not_changed_by_compiling():
    scenario = dispute({"p": {"a": 1, "b": 1}})
    before = repr(scenario)
    compile_scenario(scenario)
    assert repr(scenario) == before
