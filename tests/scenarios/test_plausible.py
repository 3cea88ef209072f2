"""What a box calls plausible."""

import pytest

from negotiation_sim.errors import UnknownNameError
from negotiation_sim.scenarios import load_experiment, plausible_ranges


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
