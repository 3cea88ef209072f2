"""Interventions that turn one number: its settings, the line and the band."""

import pytest

from negotiation_sim.analysis.dial import dial_curve, dial_settings
from negotiation_sim.analysis.summary import settled_of
from negotiation_sim.experiments import Study, run_study
from negotiation_sim.scenarios import load_experiment

HEAD = "title: A dial\nscenarios: [1956]\nruns: 60\nseed: 1\n"


def study_of(folder, arms, vary):
    path = folder / "dial.yaml"
    defined = "".join(f"  {name}: {{label: {name}, {change}}}\n" for name, change in arms.items())
    path.write_text(f"{HEAD}define:\n{defined}interventions: [{', '.join(arms)}]\n{vary}", "utf-8")
    return Study.of(load_experiment(path))


DIAL = {f"at_{x}": f"set: {{japan.autonomy: 0.{x}}}" for x in (9, 1, 5)}


def test_the_line_is_point_0_and_the_band_lies_over_all_points(tmp_path):
    vary = "vary: {grid: {japan.norm: [20, 50, 80]}}\n"
    study = study_of(tmp_path, DIAL, vary)
    assert dial_settings(study) == (
        "japan.autonomy",
        {"at_9": 0.9, "at_1": 0.1, "at_5": 0.5},
    )
    results = run_study(study, tmp_path / "out")
    curve = dial_curve(results)
    assert curve["x"].tolist() == [0.1, 0.5, 0.9]
    table = settled_of(results)
    for one in curve.to_dict("records"):
        mine = table[table["intervention"].astype(str) == f"at_{one['x'] * 10:.0f}"]
        assert one["share"] == pytest.approx(mine.loc[mine["point"] == 0, "share"].item())
        assert mine["share"].min() <= one["low"] <= one["high"] <= mine["share"].max()
        assert one["points"] == 3


@pytest.mark.parametrize(
    "other", ["set: {us.stake: 0}", "scale: {japan.autonomy: 2}", "drop: [ldp_merger]"]
)
def test_interventions_that_do_something_else_are_no_dial(tmp_path, other):
    assert dial_settings(study_of(tmp_path, DIAL | {"other": other}, "")) == ("", {})
