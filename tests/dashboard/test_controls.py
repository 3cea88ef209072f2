"""What can be moved."""

from __future__ import annotations

import pytest

from negotiation_sim.dashboard.controls import choices_of, numbers_of
from negotiation_sim.dashboard.setting import override_text
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.study import NamedScenario, Study

EPISODES = ("1956", "2018", "2022")


@pytest.mark.parametrize("name", EPISODES)
def test_every_parameter_and_every_amount_has_a_number_in_range(name):
    named = NamedScenario.load(name)
    numbers = {one.address: one for one in numbers_of(named)}
    assert set(numbers) >= {one.address for one in named.scenario.parameters}
    assert set(numbers) >= set(named.scenario.shift_addresses)
    for one in numbers.values():
        assert one.least <= one.low <= one.high <= one.most, one
        assert one.least <= one.start <= one.most, one
        assert (one.most - one.least) / one.step >= 100, one
        assert one.source
        assert one.unit


@pytest.mark.parametrize("name", EPISODES)
def test_both_ends_of_every_slider_can_be_played(name):
    named = NamedScenario.load(name)
    known = {one.address: one for one in named.scenario.parameters}
    fixed = {  # what is in force at the start counts nothing
        "1956": {"scores.closeness.none", "scores.underwritten.open"}
    }.get(name, set())
    for one in numbers_of(named):
        for end in (one.least, one.most):
            text = f"{one.address}={override_text(end, known.get(one.address))}"
            if one.address in fixed and end != one.start:
                with pytest.raises(InputError, match="status quo"):
                    Study((named,), settings=(text,))
                continue
            study = Study((named,), settings=(text,))
            study.scenario_of(study.cells[0])


def test_levers_come_first():
    levers = [one.lever for one in numbers_of(NamedScenario.load("1956"))]
    assert levers == sorted(levers, reverse=True)
    assert sum(levers) == 11


def test_strategies_can_be_chosen_for_every_principal():
    choices = {one.address: one for one in choices_of(NamedScenario.load("1956").scenario)}
    assert choices["japan.strategy"].start == "time"
    assert ("tft", "tft") in choices["russia.strategy"].options
