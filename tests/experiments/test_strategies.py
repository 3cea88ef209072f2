"""Studies under several strategies, and whether effects agree across them."""

from __future__ import annotations

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.experiments.strategies import named_strategies, strategy_of, with_strategies

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
