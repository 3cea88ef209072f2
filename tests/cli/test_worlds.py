"""What is told before a study is played."""

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.cli.worlds import study_of


def test_a_study_is_what_options_ask_for(capsys):
    study = study_of(["1956"], ["us.threat=20"], ["no_threat", ""], ["ldp_merger"], seed=3)
    assert (study.arms, study.settings, study.dropped, study.seed) == (
        ("baseline", "no_threat"),
        ("us.threat=20",),
        ("ldp_merger",),
        3,
    )
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["replay", "solve"])
def test_a_setting_outside_the_box_is_told(command, capsys):
    assert main([command, "1956", "--set", "japan.norm=-5", "--set", "us.threat=*1"]) == 0
    assert (
        capsys.readouterr().err
        == "warning: japan.norm is -5 in 1956, outside the plausible box (20 to 85)\n"
    )


def test_an_amount_of_an_event_outside_the_box_is_told_once_for_each_scenario(capsys):
    study_of(["2018", "2022"], ["events.sanctions.russia.hostility=0.99", "russia.norm=80"])
    assert capsys.readouterr().err.splitlines() == [
        "warning: russia.norm is 80 in 2018, outside the plausible box (15 to 65)",
        "warning: russia.norm is 80 in 2022, outside the plausible box (15 to 65)",
        "warning: events.sanctions.russia.hostility is 0.99 in 2022, outside the plausible box (0.15 to 0.55)",
    ]


def test_a_borrowed_source_is_told_by_check_and_wherever_the_file_is_played(tmp_path, capsys):
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\nextends: 1956\nparams: {japan.norm: {value: 9}}\n")
    wanted = f"warning: {mine}:3:30: params.japan.norm.value: is changed, and the source"
    for words in (["scenarios", "check", str(mine)], ["replay", str(mine)]):
        assert main(words) == 0
        assert capsys.readouterr().err.startswith(wanted)


def test_a_noun_alone_suggests_the_addresses_that_end_in_it(capsys):
    assert main(["replay", "1956", "--set", "norm=40"]) == 2
    assert (
        capsys.readouterr().err
        == "negotiation-sim: 'norm' is not a parameter; did you mean 'japan.norm' or 'russia.norm'?\n"
    )


def test_points_and_interventions_of_an_experiment_are_told_once_for_a_number(tmp_path, capsys):
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "title: dear\nquestion: dear?\nscenarios: '1956'\nruns: 2\nseed: 1\ninterventions: dear\n"
        "define: {dear: {label: dear, set: {us.stake: 900}}}\nvary: {grid: {japan.norm: [-5, 40, 400]}}\n"
    )
    assert main(["run", str(mine), "--dry-run"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning")]
    assert told == [
        "warning: japan.norm is -5 to 400 in 1956, outside the plausible box (20 to 85)",
        "warning: us.stake is 900 in 1956, outside the plausible box (30 to 90)",
    ]


def test_a_shipped_experiment_is_told_of_what_is_set_only(capsys):
    assert main(["run", "base_loss", "--dry-run", "--set", "russia.norm=80"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning")]
    assert told == ["warning: russia.norm is 80 in 2018, outside the plausible box (15 to 65)"]
