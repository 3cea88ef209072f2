"""What varies between the points of a design."""

from __future__ import annotations

import pytest

from negotiation_sim.analysis.inputs import inputs_in, inputs_of


def test_what_always_moves_together_is_one_input():
    points = [{"a.x": "1", "b.x": "1", "c.x": "2"}, {"a.x": "2", "b.x": "2", "c.x": "1"}]
    assert inputs_of(points).to_dict("list") == {"a.x": [1, 2], "c.x": [2, 1]}


@pytest.mark.parametrize(
    "points",
    [[{"a.x": "word"}, {"a.x": "1"}], [{"a.x": "1"}, {}], [{"a.x": "*0.5"}, {"a.x": "*1"}]],
)
def test_what_is_no_number_at_some_point_is_no_input(points):
    assert inputs_of(points).shape == (2, 0)


def test_only_inputs_that_reach_a_scenario_explain_it():
    table = inputs_of(
        [
            {"2018/a.x": "1", "b.y": "2", "c.z": "word"},
            {"2018/a.x": "2", "b.y": "1,3,9", "c.z": "4"},
        ]
    )
    assert table.to_dict("list") == {"2018/a.x": [1, 2], "b.y": [2, 3]}
    assert list(inputs_in("1956", table).columns) == ["b.y"]
