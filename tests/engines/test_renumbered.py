"""Points of a design are laid out from each other: the same arrays and rows as made from nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import Ensemble, run_ensemble
from negotiation_sim.engines.renumbered import one_by_one, renumbered
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import load_experiment, load_scenario

ARRAYS = ("dispute", "briefs", "levers", "publics", "quantiles")


def differing(made, afresh):
    return [name for name in ARRAYS if (getattr(made, name) != getattr(afresh, name)).any()]


def test_the_cells_of_the_box_have_the_arrays_they_would_have_alone():
    study = Study.of(load_experiment("plausible_box"))
    for number in range(0, len(study.cells), 271):
        alone = compile_scenario(replace(study.scenario_of(study.cells[number]), remake=None))
        for place in (number, max(0, number - 1), number):
            made = study.compiled(place)
        assert not differing(made, alone), study.cells[number]
        assert (made.classes == alone.classes).all()


CHANGES = {
    "a number": Change(values=(("russia.norm", Scaling(0.3)),)),
    "a score": Change(edits=(("scores.value.two", 0.9),)),
    "a dated shift": Change(shifts=(("invasion", "japan.hostility", 0.4),)),
    "a shift that vanishes": Change(shifts=(("invasion", "japan.hostility", 0.0),)),
    "an event less": Change(drop=("invasion",)),
    "a frozen number": Change(freeze=("japan.hostility",)),
    "a date": Change(edits=(("events.invasion.date", "2022-01"),)),
    "a strategy": Change(strategies=(("japan", "tft"),)),
    "a menu": Change(edits=(("menu.islands", ("none", "two")),)),
    "a lever": Change(off=("us.threat",)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_changed_the_arrays_are_those_of_the_scenario_alone(what):
    scenario = load_scenario("2022")
    first, other = compile_scenario(scenario), scenario.changed(CHANGES[what])
    assert not differing(renumbered(first, other), compile_scenario(other))
    assert not differing(renumbered(compile_scenario(other), scenario), first)


def test_variants_of_a_point_are_laid_out_from_their_likes():
    scenario = load_scenario("2022")
    points = [scenario.changed(CHANGES[what]) for what in ("a number", "a score", "a date")]
    mixed = [one for point in points for one in (point, point.changed(CHANGES["a lever"]))]
    for made, one in zip(one_by_one(mixed, variants=2), mixed, strict=True):
        assert made.scenario is one
        assert not differing(made, compile_scenario(one))


def test_a_thread_that_played_another_scenario_plays_the_same_rows():
    one, other = (compile_scenario(load_scenario(name)) for name in ("2018", "1956"))
    alone = Ensemble(other).rows(3, 0, 50)
    run_ensemble(one, 3, 0, 50)
    assert (run_ensemble(other, 3, 0, 50) == alone).all()
