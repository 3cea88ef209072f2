"""Studies under several strategies, and whether effects agree across them."""

from __future__ import annotations

import json

import pytest
from tests.model.small import mapping

from negotiation_sim.cli.main import main
from negotiation_sim.errors import FaultsError, InputError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.experiments.strategies import named_strategies, strategy_of, with_strategies
from negotiation_sim.scenarios import build_scenario
from negotiation_sim.scenarios.schema import as_yaml

NAMED = NamedScenario.load("1956")


def test_all_or_some_strategies_can_be_named():
    assert set(named_strategies("all")) >= {"time", "spe", "random"}
    assert named_strategies("spe,time,spe") == ("spe", "time")
    with pytest.raises(
        UnknownNameError, match="'zeuten' is not a strategy; did you mean 'zeuthen'"
    ):
        named_strategies("time,zeuten")


def test_every_point_is_visited_with_each_strategy():
    study = with_strategies(
        Study((NAMED,), points=({"us.threat": "1"}, {"us.threat": "2"})), ["time", "tft"]
    )
    assert [(strategy_of(point), point["us.threat"]) for point in study.points] == [
        ("time", "1"),
        ("time", "2"),
        ("tft", "1"),
        ("tft", "2"),
    ]
    assert {actor.strategy for actor in study.scenario_of(study.cells[2]).principals} == {"tft"}


def test_a_design_that_varies_strategies_itself_is_refused():
    for details in (
        {"points": ({"japan.strategy": "tft"},)},
        {"settings": ("japan.strategy=tft",)},
    ):
        with pytest.raises(
            InputError, match=r"--strategies beside japan\.strategy, which is set or varied already"
        ):
            with_strategies(Study((NAMED,), **details), ["time"])


def test_the_commands_play_and_compare_all_strategies(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert (
        main(
            [
                "run",
                "1956",
                "--strategies",
                "time,tft,random",
                "--runs",
                "400",
                "--intervention",
                "no_threat",
                "--out",
                out,
            ]
        )
        == 0
    )
    assert "how Japan bargains: tft" in capsys.readouterr().out
    assert main(["compare", out, "--strategies", "all"]) == 0
    told = capsys.readouterr().out
    assert "✓ + 2 of 2" in told
    assert main(["compare", out, "--strategies", "time", "--json"]) == 0
    assert '"strategy":"time"' in capsys.readouterr().out
    assert main(["compare", out, "--strategies", "tyme"]) == 2
    assert "did you mean 'time'" in capsys.readouterr().err


@pytest.fixture
def three(tmp_path):
    """A file with three principals."""
    worth = {"one": {"a": 3, "b": 1, "c": 2}, "two": {"a": 2, "b": 2, "c": 2}}
    path = tmp_path / "three.json"
    path.write_text(json.dumps(mapping(worth, principals=["a", "b", "c"])), encoding="utf-8")
    return str(path)


def test_what_compares_two_offers_is_refused_for_three(three, capsys):
    for words in (["--strategies", "zeuthen"], ["--set", "a.strategy=zeuthen"]):
        assert main(["run", three, "--runs", "5", *words]) == 2
        assert "strategy zeuthen compares two offers" in capsys.readouterr().err


def test_a_file_of_three_cannot_name_it(tmp_path):
    data = mapping({"one": {"a": 3, "b": 1, "c": 2}}, principals=["a", "b", "c"])
    data["actors"]["b"]["strategy"] = "zeuthen"
    with pytest.raises(FaultsError, match=r"b\.strategy: strategy zeuthen compares two offers"):
        build_scenario(data, "three")


def test_all_strategies_say_what_they_leave_out(three, capsys):
    assert main(["run", three, "--runs", "5", "--strategies", "all"]) == 0
    assert "left out: " in (said := capsys.readouterr().err)
    assert "strategy zeuthen compares two offers" in said


def test_solve_says_which_concept_it_leaves_out(three, capsys):
    assert main(["solve", three, "--runs", "5"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Left out: Zeuthen-Harsanyi, which compares two offers; here are 3 principals." in said


def quorum_of_two():
    worth = {"one": {"a": 3, "b": 1, "c": -2}, "two": {"a": 2, "b": 2, "c": 2}}
    return mapping(worth, principals=["a", "b", "c"], protocol={"quorum": 2})


@pytest.fixture
def two_of_three(tmp_path):
    """A file in which the yes of two of three principals is enough."""
    path = tmp_path / "quorum.yaml"
    path.write_text(as_yaml(quorum_of_two()), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["spe", "aqre"])
def test_what_reckons_with_everybodys_yes_is_refused_with_a_quorum(two_of_three, name, capsys):
    wrong = f"strategy {name} reckons with everybody's yes, but protocol.quorum is 2 of 3"
    for words in (["--strategies", name], ["--set", f"a.strategy={name}"]):
        assert main(["run", two_of_three, "--runs", "5", *words]) == 2
        assert wrong in capsys.readouterr().err
    data = quorum_of_two()
    data["actors"]["b"]["strategy"] = name
    with pytest.raises(FaultsError, match=rf"actors\.b\.strategy: {wrong}"):
        build_scenario(data)


def test_it_is_played_where_everybody_is_needed():
    data = quorum_of_two()
    data["protocol"]["quorum"] = 3
    data["actors"]["b"]["strategy"] = "spe"
    assert build_scenario(data).actor("b").strategy == "spe"


@pytest.mark.parametrize("name", ["zeuthen", "spe"])
def test_an_intervention_cannot_name_what_does_not_fit(name, tmp_path):
    data = quorum_of_two() | {"interventions": {"other": {"strategy": {"a": name}}}}
    with pytest.raises(FaultsError, match=rf"interventions\.other\.strategy\.a: strategy {name}"):
        build_scenario(data)


def test_an_experiment_cannot_define_what_does_not_fit(two_of_three, tmp_path, capsys):
    path = tmp_path / "exp.yaml"
    head = f"title: T\nquestion: Q?\nscenarios: [{two_of_three}]\nruns: 5\nseed: 1\n"
    define = "interventions: [other]\ndefine: {other: {strategy: {a: spe}}}\n"
    path.write_text(head + define, encoding="utf-8")
    assert main(["experiments", "check", str(path)]) == 2
    assert "reckons with everybody's yes" in capsys.readouterr().err


def test_solve_says_whom_it_asks(two_of_three, capsys):
    assert main(["solve", two_of_three, "--runs", "5"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "zone, concepts and states ask all 3 principals" in said
    assert main(["run", two_of_three, "--runs", "5", "--strategies", "all"]) == 0
    assert "strategy spe reckons" in capsys.readouterr().err
