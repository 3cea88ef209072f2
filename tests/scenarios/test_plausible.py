"""What a box calls plausible."""

import pytest

from negotiation_sim.errors import InputWarning, UnknownNameError
from negotiation_sim.scenarios import (
    load_experiment,
    load_scenario,
    plausible_ranges,
    shipped_scenarios,
    warnings_of,
)


@pytest.mark.parametrize("name", ["1956", "2018", "2022"])
def test_ranges_are_those_of_the_box_as_it_is_played(name):
    ranges = {}
    for dimension in load_experiment("plausible_box").design.dimensions:
        for written in dimension.addresses:
            prefix, slash, address = written.rpartition("/")
            if not slash or name in prefix.split("+"):
                ranges[address] = (dimension.draw.low, dimension.draw.high)
    assert plausible_ranges(name) == ranges


def test_a_scenario_that_the_box_does_not_play_has_none():
    assert plausible_ranges("mine") == {}


def test_words_and_what_is_never_a_range_are_left_out(tmp_path):
    box = tmp_path / "box.yaml"
    box.write_text(
        "title: t\nscenarios: 1956\nruns: 1\nseed: 1\n"
        "vary: {sobol: {points: 4, seed: 1, parameters: {us.threat: [1, 2], japan.strategy: [time, tft]}}}\n"
    )
    assert plausible_ranges("1956", str(box)) == {"us.threat": (1, 2)}


def test_a_box_that_is_none_is_refused():
    with pytest.raises(UnknownNameError, match="did you mean 'plausible_box'"):
        plausible_ranges("1956", "plausible_bx")


def test_a_number_of_a_users_file_and_of_its_interventions_is_told_where_it_stands(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "id: mine\nextends: 1956\nparams: {japan.norm: {value: -5, source: mine}}\n"
        "interventions:\n  dear: {label: dear, set: {us.stake: 900, japan.process: 500, us.threat: 30}}\n"
    )
    assert [str(one) for one in warnings_of(mine)] == [
        f"{mine}:3:30: params.japan.norm.value: is -5, outside the plausible box (20 to 85)",
        f"{mine}:5:39: interventions.dear.set.us.stake: is 900, outside the plausible box (30 to 90)",
    ]
    with pytest.warns(InputWarning, match="japan.norm.value: is -5"):
        load_scenario(mine)


@pytest.mark.parametrize("one", shipped_scenarios(), ids=lambda one: one.name)
def test_of_a_shipped_scenario_nothing_is_told(one):
    assert warnings_of(one.name) == ()


def test_an_abstract_file_is_told_of_its_sources_only(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\nabstract: true\nextends: 1956\nparams: {japan.norm: {value: -5}}\n")
    assert ["inherited" in one.message for one in warnings_of(mine)] == [True]
