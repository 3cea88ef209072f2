"""A setting of one's own at every point of the box."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from negotiation_sim.analysis.box import box_points
from negotiation_sim.analysis.box_shares import over_box, share_at_points
from negotiation_sim.analysis.lever_ranges import box_experiment
from negotiation_sim.experiments.study import NamedScenario, Study

STUDY = Study((NamedScenario.load("1956"),))


def test_shares_are_those_of_the_box_itself():
    study = over_box(STUDY, box_experiment(), 6)
    mine = share_at_points(study, seed=1, runs=80)
    box = box_points(box_experiment(), 6)
    cells = [cell for cell in box.cells if box.scenarios[cell.scenario].name == "1956"]
    assert [study.scenario_of(one) for one in study.cells] == [
        box.scenario_of(one) for one in cells
    ]
    assert mine.shape == (6,)
    assert mine.max() > mine.min()


def test_what_is_held_keeps_its_value_at_every_point():
    study = over_box(replace(STUDY, settings=("us.threat=0",)), box_experiment(), 5, {"us.threat"})
    modes = [study.scenario_of(cell).parameter("us.threat").value.mode for cell in study.cells]
    assert modes == [0.0] * 5


def test_another_scenario_has_no_box():
    named = NamedScenario.load("1956")
    other = replace(named, resolved={**named.resolved, "title": "another"})
    assert over_box(Study((other,)), box_experiment(), 5) is None


def test_interventions_are_made_at_every_point():
    plain = share_at_points(over_box(STUDY, box_experiment(), 6), 1, 60)
    study = over_box(replace(STUDY, arms=("baseline", "norms_halved")), box_experiment(), 6)
    assert np.mean(share_at_points(study, 1, 60)) > np.mean(plain)
