"""Effects of interventions over the plausible box."""

from __future__ import annotations

import pytest
from tests.model.small import shipped

from negotiation_sim.analysis.effects_in_box import BOX_RUNS, box_of, effects_in_box, rows_in_box
from negotiation_sim.cli.main import main
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.scenarios import load_experiment

BOX = load_experiment("plausible_box")


def study(**details):
    return Study(
        (NamedScenario.load("1956"),), ("baseline", "no_threat", "norms_halved"), runs=10, **details
    )


def test_the_range_is_that_of_the_points():
    import numpy as np

    box = box_of(study(), BOX, 3)
    told = []
    table = effects_in_box(study(), box, progress=told.append).set_index("intervention")
    assert sum(told) == rows_in_box(study(), box) == 3 * 3 * BOX_RUNS
    found = []
    for cell in box.cells[:3]:
        base = box.scenario_of(cell)
        changed = base.changed(shipped("1956").intervention("no_threat"))
        shares = [
            np.isin(
                run_ensemble(compile_scenario(one), 1, 0, BOX_RUNS)["in_force"], base.settlement
            ).mean()
            for one in (base, changed)
        ]
        found.append(shares[1] - shares[0])
    row = table.loc["no_threat"]
    assert (row["box_least"], row["box_median"], row["box_most"]) == pytest.approx(
        (min(found), sorted(found)[1], max(found))
    )
    assert (table["box_points"] == 3).all()


def test_only_scenarios_as_they_are_shipped_belong_to_the_box():
    assert box_of(study(), BOX, 3) is not None
    assert box_of(study(settings=("us.threat=1",)), BOX, 3) is None
    assert box_of(study(dropped=("ldp_merger",)), BOX, 3) is None
    assert box_of(study(points=({"us.threat": "1"},)), BOX, 3) is None
    assert box_of(study(), BOX, 0) is None


def test_compare_shows_it(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["run", "1956", "--runs", "50", "--intervention", "no_threat", "--out", out]) == 0
    capsys.readouterr()
    assert main(["compare", out, "--box", "plausible_box", "--box-points", "3"]) == 0
    assert "3 points" in capsys.readouterr().out
    assert main(["compare", out]) == 0
    assert "box of" not in capsys.readouterr().out
