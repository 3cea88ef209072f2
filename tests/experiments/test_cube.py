"""The inputs of one scenario of an experiment as a unit cube."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negotiation_sim.domain.experiment import Dimension, Draw, parse_constraint
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.cube import cubes_of
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import load_experiment


@pytest.fixture(scope="module")
def box():
    return load_experiment("plausible_box")


def varied(box, *dimensions):
    return replace(box, design=replace(box.design, dimensions=dimensions))


def test_a_scenario_has_only_the_inputs_that_touch_it(box):
    cubes = {cube.name: cube.inputs for cube in cubes_of(box)}
    assert list(cubes) == ["1956", "2018", "2022"]
    assert "japan.normalisation" in cubes["1956"]
    assert "japan.normalisation" not in cubes["2018"]
    assert "events.invasion.japan.hostility" in cubes["2022"]
    assert "events.invasion.japan.hostility" not in cubes["2018"]
    assert all("russia.norm" in inputs and "japan.beta" in inputs for inputs in cubes.values())
    assert "japan.talk_cost, russia.talk_cost" in cubes["2022"]


def test_a_point_of_the_cube_is_the_scenario_at_that_point_of_the_experiment(box):
    small = replace(box, design=replace(box.design, points=2), interventions=())
    study = Study.of(small)
    (cube,) = cubes_of(small, only=["2018"])
    from negotiation_sim.experiments.designs import unit_sample

    touched = [
        any("2018" in a.split("/")[0] or "/" not in a for a in dimension.addresses)
        for dimension in small.design.dimensions
    ]
    coordinates = unit_sample(small.design)[:, touched]
    cells = [cell for cell in study.cells if study.scenarios[cell.scenario].name == "2018"]
    assert [one.parameters for one in cube.scenarios(coordinates)] == [
        study.scenario_of(cell).parameters for cell in cells
    ]


def test_an_intervention_holds_at_every_point(box):
    (plain,), (guaranteed,) = (cubes_of(box, ["2018"], name) for name in ("", "binding_guarantee"))
    corner = np.full((1, len(plain.inputs)), 0.5)
    (before,), (after,) = (list(cube.scenarios(corner)) for cube in (plain, guaranteed))
    assert (before.parameters, before.levers) != (after.parameters, after.levers)


def test_choices_are_categories(box):
    kinds = Dimension(
        ("japan.strategy", "russia.strategy"), Draw(choices=("time", "fixed", "time"))
    )
    (cube,) = cubes_of(varied(box, kinds, Dimension(("us.threat",), Draw(0, 30))), ["2018"])
    assert (cube.categories, cube.inputs) == (
        (3, 0),
        ("japan.strategy, russia.strategy", "us.threat"),
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("2081",), "'2081' is not a scenario of plausible_box; did you mean '2018'"),
        (
            ("2018", "binding_garantee"),
            "'binding_garantee' is not an intervention; did you mean 'binding_guarantee'",
        ),
        (("1956", "no_invasion"), "'no_invasion' is not an intervention of 1956"),
    ],
)
def test_unknown_names_are_told_with_the_nearest(box, asked, message):
    with pytest.raises(UnknownNameError, match=message):
        cubes_of(box, asked[:1], *asked[1:])


def test_what_cannot_be_looked_at_says_why(box):
    with pytest.raises(InputError, match="history: samples no box; expected an experiment with"):
        cubes_of(load_experiment("history"))
    with pytest.raises(
        InputError, match=r"where: 'us\.threat < us\.alignment' ties inputs together"
    ):
        cubes_of(replace(box, where=(parse_constraint("us.threat < us.alignment"),)))
    with pytest.raises(InputError, match="2018: the experiment varies nothing in it"):
        cubes_of(varied(box, Dimension(("1956/us.threat",), Draw(0, 30))), ["2018"])
