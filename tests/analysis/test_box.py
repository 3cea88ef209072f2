"""Effects of taking causes away over a box."""

from __future__ import annotations

import numpy as np
import pytest
from tests.model.small import shipped

from negotiation_sim.analysis.box import Removal, box_effects, box_points, removals
from negotiation_sim.domain.changes import Cause, Change
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.errors import InputError
from negotiation_sim.scenarios import load_experiment

THREAT = Change(off=("us.threat",))
CAUSES = (
    Cause("threat", "the threat", "us", absent=THREAT, halved=THREAT),
    Cause("offer", "the offer", "us", absent=Change(drop=("a",)), halved=Change(drop=("b",))),
    Cause("norm", "the norm", "home", absent=Change(drop=("c",)), halved=Change(drop=("d",))),
)


def test_a_cause_that_is_the_same_at_both_references_appears_once():
    found = [(one.what, one.name, one.reference) for one in removals(CAUSES)]
    assert found == [
        ("cause", "threat", "absent"),
        ("cause", "offer", "absent"),
        ("cause", "norm", "absent"),
        ("block", "us", "absent"),
        ("block", "home", "absent"),
        ("cause", "offer", "halved"),
        ("cause", "norm", "halved"),
        ("block", "us", "halved"),
        ("block", "home", "halved"),
    ]


def test_a_block_is_changed_as_all_of_its_causes():
    (us,) = (one for one in removals(CAUSES) if (one.name, one.reference) == ("us", "halved"))
    assert (us.change.off, us.change.drop) == (("us.threat",), ("b",))


def test_a_box_has_as_many_points_as_asked_and_no_interventions():
    study = box_points(load_experiment("plausible_box"), 5)
    assert len(study.points) == 5
    assert study.arms == ("baseline",)


def test_of_points_that_are_written_out_at_most_so_many_are_taken_and_the_first_among_them():
    kept = load_experiment("kept_set")
    all_of_them = box_points(kept, 100_000).points
    assert all_of_them == tuple(kept.design.points)
    few = box_points(kept, 5).points
    assert len(few) == 5
    assert few[0] == all_of_them[0]
    assert set(map(str, few)) < set(map(str, all_of_them))


def test_an_experiment_that_samples_nothing_is_no_box():
    with pytest.raises(InputError, match="counterfactuals: samples no box"):
        box_points(load_experiment("counterfactuals"), 5)


def test_effects_are_those_of_each_point_played_by_itself():
    study = box_points(load_experiment("plausible_box"), 2)
    away = [
        Removal("intervention", name, "", shipped("1956").intervention(name))
        for name in ("no_threat", "norms_halved")
    ]
    told: list[int] = []
    table = box_effects(study, {"1956": away}, seed=3, runs=40, progress=told.append)
    assert sum(told) == 2 * 3 * 40
    assert table["name"].tolist() == ["no_threat"] * 2 + ["norms_halved"] * 2
    assert set(table["scenario"]) == {"1956"}
    grounds = [study.scenario_of(cell) for cell in study.cells if cell.scenario == 0]
    for row in table.itertuples():
        base = grounds[row.point]
        changed = base.changed(shipped("1956").intervention(row.name))
        settled = [
            np.isin(
                run_interpreted(compile_scenario(one), 3, 0, 40)["in_force"], base.settlement
            ).mean()
            for one in (base, changed)
        ]
        assert (row.baseline, row.effect) == pytest.approx((settled[0], settled[1] - settled[0]))
